#ifndef PPTP_TESTS_SIMULATION_STORM_H_
#define PPTP_TESTS_SIMULATION_STORM_H_

#include <cstdint>
#include <string>

#include "tests/simulation/tunnel_pair.h"

namespace pptp::simulation {

// A run in which anything may happen: both ends configured at random, a bad network, a
// peer that does not keep to the rules. The seed decides all of it.
Plan StormPlan(uint64_t seed);

// Runs it, hangs up, and lets some time pass. What went against the rules, with the
// seed; empty when nothing did.
std::string RunStorm(uint64_t seed);

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_STORM_H_
