#ifndef PPTP_LIB_LOG_JOINER_H_
#define PPTP_LIB_LOG_JOINER_H_

#include <cstddef>
#include <functional>
#include <string_view>

#include "lib/log/message.h"
#include "lib/log/owned_message.h"
#include "lib/log/paste_width.h"

namespace pptp::log {

// Joins what mail programs and terminals wrapped: holds a message that may go on
// in the next line, and lets it go once that line is known.
//
// In doubt two lines stay two messages. Lines are joined when
//   - a packet's bracket is open and the next line goes on as a packet does, or
//   - a known sentence is unfinished and the next line finishes it, or
//   - the line had an envelope and the length at which mail is wrapped, and the
//     next line has no envelope and does not start like a message or a sentence.
// More is joined in an input that is known to have been broken (PasteWidth): a line
// of a terminal's whole width with what follows; and a line with an envelope with
// one that has none and whose first word would not have fitted, unless it is a
// message by itself and the first is complete.
class Joiner {
 public:
  using Sink = std::function<void(const Message&)>;

  // How a line looked, for the decision.
  struct Shape {
    bool stamped = false;    // had a time
    bool enveloped = false;  // had a time or a tag
    // The line without quotation marks, its envelope still on; empty when its width
    // says nothing about wrapping. Looked at during the call only.
    std::string_view line;
    size_t columns = 0;         // of the physical line
    bool starts_blank = false;  // the physical line
    bool ends_blank = false;    // likewise
  };

  // "width" belongs to the caller, who may change it between inputs.
  Joiner(const PasteWidth* width, Sink sink) : width_(width), sink_(std::move(sink)) {}

  void Add(const Message& message, const Shape& shape);
  void Flush() {
    if (holding_) LetGo();
  }

 private:
  static constexpr int kMostContinuations = 4;
  static constexpr int kMostBroken = 12;  // where lines are known to be broken

  bool Continues(const Message& message, const Shape& shape) const;
  bool PacketContinues(std::string_view next) const;
  bool WrappedAtMargin(std::string_view next) const;
  bool BrokenAtMargin(std::string_view next) const;
  bool BrokenByTerminal() const;
  bool ContinuesBroken(const Message& message, const Shape& shape) const;
  bool MayBeContinued(const Message& message, const Shape& shape) const;
  void Append(const Message& message, const Shape& shape);
  void LetGo();

  const PasteWidth* width_;
  Sink sink_;
  OwnedMessage held_;
  Shape shape_;         // of the first line; its "line" is not kept
  size_t length_ = 0;   // of the last line joined, in bytes, without quotation marks
  size_t columns_ = 0;  // of the last line joined, as it stands
  bool ends_blank_ = false;
  bool holding_ = false;
  int continuations_ = 0;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_JOINER_H_
