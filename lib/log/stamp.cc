#include "lib/log/stamp.h"

#include <cstdint>
#include <string>

#include "lib/base/civil_time.h"
#include "lib/base/text.h"
#include "lib/log/month_names.h"
#include "lib/log/usual_stamp.h"

// Each shape has one function that takes it off the front of a copy of the text;
// ConsumeStamp picks the shapes that can start with the first character.
namespace pptp::log {
namespace {

void SkipBlanks(std::string_view* text) {
  while (!text->empty() && (text->front() == ' ' || text->front() == '\t')) {
    text->remove_prefix(1);
  }
}

// Where a stamp may end: a stamp in brackets ends before the bracket.
bool AtEndOrBlank(std::string_view text) {
  return text.empty() || IsSpace(text[0]) || text[0] == ']';
}

// A word as months, weekdays and zones are: no blank, digit or punctuation but
// a final dot; letters of any language.
std::string_view LeadingWord(std::string_view text) {
  constexpr size_t kLongestWord = 24;
  size_t length = 0;
  while (length < text.size() && length < kLongestWord) {
    const char c = text[length];
    if (!IsAlpha(c) && static_cast<unsigned char>(c) < 0x80) break;
    ++length;
  }
  if (length > 0 && length < text.size() && text[length] == '.') ++length;
  return text.substr(0, length);
}

// "AM" or "PM" behind a time of day, which it corrects.
void ConsumeHalfDay(std::string_view* text, int64_t* clock) {
  constexpr int64_t kHalfDay = kMicrosPerDay / 2;
  constexpr int64_t kHour = kMicrosPerDay / 24;
  std::string_view rest = *text;
  if (!Consume(&rest, " ")) return;
  const bool is_pm = rest.starts_with("PM") || rest.starts_with("pm") || rest.starts_with("p.m.");
  const bool is_am = rest.starts_with("AM") || rest.starts_with("am") || rest.starts_with("a.m.");
  if ((!is_pm && !is_am) || *clock >= kHalfDay + kHour) return;
  rest.remove_prefix(rest[1] == '.' ? 4 : 2);
  if (!AtEndOrBlank(rest)) return;
  if (is_pm && *clock < kHalfDay) *clock += kHalfDay;
  if (is_am && *clock >= kHalfDay) *clock -= kHalfDay;
  *text = rest;
}

// "05:19:05", "05:19:05.123", "5:19:05 PM": microseconds since midnight.
std::optional<int64_t> ConsumeTimeOfDay(std::string_view* text) {
  std::string_view rest = *text;
  auto clock = ConsumeClock(&rest, /*needs_seconds=*/true);
  if (!clock && text->size() > 1 && IsDigit((*text)[0]) && (*text)[1] == ':') {
    // The hour has one digit.
    constexpr int64_t kHour = kMicrosPerDay / 24;
    std::string padded = "00";
    padded += text->substr(1, 24);
    std::string_view behind = padded;
    clock = ConsumeClock(&behind, /*needs_seconds=*/true);
    if (!clock) return std::nullopt;
    rest = text->substr(padded.size() - 1 - behind.size());
    *clock += ((*text)[0] - '0') * kHour;
  }
  if (!clock) return std::nullopt;
  ConsumeHalfDay(&rest, &*clock);
  *text = rest;
  return clock;
}

// A zone's name ("UTC", "CEST") or offset, with blanks before it.
void ConsumeNamedZone(std::string_view* text, Stamp* stamp) {
  std::string_view rest = *text;
  SkipBlanks(&rest);
  if (const auto offset = ConsumeZone(&rest); offset && AtEndOrBlank(rest)) {
    stamp->time.micros -= *offset;
    stamp->time.has_zone = true;
    *text = rest;
    return;
  }
  size_t length = 0;
  while (length < rest.size() && rest[length] >= 'A' && rest[length] <= 'Z') ++length;
  if (length < 3 || length > 5 || !AtEndOrBlank(rest.substr(length))) return;
  const std::string_view name = rest.substr(0, length);
  stamp->time.has_zone = name == "UTC" || name == "GMT";
  *text = rest.substr(length);
}

std::optional<uint32_t> ConsumeYear(std::string_view* text) {
  std::string_view rest = *text;
  const auto year = ConsumeDigits(&rest, 4);
  if (!year || *year < 1970 || *year > 2199) return std::nullopt;
  if (!rest.empty() && IsDigit(rest[0])) return std::nullopt;
  *text = rest;
  return year;
}

// The last two digits of a year of PPTP's, before a time of day.
std::optional<uint32_t> ConsumeShortYear(std::string_view* text) {
  std::string_view rest = *text;
  const auto year = ConsumeDigits(&rest, 2);
  if (!year || !(rest.starts_with(' ') || rest.starts_with(", "))) return std::nullopt;
  *text = rest;
  return *year >= 95 ? 1900 + *year : 2000 + *year;
}

// The day of the month: " 2", "02", "22", "22.".
std::optional<uint32_t> ConsumeDay(std::string_view* text) {
  std::string_view rest = *text;
  SkipBlanks(&rest);
  auto day = ConsumeDigits(&rest, 2);
  if (!day) day = ConsumeDigits(&rest, 1);
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  Consume(&rest, ".");
  *text = rest;
  return day;
}

// Gives the stamp its date once month, day, clock and perhaps the year are known.
bool SetDate(std::optional<uint32_t> year, Stamp* stamp) {
  stamp->time.has_zone = false;
  stamp->time.has_year = year.has_value();
  constexpr int kLeapYear = 2000;  // a missing year may be a leap year
  if (stamp->month == 0) {
    stamp->readable = false;
    return true;
  }
  const auto days =
      DaysFromDate(year ? static_cast<int>(*year) : kLeapYear, stamp->month, stamp->day);
  if (!days) return false;
  if (year) stamp->time.micros = *days * kMicrosPerDay + stamp->clock;
  return true;
}

// "Nov 22 05:19:05": the common case, told by its fixed columns.
std::optional<Stamp> ConsumePlainSyslog(std::string_view* text) {
  if (text->size() < 15 || (*text)[3] != ' ' || (*text)[6] != ' ' || (*text)[9] != ':') {
    return std::nullopt;
  }
  Stamp stamp;
  stamp.month = EnglishMonth(*text);
  if (stamp.month == 0) return std::nullopt;
  std::string_view rest = text->substr(3);
  const auto day = ConsumeDay(&rest);
  if (!day || !Consume(&rest, " ")) return std::nullopt;
  stamp.day = *day;
  const auto clock = ConsumeTimeOfDay(&rest);
  if (!clock || (!AtEndOrBlank(rest) && rest[0] != ':')) return std::nullopt;
  stamp.clock = *clock;
  std::string_view behind = rest;
  SkipBlanks(&behind);
  const auto year = ConsumeYear(&behind);
  if (year && AtEndOrBlank(behind)) rest = behind;
  if (!SetDate(year && AtEndOrBlank(behind) ? year : std::nullopt, &stamp)) return std::nullopt;
  *text = rest;
  return stamp;
}

// Month and day in either order: "Nov 22", "22 nov.", the numbered month of East Asia. The month is
// not looked up yet: most words and numbers in a row are none, and no time of day follows them.
struct MonthAndDay {
  std::string_view month;
  uint32_t day = 0;
};
std::optional<MonthAndDay> ConsumeMonthAndDay(std::string_view* text) {
  std::string_view rest = *text;
  MonthAndDay read;
  auto& [month, day] = read;
  if (IsDigit(rest[0])) {
    day = ConsumeDay(&rest).value_or(0);
    if (day != 0 && !rest.empty() && rest[0] != ' ') {  // a numbered month: "11" and a sign
      day = 0;
      rest = *text;
      size_t length = rest.find(' ');
      if (length > 8) return std::nullopt;  // or no blank at all: npos
      month = rest.substr(0, length);
      if (MonthFromName(month) == 0) return std::nullopt;
      rest.remove_prefix(length);
    }
    SkipBlanks(&rest);
  }
  if (month.empty()) {
    month = LeadingWord(rest);
    rest.remove_prefix(month.size());
  }
  if (month.empty()) return std::nullopt;
  Consume(&rest, ",");
  if (day == 0) day = ConsumeDay(&rest).value_or(0);
  if (day == 0) return std::nullopt;
  Consume(&rest, ",");
  *text = rest;
  return read;
}

// "Nov 22 05:19:05", "22. Nov 2026 05:19:05", "nov. 22 05:19:05 2026"; with
// "after_weekday" a zone may stand before or behind the year.
std::optional<Stamp> ConsumeNamedMonth(std::string_view* text, bool after_weekday) {
  Stamp stamp;
  std::string_view rest = *text;
  if (rest.empty()) return std::nullopt;
  const auto date = ConsumeMonthAndDay(&rest);
  if (!date) return std::nullopt;
  SkipBlanks(&rest);
  auto year = ConsumeYear(&rest);
  if (year) SkipBlanks(&rest);
  const auto clock = ConsumeTimeOfDay(&rest);
  if (!clock || (!AtEndOrBlank(rest) && rest[0] != ':')) return std::nullopt;
  stamp.month = MonthFromName(date->month);
  stamp.day = date->day;
  stamp.clock = *clock;
  Stamp zone;
  zone.time.has_zone = false;
  if (after_weekday) ConsumeNamedZone(&rest, &zone);
  if (!year) {
    std::string_view behind = rest;
    SkipBlanks(&behind);
    year = ConsumeYear(&behind);
    if (year && AtEndOrBlank(behind)) {
      rest = behind;
    } else {
      year.reset();
    }
  }
  if (!SetDate(year, &stamp)) return std::nullopt;
  if (year) {
    stamp.time.micros += zone.time.micros;
    stamp.time.has_zone = zone.time.has_zone;
  }
  if (year && after_weekday) stamp.shape = Stamp::Shape::kCtime;
  *text = rest;
  return stamp;
}

// A stamp of that time, in the zone that *rest may begin with.
Stamp ConsumeZoneOf(int64_t micros, std::string_view* rest) {
  Stamp stamp;
  stamp.shape = Stamp::Shape::kIso;
  stamp.time.micros = micros;
  stamp.time.has_zone = false;
  if (const auto zone = ConsumeZone(rest)) {
    stamp.time.micros -= *zone;
    stamp.time.has_zone = true;
  }
  return stamp;
}

// "2026-11-22T05:19:05.123456+00:00", "2026/11/22 05:19:05,123", "2026-11-22_05:19:05".
std::optional<Stamp> ConsumeIso(std::string_view* text, bool zone_name_follows) {
  std::string_view rest = *text;
  const auto days = ConsumeIsoDate(&rest);
  if (!days || rest.empty()) return std::nullopt;
  if (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ' && rest[0] != '_') return std::nullopt;
  rest.remove_prefix(1);
  const auto clock = ConsumeTimeOfDay(&rest);
  if (!clock) return std::nullopt;
  Stamp stamp = ConsumeZoneOf(*days * kMicrosPerDay + *clock, &rest);
  if (stamp.time.has_zone) {
    *text = rest;
    return stamp;
  }
  if (zone_name_follows) {
    ConsumeNamedZone(&rest, &stamp);
  } else {
    for (std::string_view utc : {" UTC", " GMT"}) {
      if (!rest.starts_with(utc) || !AtEndOrBlank(rest.substr(utc.size()))) continue;
      stamp.time.has_zone = true;
      rest.remove_prefix(utc.size());
      break;
    }
  }
  *text = rest;
  return stamp;
}

// "051905", in microseconds of the day.
std::optional<int64_t> ConsumeCompactClock(std::string_view* text) {
  const auto hours = ConsumeDigits(text, 2);
  const auto minutes = ConsumeDigits(text, 2);
  const auto seconds = ConsumeDigits(text, 2);
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60) {
    return std::nullopt;
  }
  const int64_t second = (*hours * int64_t{60} + *minutes) * 60 + *seconds;
  return second * kMicrosPerSecond + ConsumeFraction(text);
}

// "20261122 05:19:05", "20261122-05:19:05", "20261122T051905Z", "20261122 051905".
std::optional<Stamp> ConsumeCompactDate(std::string_view* text) {
  std::string_view rest = *text;
  const auto year = ConsumeDigits(&rest, 4);
  const auto month = ConsumeDigits(&rest, 2);
  const auto day = ConsumeDigits(&rest, 2);
  if (!year || *year < 1990 || *year > 2199 || !month || !day || rest.empty()) return std::nullopt;
  if (std::string_view("T -_").find(rest[0]) == std::string_view::npos) return std::nullopt;
  rest.remove_prefix(1);
  const auto days = DaysFromDate(static_cast<int>(*year), *month, *day);
  auto clock = ConsumeTimeOfDay(&rest);
  if (!clock) clock = ConsumeCompactClock(&rest);
  if (!days || !clock) return std::nullopt;
  const Stamp stamp = ConsumeZoneOf(*days * kMicrosPerDay + *clock, &rest);
  if (!AtEndOrBlank(rest) && rest[0] != ':') return std::nullopt;
  *text = rest;
  return stamp;
}

// One or two digits.
std::optional<uint32_t> ConsumeShortNumber(std::string_view* text) {
  if (auto number = ConsumeDigits(text, 2)) return number;
  return ConsumeDigits(text, 1);
}

// "22/11/2026 05:19:05", "22.11.2026 05:19:05", "22.11.26 05:19:05"; month first when only that is
// a date, and before a time with AM or PM.
std::optional<Stamp> ConsumeNumericDate(std::string_view* text) {
  std::string_view rest = *text;
  const auto first = ConsumeShortNumber(&rest);
  if (!first || rest.empty()) return std::nullopt;
  const char separator = rest[0];
  if (separator != '/' && separator != '.' && separator != '-') return std::nullopt;
  rest.remove_prefix(1);
  const auto second = ConsumeShortNumber(&rest);
  if (!second || rest.empty() || rest[0] != separator) return std::nullopt;
  rest.remove_prefix(1);
  auto year = ConsumeYear(&rest);
  if (!year && separator != '-') year = ConsumeShortYear(&rest);
  if (!year) return std::nullopt;
  Consume(&rest, ",");
  if (!Consume(&rest, " ") && !Consume(&rest, "\t") && !Consume(&rest, "T")) return std::nullopt;
  const auto clock = ConsumeTimeOfDay(&rest);
  if (!clock) return std::nullopt;
  const char last = (*text)[text->size() - rest.size() - 1];
  const bool month_first = !IsDigit(last);
  auto days = month_first ? DaysFromDate(static_cast<int>(*year), *first, *second)
                          : DaysFromDate(static_cast<int>(*year), *second, *first);
  if (!days && !month_first) days = DaysFromDate(static_cast<int>(*year), *first, *second);
  if (!days) return std::nullopt;
  Stamp stamp;
  stamp.shape = Stamp::Shape::kNumeric;
  stamp.time.micros = *days * kMicrosPerDay + *clock;
  stamp.time.has_zone = false;
  *text = rest;
  return stamp;
}

// "01-15 09:14:22.740" of Android's logcat: month and day.
std::optional<Stamp> ConsumeMonthDay(std::string_view* text) {
  std::string_view rest = *text;
  Stamp stamp;
  const auto month = ConsumeDigits(&rest, 2);
  if (!month || *month == 0 || *month > 12 || !Consume(&rest, "-")) return std::nullopt;
  const auto day = ConsumeDigits(&rest, 2);
  if (!day || !Consume(&rest, " ")) return std::nullopt;
  const auto clock = ConsumeTimeOfDay(&rest);
  if (!clock || !AtEndOrBlank(rest)) return std::nullopt;
  stamp.shape = Stamp::Shape::kNumeric;
  stamp.month = *month;
  stamp.day = *day;
  stamp.clock = *clock;
  if (!SetDate(std::nullopt, &stamp)) return std::nullopt;
  *text = rest;
  return stamp;
}

// "05:19:05" alone.
std::optional<Stamp> ConsumeTimeAlone(std::string_view* text) {
  std::string_view rest = *text;
  const auto clock = ConsumeTimeOfDay(&rest);
  if (!clock || !AtEndOrBlank(rest)) return std::nullopt;
  Stamp stamp;
  stamp.shape = Stamp::Shape::kClock;
  stamp.time.has_date = false;
  stamp.time.micros = stamp.clock = *clock;
  *text = rest;
  return stamp;
}

// "@4000000047a9b5a11c9c380c" of multilog and svlogd (TAI64N): seconds since 1970,
// plus 2^62 and the ten of 1972, then nanoseconds.
std::optional<Stamp> ConsumeTai(std::string_view* text) {
  constexpr size_t kSecondsDigits = 16;
  constexpr size_t kDigits = 24;
  constexpr int64_t kEpoch = (int64_t{1} << 62) + 10;
  constexpr int64_t kLatest = int64_t{1} << 33;
  if (text->size() < 1 + kDigits) return std::nullopt;
  std::string_view seconds = text->substr(1, kSecondsDigits);
  std::string_view nanos = text->substr(1 + kSecondsDigits, kDigits - kSecondsDigits);
  const auto whole = ConsumeHex(&seconds);
  const auto part = ConsumeHex(&nanos);
  const std::string_view rest = text->substr(1 + kDigits);
  if (!whole || !part || !seconds.empty() || !nanos.empty() || !AtEndOrBlank(rest)) {
    return std::nullopt;
  }
  const auto since_1970 = static_cast<int64_t>(*whole - static_cast<uint64_t>(kEpoch));
  if (since_1970 < 0 || since_1970 > kLatest || *part >= 1'000'000'000) return std::nullopt;
  Stamp stamp;
  stamp.shape = Stamp::Shape::kEpoch;
  stamp.time.micros = since_1970 * kMicrosPerSecond + static_cast<int64_t>(*part / 1000);
  *text = rest;
  return stamp;
}

// Seconds since 1970 with or without a fraction, or milli- or microseconds.
std::optional<Stamp> ConsumeEpoch(std::string_view* text) {
  std::string_view rest = *text;
  const auto number = ConsumeDecimal(&rest);
  const size_t digits = text->size() - rest.size();
  if (!number || (digits != 10 && digits != 13 && digits != 16)) return std::nullopt;
  const auto value = static_cast<int64_t>(*number);
  Stamp stamp;
  stamp.shape = Stamp::Shape::kEpoch;
  if (digits == 10) {
    stamp.time.micros = value * kMicrosPerSecond + ConsumeFraction(&rest);
  } else {
    stamp.time.micros = digits == 13 ? value * 1000 : value;
  }
  if (!AtEndOrBlank(rest) && rest[0] != ':') return std::nullopt;
  *text = rest;
  return stamp;
}

// "12345.678901" between brackets, perhaps with "<    0.001000 >" behind it.
std::optional<Stamp> ConsumeUptime(std::string_view* text) {
  std::string_view rest = *text;
  SkipBlanks(&rest);
  const auto seconds = ConsumeDecimal(&rest);
  constexpr uint64_t kLongestUptime = 100'000'000'000;
  if (!seconds || *seconds > kLongestUptime) return std::nullopt;
  if (rest.size() < 4 || rest[0] != '.' || !IsDigit(rest[1]) || !IsDigit(rest[2])) {
    return std::nullopt;
  }
  Stamp stamp;
  stamp.shape = Stamp::Shape::kUptime;
  stamp.time.micros = static_cast<int64_t>(*seconds) * kMicrosPerSecond + ConsumeFraction(&rest);
  stamp.time.has_date = false;
  SkipBlanks(&rest);
  if (rest.starts_with('<')) {
    const size_t close = rest.find('>');
    if (close > 24) return std::nullopt;  // or missing: npos
    rest.remove_prefix(close + 1);
  }
  *text = rest;
  return stamp;
}

// A weekday in any language, then a date with a year or RFC 3164's.
std::optional<Stamp> ConsumeWeekdayDate(std::string_view* text) {
  std::string_view rest = *text;
  const std::string_view weekday = LeadingWord(rest);
  if (weekday.empty()) return std::nullopt;
  rest.remove_prefix(weekday.size());
  Consume(&rest, ",");
  if (!Consume(&rest, " ") || rest.empty()) return std::nullopt;
  SkipBlanks(&rest);
  auto stamp = ConsumeIso(&rest, /*zone_name_follows=*/true);
  if (!stamp) stamp = ConsumeNamedMonth(&rest, /*after_weekday=*/true);
  // A weekday and a month that nobody knows are two words of a sentence.
  if (!stamp || !stamp->readable) return std::nullopt;
  *text = rest;
  return stamp;
}

std::optional<Stamp> ConsumeUnbracketed(std::string_view* text) {
  if (text->size() < 8) return std::nullopt;
  const char first = (*text)[0];
  if (IsDigit(first)) {
    if (auto stamp = ConsumeIso(text, /*zone_name_follows=*/false)) return stamp;
    if (auto stamp = ConsumeNumericDate(text)) return stamp;
    if (auto stamp = ConsumeEpoch(text)) return stamp;
    if (auto stamp = ConsumeCompactDate(text)) return stamp;
    if (auto stamp = ConsumeMonthDay(text)) return stamp;
    if (auto stamp = ConsumeTimeAlone(text)) return stamp;
    return ConsumeNamedMonth(text, /*after_weekday=*/false);
  }
  if (first == '@') return ConsumeTai(text);
  if (!IsAlpha(first) && static_cast<unsigned char>(first) < 0x80) return std::nullopt;
  if (auto stamp = ConsumePlainSyslog(text)) return stamp;
  if (auto stamp = ConsumeNamedMonth(text, /*after_weekday=*/false)) return stamp;
  return ConsumeWeekdayDate(text);
}

std::optional<Stamp> ConsumeBracketed(std::string_view* text) {
  std::string_view rest = text->substr(1);
  auto stamp = ConsumeUptime(&rest);
  if (stamp && stamp->time.micros >= 1'000'000'000 * kMicrosPerSecond) {
    stamp->shape = Stamp::Shape::kEpoch;  // OpenWrt's logread -t, journalctl -o short-unix
    stamp->time.has_date = true;
  }
  if (!stamp) stamp = ConsumeUnbracketed(&rest);
  if (!stamp || !Consume(&rest, "]")) return std::nullopt;
  stamp->bracketed = true;
  *text = rest;
  return stamp;
}

}  // namespace

std::optional<Stamp> ConsumeStamp(std::string_view* text) {
  if (text->empty()) return std::nullopt;
  std::optional<Stamp> stamp(std::in_place);
  if (ConsumeUsualStamp(text, &*stamp)) return stamp;
  std::string_view rest = *text;
  stamp = rest[0] == '[' ? ConsumeBracketed(&rest) : ConsumeUnbracketed(&rest);
  if (!stamp) return std::nullopt;
  SkipBlanks(&rest);
  *text = rest;
  return stamp;
}

}  // namespace pptp::log
