#ifndef PPTP_LIB_LOG_SCREEN_H_
#define PPTP_LIB_LOG_SCREEN_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lib/log/literal_set.h"
#include "lib/log/repeats.h"
#include "lib/log/speaker_cache.h"

namespace pptp::log {

// Lines in a row that the reader has to see: where they begin and end in the text, and how many
// of its lines stand before the first of them and before the one behind the last.
struct Passage {
  size_t begin = 0, end = 0;
  uint64_t first = 0, behind = 0;
};

// What of a text has to be seen, in its order.
struct Screened {
  std::vector<Passage> passages;
  uint64_t lines = 0;  // of the text

  // Adds lines of which the last is behind all others, or among the last passage's.
  void Add(Passage passage);
  // Cuts off the end of the text, which begins at "at" with its line "line", and returns it.
  Screened CutOff(size_t at, uint64_t line);
};

// A piece of a log. Those of its lines are asked for that stand behind the first "before" ones,
// from "begin" on; those before tell what they continue or repeat. The last "kept" ones, from
// "keep" on, are going to stand before the next piece.
struct ScreenText {
  std::string_view text;
  size_t begin = 0;
  uint64_t before = 0;
  size_t keep = 0;
  uint64_t kept = 0;
};

// The texts of which a line must hold one to mean something.
struct ScreenTexts {
  std::vector<Literal> everywhere;  // whoever wrote it
  std::vector<Literal> of_kernel;   // the kernel
  std::vector<Literal> of_others;   // programs that hand on others' words, and nobody in particular
};

// Finds the lines of a log that can mean something, at nearly the speed at which memory is read.
//
// A line is skipped only when it is proven that the reader would come out of it as it came out of
// the line before: it begins with a stamp like that of the line before, on the same day; it has no
// control characters, typography or markup, under which words may hide; and it holds none of the
// texts that are waited for from who wrote it. A line that begins in another way may continue the
// one before, which is passed then, too; before a notice of repetitions all is passed that it may
// be about.
//
// Works on any piece of a log by itself: how a log is cut does not change what is found in it.
// Immutable, so any number of threads may use it.
class Screen {
 public:
  // Whether the words of other programs never matter. They do once one of them is known to hand
  // on those of pppd: then its every line is looked into.
  enum class Others : uint8_t { kIgnored, kHeard };

  explicit Screen(ScreenTexts texts);

  // So many lines back a line may be about another one.
  static constexpr uint64_t kContext = Repeats::kFarthest;

  // What has to be seen of the lines that are asked for, and because of them of those before. The
  // first line of a log always passes, and so do the last ones where fewer than kContext are kept.
  // What "*speakers" has learned from one piece spares work in the next; each thread needs its own.
  // REQUIRES: begin and keep are where lines begin, and the last line has its end.
  Screened Scan(const ScreenText& text, Others others, SpeakerCache* speakers) const;

 private:
  class Scanner;
  LiteralSet everywhere_;
  LiteralSet of_kernel_;
  LiteralSet of_others_;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SCREEN_H_
