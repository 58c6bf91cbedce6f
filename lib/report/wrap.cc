#include "lib/report/wrap.h"

#include <algorithm>

#include "lib/report/utf8.h"

namespace pptp::report {
namespace {

constexpr std::string_view kCut = "...";

// Where to break a line of which "bytes" bytes fit: in front of an option in its
// brackets, which is best read whole, or after a blank, unless that would leave
// the row more than half empty.
size_t BreakWithin(std::string_view text, size_t bytes) {
  const std::string_view front = text.substr(0, bytes + 1);
  for (std::string_view mark : {" <", " "}) {
    const size_t blank = front.rfind(mark);
    if (blank != std::string_view::npos && blank < bytes && blank + 1 >= bytes / 2) {
      return blank + 1;
    }
  }
  return bytes;
}

// The bytes of the longest front of "text" that is at most "width" columns wide.
size_t BytesWithin(std::string_view text, size_t width) {
  size_t bytes = 0;
  size_t used = 0;
  while (bytes < text.size()) {
    const CodePoint c = FirstCodePoint(text.substr(bytes));
    used += ColumnsOf(c.value);
    if (used > width) break;
    bytes += c.length;
  }
  return bytes;
}

std::string_view NextWord(std::string_view* text) {
  const size_t start = text->find_first_not_of(' ');
  if (start == std::string_view::npos) {
    *text = {};
    return {};
  }
  const size_t end = std::min(text->find(' ', start), text->size());
  std::string_view word = text->substr(start, end - start);
  text->remove_prefix(end);
  return word;
}

}  // namespace

size_t Columns(std::string_view text) {
  size_t columns = 0;
  while (!text.empty()) {
    const CodePoint c = FirstCodePoint(text);
    columns += ColumnsOf(c.value);
    text.remove_prefix(c.length);
  }
  return columns;
}

std::string CutToWidth(std::string_view text, size_t width) {
  if (BytesWithin(text, width) == text.size()) return std::string(text);
  if (width <= kCut.size()) return std::string(text.substr(0, BytesWithin(text, width)));
  return std::string(text.substr(0, BytesWithin(text, width - kCut.size()))).append(kCut);
}

std::string PadToWidth(std::string_view text, size_t width) {
  std::string padded(text);
  const size_t columns = Columns(text);
  if (columns < width) padded.append(width - columns, ' ');
  return padded;
}

std::vector<std::string> FillProse(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  size_t used = 0;
  for (std::string_view word = NextWord(&text); !word.empty(); word = NextWord(&text)) {
    const size_t columns = Columns(word);
    if (lines.empty() || used + 1 + columns > width) {
      lines.emplace_back(word);
      used = columns;
    } else {
      lines.back().append(" ").append(word);
      used += 1 + columns;
    }
  }
  return lines;
}

std::vector<std::string> FoldLine(std::string_view text, size_t width) {
  width = std::max<size_t>(width, 2);  // the widest character has to fit
  std::vector<std::string> lines;
  while (true) {
    size_t bytes = BytesWithin(text, width);
    if (bytes == text.size()) break;
    bytes = BreakWithin(text, bytes);
    lines.emplace_back(text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

}  // namespace pptp::report
