#ifndef PPTP_LIB_BASE_CIVIL_TIME_H_
#define PPTP_LIB_BASE_CIVIL_TIME_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/base/text.h"

// Dates and times of day as text and as numbers: the pieces that log stamps and
// the times a user types have in common. Proleptic Gregorian calendar, no leap
// seconds (23:59:60 is read as the second after 23:59:59), no locale.
//
// A Consume function takes what it read off the front of *text, or returns
// nothing and leaves *text as it was.
namespace pptp {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

// Days from 1970-01-01 to a date; empty when there is no such date.
std::optional<int64_t> DaysFromDate(int year, unsigned month, unsigned day);

// The year, in UTC, of a time in microseconds since 1970.
int YearOfMicros(int64_t micros);

// Exactly "count" decimal digits (at most nine).
inline std::optional<uint32_t> ConsumeDigits(std::string_view* text, size_t count) {
  if (text->size() < count) return std::nullopt;
  uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) {
    const char c = (*text)[i];
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + static_cast<uint32_t>(c - '0');
  }
  text->remove_prefix(count);
  return value;
}

// "2026-11-22" or "2026/11/22", as days since 1970-01-01.
std::optional<int64_t> ConsumeIsoDate(std::string_view* text);

// "05:19:05", "05:19:05.123456", "05:19:05,123", in microseconds since midnight;
// without "needs_seconds" also "05:19".
std::optional<int64_t> ConsumeClock(std::string_view* text, bool needs_seconds);

// A zone right behind a time: "Z", "+02:00", "-0330", "+02", in microseconds to
// subtract to get to UTC.
std::optional<int64_t> ConsumeZone(std::string_view* text);

// ".123456" or ",123" in microseconds, any number of digits; zero when there is none.
int64_t ConsumeFraction(std::string_view* text);

}  // namespace pptp

#endif  // PPTP_LIB_BASE_CIVIL_TIME_H_
