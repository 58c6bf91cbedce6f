#include "lib/log/line_prefix.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "lib/base/text.h"
#include "lib/log/paste.h"
#include "lib/log/stamp.h"

namespace pptp::log {
namespace {

constexpr std::string_view kSigns = ":.)|\t ";
// A prefix is on at least every second line from the first that has it: the others
// are continuations of wrapped lines, and words around the log.
constexpr size_t kLinesPerPrefix = 2;

struct Number {
  uint64_t value = 0;
  char sign = '\0';
  std::string_view text;  // behind the prefix
};

// "12:00:30 T" is a time, not line 12.
bool IsClock(std::string_view text) {
  const auto two_digits = [&text] {
    return text.size() >= 2 && IsDigit(text[0]) && IsDigit(text[1]);
  };
  if (!two_digits()) return false;
  for (int part = 0; part < 2; ++part) {
    text.remove_prefix(2);
    if (!Consume(&text, ":") || !two_digits()) return false;
  }
  text.remove_prefix(2);
  return text.empty() || text[0] != ':';
}

// A line number at the front, with the sign that ends it. grep -C writes "-" where
// it writes ":" for a line that was searched for.
std::optional<Number> ReadNumber(std::string_view line) {
  constexpr size_t kMostDigits = 9;
  Number number;
  std::string_view rest = line;
  while (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
  if (IsClock(rest)) return std::nullopt;
  const size_t before = rest.size();
  const auto value = ConsumeDecimal(&rest);
  if (!value || before - rest.size() > kMostDigits || rest.empty()) return std::nullopt;
  number.value = *value;
  number.sign = rest[0] == '-' ? ':' : rest[0];
  if (kSigns.find(number.sign) == std::string_view::npos) return std::nullopt;
  rest.remove_prefix(1);
  const bool blank_follows = rest.empty() || IsSpace(rest[0]);
  switch (number.sign) {
    case '.':
    case ')':
      if (!blank_follows) return std::nullopt;
      break;
    case ' ':
      while (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
      if (Consume(&rest, "|")) {
        number.sign = '|';
      } else if (rest.empty() || !blank_follows) {
        return std::nullopt;
      }
      break;
    default:
      break;
  }
  if (number.sign != '\t') Consume(&rest, " ");
  number.text = rest;
  return number;
}

// The file's name in "name:T"; empty when the line does not start with one.
std::string_view ReadFileName(std::string_view line) {
  constexpr size_t kLongestName = 512;
  size_t length = line.size() > 2 && IsAlpha(line[0]) && line.substr(1, 2) == ":\\" ? 2 : 0;
  bool has_letter = false;
  bool has_mark = false;
  for (; length < line.size() && length < kLongestName && line[length] != ':'; ++length) {
    const char c = line[length];
    if (IsSpace(c) || c == '"' || c == '<' || c == '[' || c == '(' || c == '{') return {};
    has_letter = has_letter || IsAlpha(c);
    has_mark = has_mark || c == '/' || c == '.' || c == '\\';
  }
  if (!has_letter || !has_mark || length >= line.size() || line[length] != ':') return {};
  return line.substr(0, length);
}

bool IsBlank(std::string_view line) {
  return TrimLeft(line).empty();
}

// How the lines of one sign are numbered.
struct Numbering {
  size_t lines = 0;
  size_t in_steps_of_one = 0;
  size_t out_of_order = 0;
  size_t first_line = 0;
  uint64_t last = 0;

  void Add(uint64_t value, size_t line) {
    if (lines == 0) {
      first_line = line;
    } else if (value <= last) {
      ++out_of_order;
    } else if (value == last + 1) {
      ++in_steps_of_one;
    }
    ++lines;
    last = value;
  }
  bool IsLineNumbers(size_t all_lines) const {
    const bool increases = in_steps_of_one > 0 || lines > 2;
    return lines > 1 && increases && out_of_order * 10 <= lines &&
           lines * kLinesPerPrefix >= all_lines - first_line;
  }
};

char FindSign(const std::vector<std::string_view>& lines) {
  std::vector<Numbering> numberings(kSigns.size());
  size_t count = 0;
  for (std::string_view line : lines) {
    if (IsBlank(line)) continue;
    std::string_view rest = line;
    const auto number = ConsumeStamp(&rest) ? std::nullopt : ReadNumber(line);
    if (number) numberings[kSigns.find(number->sign)].Add(number->value, count);
    ++count;
  }
  const auto best =
      std::max_element(numberings.begin(), numberings.end(),
                       [](const Numbering& a, const Numbering& b) { return a.lines < b.lines; });
  if (!best->IsLineNumbers(count)) return '\0';
  return kSigns[static_cast<size_t>(best - numberings.begin())];
}

std::string_view FindFileName(const std::vector<std::string_view>& lines) {
  struct Use {
    size_t lines = 0;
    size_t first_line = 0;
    bool joined = false;  // to what follows: not "/usr/sbin/pppd: T"
  };
  std::unordered_map<std::string_view, Use> uses;
  size_t count = 0;
  for (std::string_view line : lines) {
    if (IsBlank(line)) continue;
    const std::string_view name = ReadFileName(line);
    if (!name.empty()) {
      Use& use = uses[name];
      if (use.lines++ == 0) use.first_line = count;
      use.joined = use.joined || (line.size() > name.size() + 1 && !IsSpace(line[name.size() + 1]));
    }
    ++count;
  }
  const auto best = std::max_element(uses.begin(), uses.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.lines, b.first) < std::pair(b.second.lines, a.first);
  });
  if (best == uses.end()) return {};
  const Use& use = best->second;
  const bool is_prefix =
      use.joined && use.lines > 1 && use.lines * kLinesPerPrefix > count - use.first_line;
  return is_prefix ? best->first : std::string_view();
}

}  // namespace

LinePrefix LinePrefix::Find(std::vector<std::string_view> lines) {
  LinePrefix prefix;
  for (std::string_view& line : lines) line = StripQuoteMarks(line);
  prefix.file_ = FindFileName(lines);
  if (prefix.file_.empty()) {
    prefix.sign_ = FindSign(lines);
    return prefix;
  }
  std::vector<std::string_view> behind_name;
  for (std::string_view line : lines) {
    if (ReadFileName(line) == prefix.file_) behind_name.push_back(prefix.StripFile(line));
  }
  prefix.sign_ = FindSign(behind_name);
  return prefix;
}

std::string_view LinePrefix::StripFile(std::string_view line) {
  const std::string_view name = ReadFileName(line);
  if (name.empty()) return line;
  const std::string_view rest = line.substr(name.size() + 1);
  if (name != file_) {
    if (rest.empty() || IsSpace(rest[0])) return line;
    file_ = name;  // grep goes on with the next file
    last_ = 0;
  }
  return rest;
}

std::string_view LinePrefix::StripNumber(std::string_view line) {
  const auto number = ReadNumber(line);
  if (!number || number->sign != sign_ || (number->value <= last_ && number->value > 1)) {
    return line;
  }
  last_ = number->value;
  return number->text;
}

std::string_view LinePrefix::Strip(std::string_view line) {
  const std::string_view bare = StripQuoteMarks(line);
  std::string_view rest = bare;
  if (!file_.empty()) rest = StripFile(rest);
  if (sign_ != kNone) rest = StripNumber(rest);
  return rest.size() == bare.size() ? line : rest;
}

}  // namespace pptp::log
