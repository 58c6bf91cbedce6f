#include "lib/base/civil_time.h"

#include <chrono>

namespace pptp {

std::optional<int64_t> DaysFromDate(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

int YearOfMicros(int64_t micros) {
  const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(micros)};
  return static_cast<int>(
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
}

std::optional<int64_t> ConsumeIsoDate(std::string_view* text) {
  std::string_view rest = *text;
  const auto year = ConsumeDigits(&rest, 4);
  if (!year || rest.empty() || (rest[0] != '-' && rest[0] != '/')) return std::nullopt;
  const char separator = rest[0];
  rest.remove_prefix(1);
  const auto month = ConsumeDigits(&rest, 2);
  if (!month || rest.empty() || rest[0] != separator) return std::nullopt;
  rest.remove_prefix(1);
  const auto day = ConsumeDigits(&rest, 2);
  if (!day) return std::nullopt;
  const auto days = DaysFromDate(static_cast<int>(*year), *month, *day);
  if (days) *text = rest;
  return days;
}

int64_t ConsumeFraction(std::string_view* text) {
  if (text->size() < 2 || ((*text)[0] != '.' && (*text)[0] != ',') || !IsDigit((*text)[1])) {
    return 0;
  }
  text->remove_prefix(1);
  int64_t micros = 0;
  int64_t unit = kMicrosPerSecond / 10;
  while (!text->empty() && IsDigit(text->front())) {
    micros += (text->front() - '0') * unit;
    unit /= 10;
    text->remove_prefix(1);
  }
  return micros;
}

std::optional<int64_t> ConsumeClock(std::string_view* text, bool needs_seconds) {
  std::string_view rest = *text;
  const auto hours = ConsumeDigits(&rest, 2);
  if (!hours || *hours > 23 || !Consume(&rest, ":")) return std::nullopt;
  const auto minutes = ConsumeDigits(&rest, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  int64_t micros = (int64_t{*hours} * 60 + *minutes) * 60 * kMicrosPerSecond;

  std::string_view behind = rest;
  std::optional<uint32_t> seconds;
  if (Consume(&behind, ":")) seconds = ConsumeDigits(&behind, 2);
  if (seconds && *seconds > 60) return std::nullopt;
  if (seconds) {
    micros += *seconds * kMicrosPerSecond + ConsumeFraction(&behind);
    rest = behind;
  } else if (needs_seconds) {
    return std::nullopt;
  }
  *text = rest;
  return micros;
}

std::optional<int64_t> ConsumeZone(std::string_view* text) {
  if (Consume(text, "Z")) return 0;
  std::string_view rest = *text;
  const bool west = Consume(&rest, "-");
  if (!west && !Consume(&rest, "+")) return std::nullopt;
  const auto hours = ConsumeDigits(&rest, 2);
  if (!hours || *hours > 23) return std::nullopt;
  std::string_view behind = rest;
  Consume(&behind, ":");
  uint32_t minutes = 0;
  if (const auto digits = ConsumeDigits(&behind, 2); digits && *digits < 60) {
    minutes = *digits;
    rest = behind;
  }
  *text = rest;
  const int64_t micros = (int64_t{*hours} * 60 + minutes) * 60 * kMicrosPerSecond;
  return west ? -micros : micros;
}

}  // namespace pptp
