#ifndef PPTP_LIB_BASE_INSTANT_H_
#define PPTP_LIB_BASE_INSTANT_H_

#include <chrono>
#include <cstdint>

namespace pptp {

// The clock that protocol automata are told the time of: it counts from an
// arbitrary start and never goes back. It has no now(), because an automaton reads
// no clock; its caller passes the instant in.
struct Monotonic {
  using rep = int64_t;
  using period = std::micro;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<Monotonic>;
  static constexpr bool is_steady = true;
};

using Instant = Monotonic::time_point;
using Duration = Monotonic::duration;

// A deadline that never comes.
inline constexpr Instant kNever = Instant::max();

}  // namespace pptp

#endif  // PPTP_LIB_BASE_INSTANT_H_
