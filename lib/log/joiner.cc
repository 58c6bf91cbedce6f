#include "lib/log/joiner.h"

#include <algorithm>

#include "lib/base/text.h"
#include "lib/log/known_message.h"

namespace pptp::log {
namespace {

// Mail is wrapped at 65 to 80 columns; quotation marks and long words stretch it.
constexpr size_t kNarrowestMargin = 60;
constexpr size_t kWidestMargin = 110;
constexpr size_t kNarrowestTerminal = 72;
// A joined message longer than this is no message any more.
constexpr size_t kLongestJoined = 8192;

std::string_view FirstWord(std::string_view text) {
  return text.substr(0, std::min(text.find(' '), text.size()));
}

bool IsHexByte(std::string_view word) {
  return word.size() == 2 && HexDigit(word[0]) >= 0 && HexDigit(word[1]) >= 0;
}

// The words that stand between the options of a packet.
bool IsPacketWord(std::string_view word) {
  static constexpr std::string_view kStarts[] = {
      "id=0x", "code=0x", "magic=0x", "seconds=", "name", "user=", "password=", "<",
      "]",     "...",     "+",        "-H",       "-M",   "-S",    "-L",        "-D",
      "-C",    "delay",   "number",   "Identity", "0x",   "\"",    "data]"};
  if (IsHexByte(word.substr(0, word.find_first_of("]>")))) return true;
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [word](std::string_view start) { return word.starts_with(start); });
}

bool IsOpenPacket(std::string_view text) {
  if (!StartsPacketLine(text)) return false;
  const PacketExtent extent = MeasurePacket(text);
  return extent.end == PacketExtent::kNone && extent.restart == PacketExtent::kNone;
}

bool StartsLikeSentence(std::string_view text) {
  return text[0] >= 'A' && text[0] <= 'Z';
}

}  // namespace

// The held message is a packet line with its bracket open.
bool Joiner::PacketContinues(std::string_view next) const {
  const PacketExtent open = MeasurePacket(held_.text);
  if (open.in_quotes) {
    // A string goes on with anything, but must end soon.
    return next.find('"') != std::string_view::npos || next.size() >= kNarrowestMargin;
  }
  if (open.in_option) {
    const size_t close = next.find('>');
    return close != std::string_view::npos &&
           next.substr(0, close).find('<') == std::string_view::npos;
  }
  return IsPacketWord(FirstWord(next));
}

// The held line is as wide as mail allows: the next word would not have fitted.
bool Joiner::WrappedAtMargin(std::string_view next) const {
  return length_ >= kNarrowestMargin && length_ <= kWidestMargin &&
         length_ + 1 + FirstWord(next).size() > kNarrowestMargin + 5;
}

// The paste's lines are broken between words, and the next one would not have fitted.
bool Joiner::BrokenAtMargin(std::string_view next) const {
  if (width_->margin == 0) return false;
  const size_t blanks = held_.text.ends_with('.') ? 2 : 1;
  return columns_ + blanks + Columns(FirstWord(next)) > width_->margin;
}

// The terminal's line was full; perhaps with a blank that has got lost.
bool Joiner::BrokenByTerminal() const {
  return width_->terminal != 0 &&
         (columns_ == width_->terminal || columns_ + 1 == width_->terminal);
}

// In an input whose lines are broken. A message by itself is only taken for the rest
// of one that evidently lacks something.
bool Joiner::ContinuesBroken(const Message& message, const Shape& shape) const {
  const std::string_view text = message.text;
  if (shape.enveloped || StartsPacketLine(text)) return false;
  const Program program = held_.message.program;
  const bool may_stand_inside = (program == Program::kPptp || program == Program::kPptpd) &&
                                !StartsLikeSentence(text) && !HasPptpPrefix(text);
  const bool lacks_something =
      held_.text.empty() || held_.text.ends_with(':') || held_.text.find(' ') == std::string::npos;
  if (StartsKnownMessage(text) && !lacks_something && !may_stand_inside) return false;
  if (BrokenByTerminal()) return shape_.enveloped || StartsKnownMessage(held_.text);
  return shape_.enveloped && BrokenAtMargin(text);
}

bool Joiner::Continues(const Message& message, const Shape& shape) const {
  const std::string_view text = message.text;
  if (message.kind != MessageKind::kText || text.empty() || shape.stamped) return false;
  if (held_.text.size() + text.size() > kLongestJoined) return false;
  if (width_->broken() && ContinuesBroken(message, shape)) return true;
  if (held_.text.empty() || held_.message.program == Program::kOther) return false;
  const bool starts_message = StartsPacketLine(text) || StartsKnownMessage(text);
  if (StartsPacketLine(held_.text)) {
    return !shape.enveloped && !starts_message && PacketContinues(text);
  }
  // Wrapped words of the peer may look like anything, even like a tag.
  if (shape_.stamped && CarriesPeerText(held_.text) && WrappedAtMargin(text)) return true;
  if (shape.enveloped) return false;
  if (ContinuesSentence(held_.text, text)) return true;
  if (starts_message || !shape_.enveloped) return false;
  return WrappedAtMargin(text) && !StartsLikeSentence(text);
}

bool Joiner::MayBeContinued(const Message& message, const Shape& shape) const {
  if (message.kind != MessageKind::kText) return false;
  const std::string_view text = TrimRight(message.text);
  if (shape.columns != 0 && (width_->broken() || width_->open)) {
    const bool packet_is_whole = StartsPacketLine(text) && !IsOpenPacket(text);
    if (shape.enveloped && !packet_is_whole) return true;
    const size_t terminal = width_->open ? kNarrowestTerminal : width_->terminal;
    const bool full = terminal != 0 && shape.columns + 1 >= terminal;
    if (full && StartsKnownMessage(text)) return !packet_is_whole;
  }
  if (message.program == Program::kOther) return false;
  if (text.empty()) return false;
  if (StartsPacketLine(text)) return IsOpenPacket(text);
  if (shape.enveloped && shape.line.size() >= kNarrowestMargin &&
      shape.line.size() <= kWidestMargin) {
    return true;
  }
  return EndsInsideSentence(text);
}

void Joiner::Append(const Message& message, const Shape& shape) {
  // Under the peer's words a tag is no tag.
  const bool whole = CarriesPeerText(held_.text);
  const bool cut_inside_word =
      width_->terminal != 0 && columns_ == width_->terminal && !ends_blank_ && !shape.starts_blank;
  if (!held_.text.empty() && !cut_inside_word) held_.text.push_back(' ');
  held_.text.append(whole ? shape.line : message.text);
  length_ = shape.line.size();
  columns_ = shape.columns;
  ends_blank_ = shape.ends_blank;
  ++continuations_;
}

void Joiner::Add(const Message& message, const Shape& shape) {
  if (holding_ && Continues(message, shape)) {
    Append(message, shape);
    const bool complete = StartsPacketLine(held_.text) && !IsOpenPacket(held_.text);
    const bool broken = width_->terminal != 0 || (width_->margin != 0 && shape_.enveloped);
    const int most = broken ? kMostBroken : kMostContinuations;
    if (complete || continuations_ == most) Flush();
    return;
  }
  Flush();
  if (!MayBeContinued(message, shape)) return sink_(message);
  held_.Assign(message);
  shape_ = {.stamped = shape.stamped, .enveloped = shape.enveloped, .line = {}};
  length_ = shape.line.size();
  columns_ = shape.columns;
  ends_blank_ = shape.ends_blank;
  continuations_ = 0;
  holding_ = true;
}

void Joiner::LetGo() {
  holding_ = false;
  sink_(held_.View());
}

}  // namespace pptp::log
