#include "lib/report/repeats.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lib/base/text.h"

// The idea: give every item a number such that equal items have equal numbers,
// then look, at each place, for the shortest group that is followed by copies of
// itself. The work is bounded by kLongestGroup comparisons an item.
namespace pptp::report {
namespace {

// A negotiation that goes round in circles does so in a request and an answer of
// either side, and an echo of either side in between.
constexpr size_t kLongestGroup = 6;

// Fewer repetitions than these are shown: a group of several lines that comes
// twice is easier to read than to count.
constexpr size_t kFewestLines = 2;
constexpr size_t kFewestGroups = 3;

// The text with the value of its "id=0x1" taken out: retries count ids up.
std::string WithoutId(std::string_view text) {
  constexpr std::string_view kId = " id=";
  const size_t id = text.find(kId);
  if (id == std::string_view::npos) return std::string(text);
  std::string_view rest = text.substr(id + kId.size());
  while (!rest.empty() && (HexDigit(rest.front()) >= 0 || rest.front() == 'x')) {
    rest.remove_prefix(1);
  }
  return std::string(text.substr(0, id)).append(rest);
}

std::vector<size_t> NumberItems(const std::vector<ExchangeItem>& exchange) {
  std::unordered_map<std::string, size_t> known;
  std::vector<size_t> numbers;
  numbers.reserve(exchange.size());
  for (const ExchangeItem& item : exchange) {
    if (item.went_wrong) {
      numbers.push_back(exchange.size() + numbers.size());  // never given to another
      continue;
    }
    const bool is_packet = !item.direction.empty();
    std::string key = item.direction + (is_packet ? WithoutId(item.text) : item.text);
    numbers.push_back(known.try_emplace(std::move(key), known.size()).first->second);
  }
  return numbers;
}

size_t TimesInARow(const std::vector<size_t>& numbers, size_t first, size_t length) {
  size_t end = first + length;
  while (end < numbers.size() && numbers[end] == numbers[end - length]) ++end;
  return (end - first) / length;
}

Run RunAt(const std::vector<size_t>& numbers, size_t first) {
  if (size_t times = TimesInARow(numbers, first, 1); times >= kFewestLines) {
    return {first, 1, times};
  }
  for (size_t length = 2; length <= kLongestGroup; ++length) {
    if (first + length * kFewestGroups > numbers.size()) break;
    const size_t times = TimesInARow(numbers, first, length);
    if (times >= kFewestGroups) return {first, length, times};
  }
  return {first, 1, 1};
}

}  // namespace

std::vector<Run> FindRuns(const std::vector<ExchangeItem>& exchange) {
  const std::vector<size_t> numbers = NumberItems(exchange);
  std::vector<Run> runs;
  for (size_t i = 0; i < numbers.size();) {
    runs.push_back(RunAt(numbers, i));
    i += runs.back().length * runs.back().times;
  }
  return runs;
}

}  // namespace pptp::report
