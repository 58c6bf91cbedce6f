#ifndef PPTP_LIB_LOG_LINE_QUEUE_H_
#define PPTP_LIB_LOG_LINE_QUEUE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/log/entry_reader.h"
#include "lib/log/line_order.h"
#include "lib/log/line_prefix.h"
#include "lib/log/paste_width.h"

namespace pptp::log {

// Holds the first lines of an input back until it is known what only several lines
// together tell: what prefix they have in common (line_prefix.h), at which width they
// were broken (paste_width.h), and whether the newest is the first (line_order.h). From then on
// lines pass through at once; of a log that has its newest line first they are all kept until its
// end and then handed over in their true order, with the numbers they have in the file.
class LineQueue {
 public:
  // Gets each line without its prefix. The views die when the call returns.
  using Sink = std::function<void(const PhysicalLine&)>;

  // An input of which more than "most_held" bytes would have to be kept is handed
  // over as it stands. "*width" belongs to the caller; it is set before the first
  // line of an input is handed over.
  LineQueue(size_t most_held, PasteWidth* width, Sink sink)
      : most_held_(most_held), width_(width), sink_(std::move(sink)) {}

  // REQUIRES: line.raw is line.text.
  void Add(const PhysicalLine& line);

  // Whether lines pass as they are, and nothing is learned from them any more.
  bool passes_as_is() const {
    return state_ == State::kPassing && !measuring_ && !prefix_.found() && !width_->broken() &&
           !width_->open;
  }
  // Lets the lines go that only wait for more to be known.
  void Flush();
  // Hands over all lines, and starts anew.
  void End();

 private:
  enum class State : uint8_t { kLooking, kPassing, kReversing };
  struct Held {
    size_t offset = 0;  // in bytes_
    size_t kept = 0;
    uint64_t size = 0;
    uint64_t number = 0;
  };

  void Hold(const PhysicalLine& line);
  void LookAtFirst(const PhysicalLine& line);
  void Look();
  std::vector<std::string_view> HeldTexts() const;
  void MeasureOn(const PhysicalLine& line);
  size_t held_bytes() const { return bytes_.size() + held_.size() * sizeof(Held); }
  std::string_view TextOf(const Held& held) const {
    return std::string_view(bytes_).substr(held.offset, held.kept);
  }
  void Pass(const Held& held, std::string_view text);
  void HandOver();
  void HandOverReversed();
  void Forget();

  size_t most_held_;
  PasteWidth* width_;
  Sink sink_;
  State state_ = State::kLooking;
  LinePrefix prefix_;           // as it is for the next line to be handed over
  LinePrefix prefix_in_order_;  // and for the next line that order_ looks at
  OrderGuess order_;
  std::string bytes_;  // of the lines held
  std::vector<Held> held_;
  PasteMeasure measure_;    // kPassing: of the lines held
  size_t next_look_ = 0;    // look again when so many lines are held
  bool measuring_ = false;  // kPassing: lines are held, too, until the width is known
  // kLooking: what the lines so far are, without having been freed of a prefix.
  OrderGuess first_order_;
  size_t known_messages_ = 0;
  bool ordinary_ = true;      // each has a time or is a known message
  bool has_entries_ = false;  // one has a time
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_QUEUE_H_
