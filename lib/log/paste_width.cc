#include "lib/log/paste_width.h"

#include <algorithm>

#include "lib/base/text.h"
#include "lib/log/known_message.h"
#include "lib/log/line_order.h"
#include "lib/log/paste.h"
#include "lib/log/syslog_header.h"

namespace pptp::log {
namespace {

// Mail is wrapped at 65 columns or more; beyond the widest, quotation marks
// included, it is not wrapped. What fits into 72 may stand there by itself.
constexpr size_t kNarrowestMargin = 65;
constexpr size_t kUsualMargin = 72;
constexpr size_t kWidestMargin = 84;
constexpr size_t kNarrowestTerminal = 72;
constexpr size_t kWidestTerminal = 300;

bool StartsEntry(std::string_view line) {
  if (BeginsEntry(line)) return true;
  const auto tag = ReadTag(StripQuoteMarks(line));
  return tag && tag->pid;
}

bool IsOpenPacket(std::string_view line) {
  const size_t start = std::min(line.find("sent ["), line.find("rcvd ["));
  if (start == std::string_view::npos) return false;
  const PacketExtent extent = MeasurePacket(line.substr(start));
  return extent.end == PacketExtent::kNone && extent.restart == PacketExtent::kNone;
}

struct Widths {
  size_t widest = 0;
  size_t widest_with_blank = 0;  // could have been broken earlier
  size_t breaks = 0;
  size_t breaks_at_widest = 0;
  size_t breaks_at_word = 0;  // before the widest column, which the next word would pass
};

// A line is broken when its packet is open, or when it belongs to an entry and the
// next line does not start one.
Widths Measure(const std::vector<std::string_view>& lines) {
  Widths widths;
  const bool has_entries = std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    return !TrimLeft(line).empty() && StartsEntry(line);
  });
  bool in_entry = false;
  const auto for_each = [&](const auto& visit) {
    in_entry = false;
    for (size_t i = 0; i < lines.size(); ++i) {
      const bool blank = TrimLeft(StripQuoteMarks(lines[i])).empty();
      in_entry = !blank && (in_entry || StartsEntry(lines[i]));
      if (!blank && (in_entry || !has_entries)) visit(i);
    }
  };
  for_each([&](size_t i) {
    const size_t columns = Columns(lines[i]);
    widths.widest = std::max(widths.widest, columns);
    if (StripQuoteMarks(TrimRight(lines[i])).find(' ') != std::string_view::npos) {
      widths.widest_with_blank = std::max(widths.widest_with_blank, columns);
    }
  });
  for_each([&](size_t i) {
    if (i + 1 == lines.size() || StartsEntry(lines[i + 1])) return;
    if (!in_entry && !IsOpenPacket(lines[i])) return;
    ++widths.breaks;
    const size_t columns = Columns(lines[i]);
    const std::string_view next = StripQuoteMarks(lines[i + 1]);
    const size_t word = Columns(next.substr(0, std::min(next.find(' '), next.size())));
    if (columns == widths.widest && !IsQuoted(lines[i + 1])) {
      ++widths.breaks_at_widest;
    } else if (columns + 1 < widths.widest && columns + 1 + word > widths.widest) {
      ++widths.breaks_at_word;
    }
  });
  return widths;
}

}  // namespace

PasteWidth MeasurePaste(const std::vector<std::string_view>& lines) {
  PasteWidth width{.open = false};
  const Widths widths = Measure(lines);
  if (widths.breaks == 0) return width;
  // One line may have a mail program's margin by chance.
  const bool usual = widths.widest % 10 == 0 || widths.widest == 132;
  const bool at_edge = widths.breaks_at_widest * 2 > widths.breaks &&
                       widths.breaks_at_word * 4 < widths.breaks_at_widest &&
                       (usual || widths.breaks_at_widest > 1);
  if (at_edge && widths.widest >= kNarrowestTerminal && widths.widest <= kWidestTerminal) {
    width.terminal = widths.widest;
  } else if (widths.widest_with_blank <= kWidestMargin) {
    width.margin = std::clamp(widths.widest_with_blank, kNarrowestMargin, kUsualMargin);
  }
  return width;
}

size_t Columns(std::string_view line) {
  size_t columns = 0;
  for (char c : line) columns += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  if (line.ends_with('\r')) --columns;
  return columns;
}

}  // namespace pptp::log
