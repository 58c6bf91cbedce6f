#include "lib/log/delivery.h"

#include <utility>

#include "lib/log/envelope.h"

namespace pptp::log {

Delivery::Delivery(ProgramClassifier* programs, YearGuess* years, const PasteWidth* width,
                   Reader::Sink sink)
    : programs_(programs),
      years_(years),
      sink_(std::move(sink)),
      joiner_(width, [this](const Message& message) {
        Split(message);
        Keep();
      }) {}

void Delivery::Add(const Message& message, const Joiner::Shape& shape) {
  joiner_.Add(message, shape);
}

void Delivery::AddComplete(const Message& message) {
  AddLasting(message);
  Keep();
}

void Delivery::Reset() {
  joiner_.Flush();
  repeats_.Clear();
}

void Delivery::Split(const Message& message) {
  const size_t second =
      MayHoldMore(message) ? FindSecondMessage(message.text, programs_) : std::string_view::npos;
  if (second == std::string_view::npos) return HandOver(message);
  Cut(message, second);
}

void Delivery::Cut(const Message& message, size_t second) {
  Message piece = message;
  for (; second != std::string_view::npos; second = FindSecondMessage(piece.text, programs_)) {
    const std::string_view rest = piece.text.substr(second);
    piece.text = TrimRight(piece.text.substr(0, second));
    HandOver(piece);
    piece.text = rest;
    if (!StartsFullEnvelope(rest, programs_)) continue;
    const Envelope envelope = ReadEnvelope(rest, programs_);
    piece.time = years_->Complete(*envelope.stamp);
    if (!envelope.host.empty()) piece.host = envelope.host;
    piece.tag = envelope.tag;
    piece.pid = envelope.pid;
    piece.program = envelope.program;
    piece.text = envelope.text;
  }
  HandOver(piece);
}

void Delivery::HandOverChanged(Message message) {
  message.text = StripEscapedLineEnds(Trim(message.text));
  if (message.text.empty()) return;
  repeats_.Process(&message);
  sink_(message);
}

}  // namespace pptp::log
