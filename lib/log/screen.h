#ifndef PPTP_LIB_LOG_SCREEN_H_
#define PPTP_LIB_LOG_SCREEN_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/log/literal_set.h"
#include "lib/log/speaker_cache.h"

namespace pptp::log {

// Lines in a row that the reader has to see.
struct Passage {
  size_t begin = 0;  // in the text
  size_t end = 0;
  uint64_t lines_before = 0;  // that nobody has to see, since the passage before
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

  explicit Screen(ScreenTexts texts)
      : everywhere_(std::move(texts.everywhere)),
        of_kernel_(std::move(texts.of_kernel)),
        of_others_(std::move(texts.of_others)) {}

  // The passages of a text of whole lines, in their order. The first line and the last few always
  // pass, so the texts of a log may be screened one by one. What "*speakers" has learned from one
  // text spares work in the next; each thread needs its own.
  // REQUIRES: text ends with '\n', or is empty.
  std::vector<Passage> Scan(std::string_view text, Others others, SpeakerCache* speakers) const;

 private:
  class Scanner;
  LiteralSet everywhere_;
  LiteralSet of_kernel_;
  LiteralSet of_others_;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SCREEN_H_
