#ifndef PPTP_LIB_LOG_DELIVERY_H_
#define PPTP_LIB_LOG_DELIVERY_H_

#include "lib/base/text.h"
#include "lib/log/joiner.h"
#include "lib/log/message_splitter.h"
#include "lib/log/paste.h"
#include "lib/log/program.h"
#include "lib/log/reader.h"
#include "lib/log/repeats.h"
#include "lib/log/year_guess.h"

namespace pptp::log {

// The way of a message from its line to the reader's caller: joined with what
// continues it, cut where two are on one line, repetitions resolved. Messages come
// out in the order in which they went in.
class Delivery {
 public:
  // What the pointers point to belongs to the caller and must outlive this.
  Delivery(ProgramClassifier* programs, YearGuess* years, const PasteWidth* width,
           Reader::Sink sink);

  // A message that the next line may continue.
  void Add(const Message& message, const Joiner::Shape& shape);
  // A message known to be complete: a journal's entry, a boot, another program's.
  void AddComplete(const Message& message);
  // The same for a message whose views live until the next call of Keep(), which must come. It is
  // one message whatever it looks like unless it "may be two".
  void AddLasting(const Message& message, bool may_be_two = true) {
    joiner_.Flush();
    if (may_be_two && MayHoldMore(message)) return Split(message);
    HandOver(message);
  }
  // Makes what is remembered independent of the messages.
  void Keep() { repeats_.Keep(); }
  // Lets a held message go.
  void Flush() { joiner_.Flush(); }
  // A new input: what was repeated in the old one does not matter any more.
  void Reset();

 private:
  static bool MayHoldMore(const Message& message) {
    return message.program != Program::kOther && message.kind == MessageKind::kText &&
           MayHoldSecondMessage(message.text);
  }
  void Split(const Message& message);
  void Cut(const Message& message, size_t second);
  void HandOver(const Message& said) {
    if (!IsAsSaid(said)) return HandOverChanged(said);
    repeats_.Remember(said);
    sink_(said);
  }
  // Whether the message is handed over as it is; most are.
  static bool IsAsSaid(const Message& said) {
    const std::string_view text = said.text;
    if (said.kind != MessageKind::kText || text.empty() || IsSpace(text.front())) return false;
    const char last = text.back();
    // Most messages end with a bracket or a small letter: in ASCII these stand behind all others.
    const bool ends_well = last > 'M' || (!IsSpace(last) && !MayEndEscapedLineEnd(last));
    return ends_well && !Repeats::MayBeNotice(said);
  }
  void HandOverChanged(Message message);

  ProgramClassifier* programs_;
  YearGuess* years_;
  Reader::Sink sink_;
  Repeats repeats_;
  Joiner joiner_;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_DELIVERY_H_
