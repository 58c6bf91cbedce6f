#include "lib/log/terminal.h"

#include <algorithm>

namespace pptp::log {
namespace {

constexpr char kEscape = '\x1b';
constexpr char kBell = '\x07';
constexpr char kBackspace = '\b';

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

// Behind "ESC [": parameters, then one letter that ends it (ECMA-48 section 5.4).
size_t CsiLength(std::string_view rest) {
  size_t i = 0;
  while (i < rest.size() && rest[i] >= 0x20 && rest[i] <= 0x3f) ++i;
  return i < rest.size() && rest[i] >= 0x40 && rest[i] <= 0x7e ? i + 1 : 0;
}

// Behind "ESC ]", "ESC P" and the like: up to BEL or "ESC \". No further than the
// next escape, which also keeps the whole scan linear.
size_t StringLength(std::string_view rest) {
  for (size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == kBell) return i + 1;
    if (rest[i] == kEscape) return i + 1 < rest.size() && rest[i + 1] == '\\' ? i + 2 : 0;
  }
  return 0;
}

// The length of the escape sequence at the front of "text", which starts with ESC.
size_t EscapeLength(std::string_view text) {
  if (text.size() < 2) return 1;
  const std::string_view rest = text.substr(2);
  switch (text[1]) {
    case '[':
      return 2 + CsiLength(rest);
    case ']':
    case 'P':
    case '^':
    case '_':
    case 'X':
      return 2 + StringLength(rest);
    case '(':
    case ')':
    case '*':
    case '+':
    case '#':
    case '%':
      return std::min<size_t>(3, text.size());
    default:
      return IsControl(text[1]) ? 1 : 2;
  }
}

}  // namespace

bool HasControlCharacters(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) { return IsControl(c) && c != '\t'; });
}

void RemoveEscapes(std::string_view line, std::string* out) {
  out->clear();
  for (size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (c == kEscape) {
      i += EscapeLength(line.substr(i));
      continue;
    }
    if (!IsControl(c) || c == '\t' || c == kBackspace || c == '\r') out->push_back(c);
    ++i;
  }
}

void ApplyBackspaces(std::string* line) {
  size_t length = 0;
  for (char c : *line) {
    if (c != kBackspace) {
      (*line)[length++] = c;
    } else if (length > 0 && (*line)[length - 1] != '\r') {
      --length;
    }
  }
  line->resize(length);
}

void BlankControls(std::string* line) {
  std::replace_if(
      line->begin(), line->end(), [](char c) { return c == kBackspace || c == '\r'; }, ' ');
}

}  // namespace pptp::log
