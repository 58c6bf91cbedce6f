#ifndef PPTP_LIB_BASE_WALL_CLOCK_H_
#define PPTP_LIB_BASE_WALL_CLOCK_H_

#include <chrono>
#include <cstdint>

namespace pptp {

// The present time in microseconds since 1970, UTC. For runtimes and programs: nothing that
// decodes, judges or negotiates reads a clock.
inline int64_t NowMicros() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count();
}

}  // namespace pptp

#endif  // PPTP_LIB_BASE_WALL_CLOCK_H_
