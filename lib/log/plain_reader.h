#ifndef PPTP_LIB_LOG_PLAIN_READER_H_
#define PPTP_LIB_LOG_PLAIN_READER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/log/delivery.h"
#include "lib/log/message.h"
#include "lib/log/plain_lines.h"
#include "lib/log/program.h"
#include "lib/log/usual_stamp.h"
#include "lib/log/year_guess.h"

namespace pptp::log {

// Reads the lines that most of nearly every log consists of, with a fraction of the steps that the
// reader needs for any line: "STAMP HOST TAG[PID]: T" with a stamp as syslog daemons write it, of a
// sender that has spoken before, without markup. What comes of them is what the reader makes of
// them in full.
//
// As it knows how the next line begins, it need not hold a message that might go on there.
class PlainReader {
 public:
  // What the pointers point to belongs to the caller and must outlive this. A longer line than
  // "longest_line" is left to the reader.
  PlainReader(size_t longest_line, ProgramClassifier* programs, YearGuess* years,
              Delivery* delivery)
      : longest_line_(longest_line), programs_(programs), years_(years), delivery_(delivery) {}

  // Starts an input.
  void BeginInput(uint32_t input) { message_.input = input; }

  // Starts a text, of which Take() gets what has not been read of it, line by line. So many bytes
  // can be read behind it.
  void Begin(std::string_view text, size_t readable_behind) {
    text_ = text.data();
    lines_.Begin(text, readable_behind);
  }

  // Takes lines off the front of *text, up to the first that has to be read in full, and returns
  // how many. "before" lines of the input stand before the text. Unless "is_followed", no line
  // behind the text continues its last one.
  // What is remembered of the lines refers to the text until Delivery::Keep() is called.
  // REQUIRES: *text is the end of Begin()'s text, from where a line begins, and lines of the input
  // pass as they are.
  uint64_t Take(std::string_view* text, uint64_t before, bool is_followed);

  // Of the line taken last: what it said, in views into the text, and in which column.
  const Message& last() const { return message_; }
  size_t text_column() const { return text_column_; }

 private:
  bool ReadLine(std::string_view raw, size_t stamp_length);
  bool EndsWell(std::string_view text);
  void CompleteTime();
  void Deliver(bool is_complete);

  size_t longest_line_;
  ProgramClassifier* programs_;
  YearGuess* years_;
  Delivery* delivery_;
  const char* text_ = nullptr;
  PlainLines lines_;  // of the text
  UsualStamps stamps_;

  // The line taken last.
  std::string_view line_;
  Message message_;
  uint64_t stamp_ = 0;  // the number of the one that its time is of
  bool is_plain_packet_ = false;
  size_t text_column_ = 0;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PLAIN_READER_H_
