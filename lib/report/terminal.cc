#include "lib/report/terminal.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "lib/report/code_point_ranges.h"
#include "lib/report/utf8.h"

namespace pptp::report {
namespace {

using Range = CodePointRange;

// Characters that a reader cannot see or that change how their neighbours look:
// soft hyphen, Arabic letter mark, zero-width ones, separators that act as line
// ends, the overrides and isolates of bidirectional text, byte order mark, tags,
// and noncharacters.
constexpr std::array kDeceptive = {
    Range{0x0080, 0x009f},   Range{0x00ad, 0x00ad}, Range{0x061c, 0x061c}, Range{0x115f, 0x1160},
    Range{0x180e, 0x180e},   Range{0x200b, 0x200f}, Range{0x2028, 0x202e}, Range{0x2060, 0x206f},
    Range{0x3164, 0x3164},   Range{0xfeff, 0xfeff}, Range{0xfff9, 0xfffb}, Range{0xfffe, 0xffff},
    Range{0xe0000, 0xe007f},
};

void AppendVisible(const CodePoint& c, std::string_view bytes, std::string* out) {
  if (c.valid && c.value == '\n') {
    *out += "\\n";
  } else if (c.valid && c.value == '\r') {
    *out += "\\r";
  } else if (c.valid && c.value == '\t') {
    *out += "\\t";
  } else if (!c.valid || c.value < 0x20 || c.value == 0x7f) {
    fmt::format_to(std::back_inserter(*out), "\\x{:02x}", c.value);
  } else if (Contains(kDeceptive, c.value)) {
    fmt::format_to(std::back_inserter(*out), "<U+{:04X}>", c.value);
  } else {
    out->append(bytes);
  }
}

std::string_view StartOf(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      break;
    case Ink::kHeading:
      return "\x1b[1m";
    case Ink::kError:
      return "\x1b[1;31m";
    case Ink::kWarning:
      return "\x1b[1;33m";
    case Ink::kNote:
      return "\x1b[1;36m";
    case Ink::kGood:
      return "\x1b[1;32m";
    case Ink::kCommand:
      return "\x1b[32m";
    case Ink::kLocation:
      return "\x1b[36m";
    case Ink::kFaint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

std::string Visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = FirstCodePoint(text);
    AppendVisible(c, text.substr(0, c.length), &out);
    text.remove_prefix(c.length);
  }
  return out;
}

Ink InkOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return Ink::kError;
    case Severity::kWarning:
      return Ink::kWarning;
    case Severity::kNote:
      break;
  }
  return Ink::kNote;
}

std::string Paint(bool color, Ink ink, std::string_view text) {
  std::string_view start = StartOf(ink);
  if (!color || start.empty() || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", start, text);
}

}  // namespace pptp::report
