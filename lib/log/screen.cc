#include "lib/log/screen.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <optional>
#include <utility>

#include "lib/base/text.h"
#include "lib/log/byte_scan.h"
#include "lib/log/envelope.h"
#include "lib/log/html.h"
#include "lib/log/repeats.h"
#include "lib/log/stamp_layout.h"

namespace pptp::log {
namespace {

constexpr size_t kLongestTag = 400;  // longer than any that html.h knows

// Whether words may hide under a byte that is not plain text.
bool HidesWords(std::string_view text, size_t at) {
  const char c = text[at];
  if (!IsNotable(c)) return false;
  switch (static_cast<unsigned char>(c)) {
    case '\r':
      return at + 1 >= text.size() || text[at + 1] != '\n';
    case '<':
    case '&':
      return MayStartHtml(text.substr(at, kLongestTag));
    case 0xC2:  // typography is made of characters that begin with these
    case 0xE2:
    case 0xEF:
      return true;
    default:
      return static_cast<unsigned char>(c) < 0x20;
  }
}

}  // namespace

class Screen::Scanner {
 public:
  Scanner(const Screen& screen, std::string_view text, Others others, SpeakerCache* speakers)
      : screen_(screen), text_(text), others_(others), speakers_(*speakers) {}

  std::vector<Passage> Run() {
    if (text_.empty()) return {};
    BeginLine(0);
    for (size_t from = 0; from < text_.size(); from += ByteMaps::kMostBytes) {
      const size_t count = std::min(ByteMaps::kMostBytes, text_.size() - from);
      ScanBytes(text_, from, count, screen_.everywhere_.tables(), maps_.get());
      for (size_t word = 0; word * 64 < count; ++word) ReadWord(word, from + word * 64);
    }
    PassLinesBefore(text_.size(), number_, Repeats::kFarthest);
    return TakePassages();
  }

 private:
  // Lines in a row that pass, by offset and by number in the text.
  struct Lines {
    size_t begin = 0, end = 0;
    uint64_t first = 0, behind = 0;
  };

  void ReadWord(size_t word, size_t base) {
    const uint64_t line_ends = maps_->line_ends[word];
    uint64_t marks = line_ends | maps_->hits[word];
    while (marks != 0) {
      const uint64_t bit = marks & (~marks + 1);
      const size_t at = base + static_cast<size_t>(std::countr_zero(marks));
      marks ^= bit;
      if ((line_ends & bit) != 0) {
        EndLine(at + 1);
      } else if (!passes_) {
        passes_ =
            screen_.everywhere_.FindAt(text_, at) != LiteralSet::kNone || HidesWords(text_, at);
      }
    }
  }

  void BeginLine(size_t at) {
    begin_ = at;
    const std::string_view rest = text_.substr(at);
    fits_ = layout_ && layout_->Fits(rest);
    passes_ = !fits_;
    if (fits_ || rest.empty()) return;
    if (const auto layout = StampLayout::Of(rest.substr(0, rest.find('\n')))) layout_ = layout;
  }

  void EndLine(size_t end) {
    if (passes_ || MeansSomething(text_.substr(begin_, end - begin_))) Pass(end);
    previous_ = begin_;
    ++number_;
    BeginLine(end);
  }

  // REQUIRES: the stamp fits.
  bool MeansSomething(std::string_view line) {
    switch (speakers_.Tell(text_.substr(begin_), layout_->length())) {
      case Speaker::kOther:
        return others_ == Others::kHeard && HoldsOneOf(screen_.of_others_, line);
      case Speaker::kKernel:
        return HoldsOneOf(screen_.of_kernel_, line);
      case Speaker::kHeard:
        return true;
      case Speaker::kUnclear:
        break;
    }
    return HoldsOneOf(screen_.of_others_, line);
  }

  bool HoldsOneOf(const LiteralSet& words, std::string_view line) {
    for (size_t from = 0; from < line.size(); from += ByteMaps::kMostBytes) {
      const size_t count = std::min(ByteMaps::kMostBytes, line.size() - from);
      ScanBytes(line, from, count, words.tables(), line_maps_.get());
      for (size_t word = 0; word * 64 < count; ++word) {
        for (uint64_t hits = line_maps_->hits[word]; hits != 0; hits &= hits - 1) {
          const size_t at = from + word * 64 + static_cast<size_t>(std::countr_zero(hits));
          if (words.FindAt(line, at) != LiteralSet::kNone) return true;
        }
      }
    }
    return false;
  }

  // The line, and the one before that it may continue.
  void Pass(size_t end) {
    const bool alone = fits_ || number_ == 0;
    AddRun({alone ? begin_ : previous_, end, alone ? number_ : number_ - 1, number_ + 1});
    const std::string_view line = text_.substr(begin_, end - begin_);
    if (line.find("repeated") != std::string_view::npos) PassLinesBeforeNotice(line);
  }

  // Back to the last line of the same host, if it is plain where that is.
  void PassLinesBeforeNotice(std::string_view notice) {
    ProgramClassifier programs;
    const std::string_view host = ReadEnvelope(notice, &programs).host;
    uint64_t lines = 0;
    size_t begin = begin_;
    for (bool found = false; !found && lines < Repeats::kFarthest && begin > 0; ++lines) {
      const size_t end = begin;
      begin = LineBefore(end);
      found = !host.empty() && IsOthersOf(host, text_.substr(begin, end - begin));
    }
    PassLinesBefore(begin_, number_, lines);
  }

  // Whether another program wrote the line on that host.
  bool IsOthersOf(std::string_view host, std::string_view line) {
    if (others_ != Others::kIgnored || !layout_ || !layout_->Fits(line)) return false;
    std::string_view behind = line.substr(layout_->length());
    return Consume(&behind, host) && behind.starts_with(' ') &&
           speakers_.Tell(line, layout_->length()) == Speaker::kOther;
  }

  // Where the line begins before the one that begins at "begin".
  size_t LineBefore(size_t begin) const {
    return begin < 2 ? 0 : text_.rfind('\n', begin - 2) + 1;  // npos + 1 is 0
  }

  // So many lines before the one that begins at "end".
  void PassLinesBefore(size_t end, uint64_t number, uint64_t lines) {
    size_t begin = end;
    uint64_t first = number;
    for (; lines > 0 && begin > 0; --lines, --first) {
      begin = LineBefore(begin);
    }
    if (begin < end) AddRun({begin, end, first, number});
  }

  void AddRun(Lines run) {
    while (!runs_.empty() && runs_.back().end >= run.begin) {
      const Lines& back = runs_.back();
      if (back.begin < run.begin) {
        run.begin = back.begin;
        run.first = back.first;
      }
      if (back.end > run.end) {
        run.end = back.end;
        run.behind = back.behind;
      }
      runs_.pop_back();
    }
    runs_.push_back(run);
  }

  std::vector<Passage> TakePassages() const {
    std::vector<Passage> passages;
    passages.reserve(runs_.size());
    uint64_t seen = 0;
    for (const Lines& run : runs_) {
      passages.push_back({run.begin, run.end, run.first - seen});
      seen = run.behind;
    }
    return passages;
  }

  const Screen& screen_;
  std::string_view text_;
  Others others_;
  SpeakerCache& speakers_;
  std::unique_ptr<ByteMaps> maps_ = std::make_unique<ByteMaps>();
  std::unique_ptr<ByteMaps> line_maps_ = std::make_unique<ByteMaps>();
  std::optional<StampLayout> layout_;
  std::vector<Lines> runs_;

  // The line being read.
  size_t begin_ = 0;
  size_t previous_ = 0;  // where the line before begins
  uint64_t number_ = 0;
  bool fits_ = false;    // its stamp is like that of the line before
  bool passes_ = false;  // already
};

std::vector<Passage> Screen::Scan(std::string_view text, Others others,
                                  SpeakerCache* speakers) const {
  return Scanner(*this, text, others, speakers).Run();
}

}  // namespace pptp::log
