#ifndef PPTP_TESTS_SIMULATION_MEETING_H_
#define PPTP_TESTS_SIMULATION_MEETING_H_

#include <cstdint>
#include <string>

#include "pptp/analyzer.h"

// Where the two halves of this project meet: a fault is put into a simulated tunnel, and
// the client's own log is given to the analyzer, which has to name the problem.
namespace pptp::simulation {

// How many different faults there are; a seed stands for the fault "seed modulo Faults()",
// and for the circumstances in which it happens.
uint64_t MeetingFaults();

// Runs one. Empty when the analyzer found what it had to and nothing else; otherwise what
// was wrong, with the seed, the fault and the log.
std::string Meet(const Knowledge& knowledge, uint64_t seed);

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_MEETING_H_
