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
#include "lib/log/line_before.h"
#include "lib/log/repeats.h"
#include "lib/log/stamp_layout.h"

namespace pptp::log {
namespace {

constexpr size_t kLongestTag = 400;  // longer than any that html.h knows

// Bytes that a tag or an entity of a web page begins with.
constexpr std::string_view kMarkup = "<&";

// Whether words may hide under a byte that is not plain text.
bool HidesWords(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  switch (byte) {
    case '\n':
    case '\t':
      return false;
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
      return byte < 0x20;
  }
}

}  // namespace

class Screen::Scanner {
 public:
  Scanner(const Screen& screen, const ScreenText& text, Others others, SpeakerCache* speakers)
      : screen_(screen), text_(text.text), others_(others), speakers_(*speakers) {
    SkipContext(text.begin, text.before);
  }

  Screened Run(size_t keep, uint64_t kept) {
    for (size_t from = begin_; from < text_.size(); from += FoundBytes::kMostBytes) {
      const size_t count = std::min(FoundBytes::kMostBytes, text_.size() - from);
      ScanBytes(text_, from, count, screen_.everywhere_.tables(), &bytes_);
      ReadLines(from);
    }
    if (kept < kContext) PassLinesBefore(keep, number_ - kept, kContext - kept);
    found_.lines = number_;
    return std::move(found_);
  }

 private:
  // The last line of the context tells how the next one should begin.
  void SkipContext(size_t begin, uint64_t lines) {
    number_ = lines;
    previous_ = LineBefore(text_, begin);
    if (begin > 0) BeginLine(previous_);
    BeginLine(begin);
  }

  void ReadLines(size_t from) {
    const uint16_t* hit = bytes_.hits.begin();
    for (const uint16_t line_end : bytes_.line_ends) {
      for (; *hit <= line_end; ++hit) ReadHit(from + *hit);
      EndLine(from + line_end + 1);
    }
    for (; hit != bytes_.hits.end(); ++hit) ReadHit(from + *hit);
  }

  void ReadHit(size_t at) {
    passes_ = passes_ || HoldsOneAt(screen_.everywhere_, at) || HidesWords(text_, at);
  }

  bool HoldsOneAt(const LiteralSet& words, size_t at) const {
    return words.FindAt(text_, at) != LiteralSet::kNone;
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
    if (passes_ || MeansSomething(end)) Pass(end);
    previous_ = begin_;
    ++number_;
    BeginLine(end);
  }

  // REQUIRES: the stamp fits.
  bool MeansSomething(size_t end) {
    switch (speakers_.Tell(text_.substr(begin_), layout_->length())) {
      case Speaker::kOther:
        return others_ == Others::kHeard && HoldsOneOf(screen_.of_others_, end);
      case Speaker::kKernel:
        return HoldsOneOf(screen_.of_kernel_, end);
      case Speaker::kHeard:
        return true;
      case Speaker::kUnclear:
        break;
    }
    return HoldsOneOf(screen_.of_others_, end);
  }

  bool HoldsOneOf(const LiteralSet& words, size_t end) {
    for (size_t from = begin_; from < end; from += FoundBytes::kMostBytes) {
      const size_t count = std::min(FoundBytes::kMostBytes, end - from);
      ScanBytes(text_, from, count, words.tables(), &line_bytes_);
      for (const uint16_t hit : line_bytes_.hits) {
        if (HoldsOneAt(words, from + hit)) return true;
      }
    }
    return false;
  }

  // The line, and the one before that it may continue.
  void Pass(size_t end) {
    const bool alone = fits_ || number_ == 0;
    found_.Add({alone ? begin_ : previous_, end, alone ? number_ : number_ - 1, number_ + 1});
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
      begin = LineBefore(text_, begin);
      found = !host.empty() && IsOthersOf(host, text_.substr(begin));
    }
    PassLinesBefore(begin_, number_, lines);
  }

  // Whether another program wrote the first line there, on that host.
  bool IsOthersOf(std::string_view host, std::string_view rest) {
    if (others_ != Others::kIgnored || !layout_ || !layout_->Fits(rest)) return false;
    std::string_view behind = rest.substr(layout_->length());
    return Consume(&behind, host) && behind.starts_with(' ') &&
           speakers_.Tell(rest, layout_->length()) == Speaker::kOther;
  }

  // So many lines before the one that begins at "end".
  void PassLinesBefore(size_t end, uint64_t number, uint64_t lines) {
    size_t begin = end;
    uint64_t first = number;
    for (; lines > 0 && begin > 0; --lines, --first) {
      begin = LineBefore(text_, begin);
    }
    if (begin < end) found_.Add({begin, end, first, number});
  }

  const Screen& screen_;
  const std::string_view text_;
  const Others others_;
  SpeakerCache& speakers_;
  FoundBytes bytes_, line_bytes_;  // not cleared
  std::optional<StampLayout> layout_;
  Screened found_;

  // The line being read.
  size_t begin_ = 0;
  size_t previous_ = 0;  // where the line before begins
  uint64_t number_ = 0;
  bool fits_ = false;    // its stamp is like that of the line before
  bool passes_ = false;  // already
};

void Screened::Add(Passage passage) {
  while (!passages.empty() && passages.back().end >= passage.begin) {
    const Passage& back = passages.back();
    if (back.begin < passage.begin) {
      passage.begin = back.begin;
      passage.first = back.first;
    }
    if (back.end > passage.end) {
      passage.end = back.end;
      passage.behind = back.behind;
    }
    passages.pop_back();
  }
  passages.push_back(passage);
}

Screened Screened::CutOff(size_t at, uint64_t line) {
  Screened rest;
  for (const Passage& passage : passages) {
    if (passage.end <= at) continue;
    rest.passages.push_back({std::max(passage.begin, at) - at, passage.end - at,
                             std::max(passage.first, line) - line, passage.behind - line});
  }
  rest.lines = lines - line;
  lines = line;
  while (!passages.empty() && passages.back().begin >= at) passages.pop_back();
  if (!passages.empty() && passages.back().end > at) {
    passages.back().end = at;
    passages.back().behind = line;
  }
  return rest;
}

Screen::Screen(ScreenTexts texts)
    : everywhere_(WithoutCovered(std::move(texts.everywhere)), kMarkup),
      of_kernel_(WithoutCovered(std::move(texts.of_kernel))),
      of_others_(WithoutCovered(std::move(texts.of_others))) {}

Screened Screen::Scan(const ScreenText& text, Others others, SpeakerCache* speakers) const {
  return Scanner(*this, text, others, speakers).Run(text.keep, text.kept);
}

}  // namespace pptp::log
