#include "lib/report/utf8.h"

#include <array>

#include "lib/report/code_point_ranges.h"

namespace pptp::report {
namespace {

using Range = CodePointRange;

// Condensed from Unicode's UnicodeData (general categories Mn and Me) and
// EastAsianWidth (W and F): whole blocks, exact enough to line up a report.
constexpr std::array kCombining = {
    Range{0x0300, 0x036f}, Range{0x0483, 0x0489},   Range{0x0591, 0x05bd}, Range{0x0610, 0x061a},
    Range{0x064b, 0x065f}, Range{0x0e31, 0x0e31},   Range{0x0e34, 0x0e3a}, Range{0x0e47, 0x0e4e},
    Range{0x1ab0, 0x1aff}, Range{0x1dc0, 0x1dff},   Range{0x20d0, 0x20ff}, Range{0xfe00, 0xfe0f},
    Range{0xfe20, 0xfe2f}, Range{0xe0100, 0xe01ef},
};
constexpr std::array kWide = {
    Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0xa4cf},
    Range{0xa960, 0xa97f},   Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},
    Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},
    Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1f9ff},
    Range{0x20000, 0x3fffd},
};

// The length that a lead byte announces, and the smallest value that needs it; a
// smaller one is an overlong form.
struct Lead {
  size_t length;
  uint32_t bits;
  uint32_t smallest;
};

Lead LeadOf(uint8_t byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xc2 && byte <= 0xdf) return {2, byte & 0x1fu, 0x80};
  if (byte >= 0xe0 && byte <= 0xef) return {3, byte & 0x0fu, 0x800};
  if (byte >= 0xf0 && byte <= 0xf4) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

bool IsSurrogate(uint32_t value) {
  return value >= 0xd800 && value <= 0xdfff;
}

}  // namespace

CodePoint FirstCodePoint(std::string_view text) {
  const auto first = static_cast<uint8_t>(text.front());
  const CodePoint bad{first, 1, false};
  const Lead lead = LeadOf(first);
  if (lead.length == 0 || lead.length > text.size()) return bad;
  uint32_t value = lead.bits;
  for (size_t i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<uint8_t>(text[i]);
    if ((byte & 0xc0u) != 0x80u) return bad;
    value = (value << 6u) | (byte & 0x3fu);
  }
  if (value < lead.smallest || value > 0x10ffff || IsSurrogate(value)) return bad;
  return {value, lead.length, true};
}

size_t ColumnsOf(uint32_t code_point) {
  if (code_point < 0x300) return 1;
  if (Contains(kCombining, code_point)) return 0;
  return Contains(kWide, code_point) ? 2 : 1;
}

}  // namespace pptp::report
