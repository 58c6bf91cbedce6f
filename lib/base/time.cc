#include "pptp/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "lib/base/civil_time.h"
#include "lib/base/text.h"

namespace pptp {
namespace {

// 0000-01-01 and the last microsecond of 9999: what has four digits for its year.
constexpr int64_t kFirstMicros = -62'167'219'200 * kMicrosPerSecond;
constexpr int64_t kLastMicros = 253'402'300'800 * kMicrosPerSecond - 1;

int64_t StartOfDay(int64_t micros) {
  const int64_t into_day = ((micros % kMicrosPerDay) + kMicrosPerDay) % kMicrosPerDay;
  return micros - into_day;
}

LogTime WithZone(int64_t micros) {
  return {.micros = micros};
}
LogTime WithoutZone(int64_t micros) {
  return {.micros = micros, .has_zone = false};
}

struct Unit {
  std::string_view name;
  int64_t seconds;
};
constexpr std::array kUnits = {Unit{"s", 1},         Unit{"sec", 1},       Unit{"second", 1},
                               Unit{"seconds", 1},   Unit{"m", 60},        Unit{"min", 60},
                               Unit{"minute", 60},   Unit{"minutes", 60},  Unit{"h", 3600},
                               Unit{"hour", 3600},   Unit{"hours", 3600},  Unit{"d", 86400},
                               Unit{"day", 86400},   Unit{"days", 86400},  Unit{"w", 604800},
                               Unit{"week", 604800}, Unit{"weeks", 604800}};

// "2h", "30min", "1h 30min": the sum in seconds.
std::optional<int64_t> ParseDuration(std::string_view text) {
  constexpr uint64_t kMostUnits = 1'000'000'000;  // keeps every product within 64 bits
  int64_t total = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    const auto number = ConsumeDecimal(&text);
    if (!number || *number > kMostUnits) return std::nullopt;
    text = TrimLeft(text);
    size_t length = 0;
    while (length < text.size() && IsAlpha(text[length])) ++length;
    const std::string_view name = text.substr(0, length);
    const auto* unit = std::find_if(kUnits.begin(), kUnits.end(),
                                    [name](const Unit& u) { return u.name == name; });
    if (unit == kUnits.end()) return std::nullopt;
    total += static_cast<int64_t>(*number) * unit->seconds;
    if (total > kLastMicros / kMicrosPerSecond) return std::nullopt;
    text = TrimLeft(text.substr(length));
  }
  return total;
}

std::optional<LogTime> ParseRelative(std::string_view text, int64_t now_micros) {
  const bool back = Consume(&text, "-");
  if (!back && !Consume(&text, "+")) return std::nullopt;
  const auto seconds = ParseDuration(TrimLeft(text));
  if (!seconds) return std::nullopt;
  const int64_t distance = *seconds * kMicrosPerSecond;
  const int64_t micros = now_micros + (back ? -distance : distance);
  return WithZone(std::clamp(micros, kFirstMicros, kLastMicros));
}

std::optional<LogTime> ParseEpoch(std::string_view text) {
  if (!Consume(&text, "@")) return std::nullopt;
  const auto seconds = ConsumeDecimal(&text);
  if (!seconds || *seconds > static_cast<uint64_t>(kLastMicros / kMicrosPerSecond)) {
    return std::nullopt;
  }
  const int64_t micros = static_cast<int64_t>(*seconds) * kMicrosPerSecond + ConsumeFraction(&text);
  if (!text.empty()) return std::nullopt;
  return WithZone(micros);
}

// A zone at the end: "Z", "+02:00", " UTC", " +0200".
std::optional<LogTime> WithParsedZone(std::string_view text, int64_t micros) {
  text = TrimLeft(text);
  if (text.empty()) return WithoutZone(micros);
  if (text == "utc" || text == "gmt" || text == "z") return WithZone(micros);
  const auto zone = ConsumeZone(&text);
  if (!zone || !text.empty()) return std::nullopt;
  return WithZone(micros - *zone);
}

std::optional<LogTime> ParseAbsolute(std::string_view text, int64_t now_micros) {
  if (const auto clock = ConsumeClock(&text, /*needs_seconds=*/false)) {
    return WithParsedZone(text, StartOfDay(now_micros) + *clock);
  }
  const auto days = ConsumeIsoDate(&text);
  if (!days) return std::nullopt;
  const int64_t midnight = *days * kMicrosPerDay;
  if (text.empty()) return WithoutZone(midnight);
  if (text[0] != ' ' && text[0] != 't') return std::nullopt;
  text.remove_prefix(1);
  const auto clock = ConsumeClock(&text, /*needs_seconds=*/false);
  if (!clock) return std::nullopt;
  return WithParsedZone(text, midnight + *clock);
}

}  // namespace

std::string FormatTime(const LogTime& time) {
  if (!time.has_date) {
    const int64_t micros = std::max<int64_t>(time.micros, 0);
    return fmt::format("+{}.{:06}", micros / kMicrosPerSecond, micros % kMicrosPerSecond);
  }
  const int64_t micros = std::clamp(time.micros, kFirstMicros, kLastMicros);
  const int64_t midnight = StartOfDay(micros);
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(midnight / kMicrosPerDay))};
  const int64_t second = (micros - midnight) / kMicrosPerSecond;
  const int64_t fraction = (micros - midnight) % kMicrosPerSecond;
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  second / 3600, second / 60 % 60, second % 60);
  if (fraction != 0) text += fmt::format(".{:06}", fraction);
  if (time.has_zone) text += "+00:00";
  return text;
}

std::optional<LogTime> ParseUserTime(std::string_view text, int64_t now_micros) {
  const std::string lower = ToLower(Trim(text));
  if (lower == "now") return WithZone(now_micros);
  if (lower == "today") return WithoutZone(StartOfDay(now_micros));
  if (lower == "yesterday") return WithoutZone(StartOfDay(now_micros) - kMicrosPerDay);
  if (auto time = ParseEpoch(lower)) return time;
  if (auto time = ParseRelative(lower, now_micros)) return time;
  return ParseAbsolute(lower, now_micros);
}

}  // namespace pptp
