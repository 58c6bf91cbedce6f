#include "lib/catalog/duration.h"

#include <charconv>

namespace pptp::catalog {
namespace {

struct Unit {
  std::string_view name;
  double micros;
};
constexpr Unit kUnits[] = {{"ms", 1e3}, {"s", 1e6}, {"min", 60e6}, {"h", 3600e6}};
constexpr double kYear = 366 * 24 * 3600e6;

}  // namespace

std::optional<int64_t> ParseDuration(std::string_view text) {
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !(number >= 0)) return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  for (const Unit& unit : kUnits) {
    if (text == unit.name && number * unit.micros <= kYear) {
      return static_cast<int64_t>(number * unit.micros);
    }
  }
  return std::nullopt;
}

}  // namespace pptp::catalog
