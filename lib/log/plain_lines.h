#ifndef PPTP_LIB_LOG_PLAIN_LINES_H_
#define PPTP_LIB_LOG_PLAIN_LINES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/log/byte_scan.h"
#include "lib/log/html.h"

namespace pptp::log {

// Whether a line can be read as it stands.
enum class LineKind : uint8_t {
  kPlain,    // nothing stands in it but ASCII without control characters, and no markup
  kTagged,   // the same, but for what may be a tag of a web page
  kSpecial,  // has other bytes, or perhaps an entity
};

// Goes through the lines of a text, and tells of each what it is by a pass of vectors over many of
// them.
//
//   lines.Begin(text);
//   for (; lines.has_line(); lines.Next()) Use(lines.begin(), lines.end(), lines.kind());
class PlainLines {
 public:
  // Starts with the first line of the text, which has to live as long as it is gone through. The
  // vectors read whole blocks: where so many bytes can be read behind a short text, it need not be
  // copied for them.
  void Begin(std::string_view text, size_t readable_behind = 0) {
    text_ = text;
    readable_behind_ = readable_behind;
    chunk_ = behind_chunk_ = 0;
    found_.line_ends.Close(found_.line_ends.Open(), 0);
    found_.hits.Close(found_.hits.Open(), 0);
    line_end_ = found_.line_ends.begin();
    hit_ = found_.hits.begin();
    end_ = static_cast<size_t>(-1);  // the first line begins behind it
    Next();
  }

  // Whether there is another line with its line end. If so, the others tell of it.
  bool has_line() const { return has_line_; }
  size_t begin() const { return begin_; }  // in the text
  size_t end() const { return end_; }      // where its line end stands
  LineKind kind() const { return kind_; }

  // Goes on to the next line, if there is one.
  void Next() {
    begin_ = end_ + 1;
    kind_ = LineKind::kPlain;
    while (*line_end_ == BytePlaces::kNowhere) {
      LookAtHits(BytePlaces::kNowhere);
      if (!ScanOn()) return;
    }
    LookAtHits(*line_end_);
    end_ = chunk_ + *line_end_++;
  }

  // Goes on to the line that begins at "at", or behind it.
  void Seek(size_t at) {
    while (has_line_ && begin_ < at) Next();
  }

 private:
  // What was found before the place belongs to the line.
  void LookAtHits(uint16_t before) {
    for (; *hit_ < before; ++hit_) kind_ = std::max(kind_, KindOf(chunk_ + *hit_));
  }
  LineKind KindOf(size_t at) const {
    if (text_[at] != '<') return LineKind::kSpecial;
    return MayStartTag(text_.substr(at)) ? LineKind::kTagged : LineKind::kPlain;
  }
  bool ScanOn();

  std::string_view text_;
  size_t readable_behind_ = 0;
  FoundBytes found_;  // not cleared
  // It tells of the text from chunk_ on.
  size_t chunk_ = 0, behind_chunk_ = 0;
  const uint16_t* line_end_ = nullptr;  // in found_: the next line's
  const uint16_t* hit_ = nullptr;       // and the next byte that tells of it

  bool has_line_ = false;
  size_t begin_ = 0, end_ = 0;
  LineKind kind_ = LineKind::kPlain;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PLAIN_LINES_H_
