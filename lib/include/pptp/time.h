#ifndef PPTP_TIME_H_
#define PPTP_TIME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pptp {

// The time a log line carries, in microseconds since 1970-01-01 00:00:00.
//
// Logs differ in what they say. A stamp without a zone is taken as UTC, so that
// the time of day printed is the one that stands in the log. A stamp without a
// year gets one from the reader (see lib/log). A stamp that only counts from the
// machine's start has no date; only differences between such times mean anything.
struct LogTime {
  int64_t micros = 0;
  bool has_date = true;  // false: counted from the machine's start
  bool has_year = true;  // false: the year is a guess
  bool has_zone = true;  // false: local time of an unknown zone, read as UTC

  friend bool operator==(const LogTime&, const LogTime&) = default;
};

// "2026-11-22T05:19:05.123456+00:00"; no fraction when it is zero, no zone when
// unknown, "+12345.678901" for a time without a date.
std::string FormatTime(const LogTime& time);

// What --since and --until take: "2026-11-22", "2026-11-22 05:19[:05]", ISO 8601
// with or without zone, "05:19[:05]" (today), "today", "yesterday", "now",
// "-2h", "-30min", "@1795324745". "now_micros" is the present time, which the
// caller reads from the clock. Empty when the text is none of these.
std::optional<LogTime> ParseUserTime(std::string_view text, int64_t now_micros);

}  // namespace pptp

#endif  // PPTP_TIME_H_
