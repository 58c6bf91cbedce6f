#ifndef PPTP_LIB_REPORT_PLACES_H_
#define PPTP_LIB_REPORT_PLACES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pptp/report.h"

// How the parts of a report are referred to in prose.
namespace pptp::report {

// "/var/log/messages:12".
std::string PlaceOf(const Report& report, uint32_t input, uint64_t line);

// "1 session", "2 sessions"; "plural" is for words that do not just add an s.
std::string Count(uint64_t number, std::string_view singular, std::string_view plural = {});

// "s1, s2, s3 and 497 more" when there are more than "most", or "unlisted" ones beside them.
std::string ListOf(const std::vector<std::string>& items, size_t most, uint64_t unlisted = 0);

// "2026-11-22 05:19:05"; the year and its dash are left out when it is a guess,
// "+12.3 s" for a time without a date. Seconds are not rounded but cut.
std::string DateAndTime(const LogTime& time);

// "05:19:05" and "2026-11-22" of a time; "+12.345" and nothing without a date.
std::string TimeOfDay(const LogTime& time);
std::string DateOf(const LogTime& time);

// "12 s", "3 min 5 s", "2 h 10 min", "3 d 4 h".
std::string Duration(double seconds);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_PLACES_H_
