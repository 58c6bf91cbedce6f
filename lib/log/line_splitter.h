#ifndef PPTP_LIB_LOG_LINE_SPLITTER_H_
#define PPTP_LIB_LOG_LINE_SPLITTER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pptp::log {

// Cuts a stream of bytes into physical lines.
//
// Lines end with LF. A stream whose beginning has carriage returns but no LF
// (classic Mac OS) is cut at these; otherwise a carriage return is part of its
// line. Of a line longer than "longest_line" only that much is handed over.
class LineSplitter {
 public:
  // Gets the line without its LF, and how long it really was. The view dies when
  // the call returns.
  using Sink = std::function<void(std::string_view line, uint64_t size)>;

  LineSplitter(size_t longest_line, Sink sink);

  void Feed(std::string_view bytes);
  // Whether the next byte begins a line that will end with LF.
  bool at_line_start() const { return ends_ == Ends::kLf && pending_size_ == 0; }

  // Hands over what has no line end, and starts anew.
  void End();

 private:
  enum class Ends : uint8_t { kUndecided, kLf, kCr };

  void Decide(std::string_view bytes);
  void FeedLf(std::string_view bytes);
  void FeedCr(std::string_view bytes);
  void Append(std::string_view bytes);
  void Finish(std::string_view last_piece);

  size_t longest_line_;
  Sink sink_;
  Ends ends_ = Ends::kUndecided;
  std::string pending_;        // the kept start of an unfinished line
  uint64_t pending_size_ = 0;  // how long that line is so far
  bool after_cr_ = false;      // kCr: the last byte was a CR, an LF belongs to it
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_SPLITTER_H_
