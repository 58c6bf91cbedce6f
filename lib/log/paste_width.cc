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

}  // namespace

struct PasteMeasure::Widths {
  size_t widest = 0;
  size_t widest_with_blank = 0;  // could have been broken earlier
  size_t breaks = 0;
  size_t breaks_at_widest = 0;
  size_t breaks_at_word = 0;  // before the widest column, which the next word would pass
};

void PasteMeasure::Add(std::string_view text) {
  const std::string_view bare = StripQuoteMarks(text);
  lines_.push_back(
      {.columns = Columns(text),
       .first_word = Columns(bare.substr(0, std::min(bare.find(' '), bare.size()))),
       .starts_entry = StartsEntry(text),
       .empty = TrimLeft(text).empty(),
       .blank = TrimLeft(bare).empty(),
       .quoted = IsQuoted(text),
       .breakable = StripQuoteMarks(TrimRight(text)).find(' ') != std::string_view::npos,
       .open_packet = IsOpenPacket(text)});
}

// Calls visit(i, in_entry) for the lines that belong to an entry, or for all where there are none.
template <typename Visit>
void PasteMeasure::ForEachInEntry(const Visit& visit) const {
  const bool has_entries = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
    return !line.empty && line.starts_entry;
  });
  bool in_entry = false;
  for (size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    in_entry = !line.blank && (in_entry || line.starts_entry);
    if (!line.blank && (in_entry || !has_entries)) visit(i, in_entry);
  }
}

// A line is broken when its packet is open, or when it belongs to an entry and the
// next line does not start one.
PasteMeasure::Widths PasteMeasure::Measure() const {
  Widths widths;
  ForEachInEntry([&](size_t i, bool /*in_entry*/) {
    const Line& line = lines_[i];
    widths.widest = std::max(widths.widest, line.columns);
    if (line.breakable) widths.widest_with_blank = std::max(widths.widest_with_blank, line.columns);
  });
  ForEachInEntry([&](size_t i, bool in_entry) {
    if (i + 1 == lines_.size() || lines_[i + 1].starts_entry) return;
    const Line& line = lines_[i];
    if (!in_entry && !line.open_packet) return;
    ++widths.breaks;
    const Line& next = lines_[i + 1];
    if (line.columns == widths.widest && !next.quoted) {
      ++widths.breaks_at_widest;
    } else if (line.columns + 1 < widths.widest &&
               line.columns + 1 + next.first_word > widths.widest) {
      ++widths.breaks_at_word;
    }
  });
  return widths;
}

PasteWidth PasteMeasure::Width() const {
  PasteWidth width{.open = false};
  const Widths widths = Measure();
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
