#ifndef PPTP_LOG_LEVEL_H_
#define PPTP_LOG_LEVEL_H_

#include <cstdint>

namespace pptp {

// Severities of the client's log, in ascending order; the names are syslog's.
enum class LogLevel : uint8_t { kDebug, kInfo, kNotice, kWarning, kError };

}  // namespace pptp

#endif  // PPTP_LOG_LEVEL_H_
