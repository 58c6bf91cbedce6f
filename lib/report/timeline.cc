#include "lib/report/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/base/text.h"
#include "lib/report/places.h"
#include "lib/report/repeats.h"
#include "lib/report/wrap.h"

namespace pptp::report {
namespace {

constexpr size_t kMarkColumns = 3;  // "!! "
constexpr size_t kLongestText = 1000;

// Which way a packet goes on the page, where the client is always on the left.
enum class Way { kRight, kLeft, kNone };

Way WayOf(const SessionReport& session, const ExchangeItem& item) {
  if (item.direction.empty()) return Way::kNone;
  const bool sent = item.direction == "sent";
  return sent == (session.side != "server") ? Way::kRight : Way::kLeft;
}

// A packet in pppd's words without the direction, which the arrow shows, and
// without the brackets: "LCP ConfReq id=0x1 <mru 1000>".
std::string PacketWords(const ExchangeItem& item) {
  std::string_view text = item.text;
  const size_t open = text.find('[');
  const size_t close = text.rfind(']');
  if (open == std::string_view::npos) return item.text;
  if (close == std::string_view::npos || close < open) return std::string(text.substr(open + 1));
  return std::string(text.substr(open + 1, close - open - 1)).append(text.substr(close + 1));
}

// The room for the times of day and a gap; none when no item has a time.
size_t TimeColumns(const std::vector<ExchangeItem>& exchange) {
  size_t widest = 0;
  for (const ExchangeItem& item : exchange) {
    if (item.time) widest = std::max(widest, TimeOfDay(*item.time).size());
  }
  return widest == 0 ? 0 : widest + 2;
}

// The room between the two posts; a ladder narrower than this cannot be read.
size_t InnerColumns(size_t width, size_t margin) {
  constexpr size_t kNarrowest = 24;
  return std::max(width, margin + 2 + kNarrowest) - margin - 2;
}

// Draws the rungs of one ladder.
class Ladder {
 public:
  Ladder(const SessionReport& session, Page* page)
      : session_(session),
        page_(*page),
        time_columns_(TimeColumns(session.exchange)),
        inner_(InnerColumns(page->width(), kMarkColumns + time_columns_)) {}

  void Head() {
    const bool server = session_.side == "server";
    std::string left = server || session_.side == "client" ? "client" : "this end";
    std::string right = server || session_.side == "client" ? "server" : "peer";
    const size_t gap = inner_ + 2 - left.size() - right.size();
    page_.Ready(Margin(false, {}) +
                Paint(page_.color(), Ink::kHeading, left + std::string(gap, ' ') + right));
  }

  void Item(const ExchangeItem& item, uint64_t times) {
    NewDate(item.time);
    const Way way = WayOf(session_, item);
    std::string text = Visible(way == Way::kNone ? item.text : PacketWords(item));
    text = CutToWidth(text, kLongestText);
    if (times > 1) text += fmt::format("  x{}", times);
    const std::vector<std::string> rows = FoldLine(text, inner_ - 8);
    for (size_t i = 0; i < rows.size(); ++i) {
      const bool first = i == 0;
      Rung(Margin(first && item.went_wrong, first ? item.time : std::nullopt),
           Draw(first ? way : Way::kNone, rows[i], !first), item.went_wrong);
    }
    if (!item.note.empty()) Note(Visible(item.note));
  }

  // Between the rungs, for what we have to say ourselves.
  void Remark(std::string_view text) {
    Rung(Margin(false, {}), Draw(Way::kNone, CutToWidth(text, inner_ - 6), true), false,
         Ink::kFaint);
  }

 private:
  void Note(std::string_view note) {
    std::string_view bullet = "= ";
    for (const std::string& row : FoldLine(note, inner_ - 10)) {
      Rung(Margin(false, {}), Draw(Way::kNone, std::string(bullet) + row, true), false,
           Ink::kFaint);
      bullet = "  ";
    }
  }

  std::string Margin(bool wrong, const std::optional<LogTime>& time) const {
    std::string mark = wrong ? Paint(page_.color(), Ink::kError, "!!") : "  ";
    std::string margin = mark + ' ';
    return margin + PadToWidth(time ? TimeOfDay(*time) : "", time_columns_);
  }

  // One row between the two posts.
  std::string Draw(Way way, std::string_view text, bool continued) const {
    text = TrimRight(text);
    if (way == Way::kNone) {
      return PadToWidth(std::string(continued ? 6 : 2, ' ').append(text), inner_);
    }
    std::string row = (way == Way::kRight ? "--- " : "<-- ") + std::string(text) + ' ';
    const size_t used = Columns(row);
    const size_t end = way == Way::kRight ? 1 : 0;
    if (used + end < inner_) row.append(inner_ - used - end, '-');
    return way == Way::kRight ? row + '>' : row;
  }

  void Rung(const std::string& margin, std::string_view row, bool wrong, Ink ink = Ink::kPlain) {
    page_.Ready(margin + '|' + Paint(page_.color(), wrong ? Ink::kError : ink, row) + '|');
  }

  // A date stands on its own, once, in front of the first line of that day.
  void NewDate(const std::optional<LogTime>& time) {
    if (!time || !time->has_date) return;
    std::string date = DateOf(*time);
    if (date == date_) return;
    date_ = std::move(date);
    page_.Ready(std::string(kMarkColumns, ' ') + Paint(page_.color(), Ink::kFaint, date_));
  }

  const SessionReport& session_;
  Page& page_;
  const size_t time_columns_;
  const size_t inner_;  // columns between the posts
  std::string date_;
};

uint64_t TotalCount(const std::vector<ExchangeItem>& exchange, const Run& run) {
  uint64_t total = 0;
  for (size_t i = 0; i < run.times; ++i) total += exchange[run.first + i].count;
  return total;
}

}  // namespace

void PrintTimeline(const SessionReport& session, Page* page) {
  page->Blank();
  std::string title = "Timeline of " + session.id;
  if (!session.interface.empty()) title += ", " + session.interface;
  if (!session.peer.empty()) title += ", " + session.peer;
  page->Heading(CutToWidth(Visible(title), page->width()));
  if (session.exchange.empty()) page->Prose(2, "Nothing of it was kept.");
  if (!session.exchange.empty()) {
    Ladder ladder(session, page);
    ladder.Head();
    for (const Run& run : FindRuns(session.exchange)) {
      for (size_t i = 0; i < run.length; ++i) {
        const ExchangeItem& item = session.exchange[run.first + i];
        ladder.Item(item, run.length == 1 ? TotalCount(session.exchange, run) : item.count);
      }
      if (run.length > 1) {
        ladder.Remark(fmt::format("the last {} lines again, x{}", run.length, run.times - 1));
      }
    }
  }
  if (session.exchange_dropped > 0) {
    page->Prose(2, fmt::format("{} left out to keep memory bounded.",
                               Count(session.exchange_dropped, "line was", "lines were")));
  }
}

}  // namespace pptp::report
