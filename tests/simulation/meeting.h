#ifndef PPTP_TESTS_SIMULATION_MEETING_H_
#define PPTP_TESTS_SIMULATION_MEETING_H_

#include <cstdint>
#include <string>

#include "pptp/analyzer.h"

// Where the two halves of this project meet: a fault is put into a simulated tunnel, and
// the client's own log is given to the analyzer, which has to name the problem.
//
// Of the HOWTO's 31 problems the faults are those that a server or a network can cause. The
// others cannot come about here:
//    1, 31  commands and settings of this machine's scripts
//    2      a conflict of packages
//    3, 29  this machine's kernel, whose PPP and MPPE this client does not use
//    7      pppd's end seen by pptp, which are one process here
//    13     options that make pppd ask the server for a password
//    23     takes a client that proposes Deflate; this one never does
//    27     takes a client that chokes on a reserved field; a fault shows that this one does not
namespace pptp::simulation {

// How many different faults there are; a seed stands for the fault "seed modulo Faults()",
// and for the circumstances in which it happens.
uint64_t MeetingFaults();

// Runs one. Empty when the analyzer found what it had to and nothing else; otherwise what
// was wrong, with the seed, the fault and the log.
std::string Meet(const Knowledge& knowledge, uint64_t seed);

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_MEETING_H_
