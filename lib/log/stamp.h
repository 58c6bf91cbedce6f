#ifndef PPTP_LIB_LOG_STAMP_H_
#define PPTP_LIB_LOG_STAMP_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "pptp/time.h"

namespace pptp::log {

// The time at the front of a log line, as it is written there.
struct Stamp {
  enum class Shape : uint8_t {
    kSyslog,   // "Nov 22 05:19:05" in any language: a host name usually follows
    kIso,      // "2026-11-22T05:19:05.123456+00:00" and its relatives
    kCtime,    // "Sun Nov 22 05:19:05 2026"
    kNumeric,  // "22/11/2026 05:19:05", "11/22/2026 5:19:05 AM", "11-22 05:19:05.740"
    kEpoch,    // "1795324745.123456", "@4000000047a9b5a11c9c380c"
    kUptime,   // "[12345.678901]": since the machine's start
    kClock,    // "05:19:05" alone: since midnight of a day unknown, time.has_date is false
  };
  Shape shape = Shape::kSyslog;
  bool bracketed = false;  // stood in [square brackets]
  bool readable = true;    // false: built like a stamp, but the month's name is unknown
  LogTime time;            // complete unless time.has_year is false or it is a kClock; then:
  unsigned month = 0;      // 1 to 12
  unsigned day = 0;
  int64_t clock = 0;  // microseconds since midnight
};

// Takes a stamp of any shape and the blanks behind it off the front of *text.
// Nothing, and *text untouched, when the text does not start with one.
std::optional<Stamp> ConsumeStamp(std::string_view* text);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_STAMP_H_
