#include "lib/log/delivery.h"

#include <utility>

#include "lib/base/text.h"
#include "lib/log/envelope.h"
#include "lib/log/message_splitter.h"
#include "lib/log/paste.h"

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

void Delivery::AddLasting(const Message& message, bool may_be_two) {
  joiner_.Flush();
  if (may_be_two) return Split(message);
  HandOver(message);
}

void Delivery::Reset() {
  joiner_.Flush();
  repeats_.Clear();
}

void Delivery::Split(const Message& message) {
  const bool is_one = message.program == Program::kOther || message.kind != MessageKind::kText ||
                      !MayHoldSecondMessage(message.text);
  const size_t second =
      is_one ? std::string_view::npos : FindSecondMessage(message.text, programs_);
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

void Delivery::HandOver(const Message& said) {
  std::string_view text = Trim(said.text);
  if (text.empty()) return;
  if (MayEndEscapedLineEnd(text.back())) text = StripEscapedLineEnds(text);
  if (text.empty()) return;
  if (text.size() == said.text.size() && said.kind == MessageKind::kText &&
      !Repeats::MayBeNotice(said)) {
    repeats_.Remember(said);
    return sink_(said);
  }
  Message message = said;
  message.text = text;
  repeats_.Process(&message);
  sink_(message);
}

}  // namespace pptp::log
