#include "lib/report/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pptp::report {
namespace {

// FormatTime()'s "DATE T TIME [fraction] [zone]", without what follows the seconds.
struct Parts {
  std::string date, time;
};

Parts Split(const LogTime& time) {
  const std::string text = FormatTime(time);
  const size_t t = text.find('T');
  if (t == std::string::npos) return {{}, text};
  return {text.substr(0, t), text.substr(t + 1, 8)};
}

}  // namespace

std::string PlaceOf(const Report& report, uint32_t input, uint64_t line) {
  if (input >= report.inputs.size()) return fmt::format("line {}", line);
  return fmt::format("{}:{}", report.inputs[input].name, line);
}

std::string Count(uint64_t number, std::string_view singular, std::string_view plural) {
  if (number == 1) return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", number, singular)
                        : fmt::format("{} {}", number, plural);
}

std::string ListOf(const std::vector<std::string>& items, size_t most, uint64_t unlisted) {
  const size_t shown = std::min(items.size(), most);
  std::string list = fmt::format(
      "{}", fmt::join(items.begin(), items.begin() + static_cast<ptrdiff_t>(shown), ", "));
  unlisted += items.size() - shown;
  if (unlisted > 0) list += fmt::format(" and {} more", unlisted);
  return list;
}

std::string TimeOfDay(const LogTime& time) {
  if (time.has_date) return Split(time).time;
  return fmt::format("{:+.3f}", static_cast<double>(time.micros) / 1e6);
}

std::string DateOf(const LogTime& time) {
  if (!time.has_date) return {};
  std::string date = Split(time).date;
  const size_t dash = date.find('-', 1);
  return time.has_year || dash == std::string::npos ? date : date.substr(dash + 1);
}

std::string DateAndTime(const LogTime& time) {
  if (!time.has_date) return TimeOfDay(time) + " s";
  return DateOf(time) + ' ' + TimeOfDay(time);
}

std::string Duration(double seconds) {
  // Past this a double no longer counts seconds and no link has lasted so long.
  if (!std::isfinite(seconds) || seconds > 1e12) return "a very long time";
  const auto s = static_cast<int64_t>(std::max(0.0, seconds));
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
  if (s < 86400) return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
  return fmt::format("{} d {} h", s / 86400, s / 3600 % 24);
}

}  // namespace pptp::report
