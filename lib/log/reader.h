#ifndef PPTP_LIB_LOG_READER_H_
#define PPTP_LIB_LOG_READER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "lib/log/message.h"
#include "lib/log/screen.h"

namespace pptp::log {

// Turns the bytes of a log into messages, whatever the log is written in: syslog
// of any kind, journalctl of any output format, raw pppd output, a typescript, a
// paste from a mail or a web page (lib/log/README.md lists them). The format is
// found line by line, so a file may change its mind half way.
//
//   Reader reader({}, [&](const Message& m) { tracker.Add(m); });
//   reader.Begin(0, file_time);
//   while (read(...)) reader.Feed(bytes);
//   reader.End();
//
// No byte sequence makes it fail; memory is bounded by Options whatever comes in.
// One thread at a time.
class Reader {
 public:
  struct Options {
    size_t longest_line = 1 << 20;    // what is kept of a longer physical line; the rest is
                                      // skipped, the line still counts as one
    size_t most_reversed = 24 << 20;  // of a log with its newest line first that much is kept
                                      // and turned round; a larger one is read as it stands
  };
  // Gets each message; the views in it die when it returns.
  using Sink = std::function<void(const Message&)>;

  Reader(Options options, Sink sink);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Starts an input. "newest_micros" is the latest time the input can hold (a
  // file's modification time, or the present): it supplies the missing year of
  // RFC 3164 stamps. "host" names the machine the log is from, if that is known.
  void Begin(uint32_t input, int64_t newest_micros, std::string_view host = {});

  // Takes any piece of the input; lines may be split anywhere between calls.
  void Feed(std::string_view bytes);

  // Whether other programs are heard because one of them handed on what pppd or pptp said. Then
  // passages must have been found accordingly (Screen::Others).
  bool hears_others() const;

  // Takes a text of whole lines of which only the passages have to be seen (screen.h). Where more
  // is needed to understand what comes, as at the beginning of an input, it takes that, too.
  // Stops behind the passage with which hears_others() comes to be true, and returns how much of
  // the text it took.
  // REQUIRES: at_line_start(); "screened" tells of all lines of the text.
  size_t FeedScreened(std::string_view text, const Screened& screened);

  // Whether what was fed so far ended with a line end.
  bool at_line_start() const;

  // Ends the input: the last line needs no newline, a held message is let go.
  void End();

  // Lets a held message go (one that might still be continued by the next line), and
  // the first lines of an input, which wait until their order and what they have in
  // common is known. For a live log that has fallen silent.
  void Flush();

  // Physical lines and bytes of the current or last input.
  uint64_t lines() const;
  uint64_t bytes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_READER_H_
