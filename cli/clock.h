#ifndef PPTP_CLI_CLOCK_H_
#define PPTP_CLI_CLOCK_H_

#include <chrono>
#include <cstdint>

namespace pptp::cli {

// The present time in microseconds since 1970.
inline int64_t NowMicros() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count();
}

}  // namespace pptp::cli

#endif  // PPTP_CLI_CLOCK_H_
