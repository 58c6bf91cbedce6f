#include "lib/log/plain_reader.h"

#include "lib/base/text.h"
#include "lib/log/html.h"
#include "lib/log/paste.h"

namespace pptp::log {

uint64_t PlainReader::Take(std::string_view* text, uint64_t before, bool is_followed) {
  uint64_t number = before;
  lines_.Seek(static_cast<size_t>(text->data() - text_));
  std::string_view behind_stamp = *text;
  bool is_stamped = stamps_.Consume(&behind_stamp);
  while (is_stamped && lines_.has_line()) {
    const std::string_view raw = text->substr(0, lines_.end() - lines_.begin());
    if (raw.size() > longest_line_ || !ReadLine(raw, text->size() - behind_stamp.size())) break;
    message_.line = ++number;
    message_.time = years_->Complete(stamps_.last());
    text->remove_prefix(raw.size() + 1);
    lines_.Next();
    behind_stamp = *text;
    is_stamped = stamps_.Consume(&behind_stamp);
    // What begins with a stamp continues nothing, unless control characters rub it out.
    const bool is_next_stamped =
        is_stamped && lines_.has_line() && lines_.kind() != LineKind::kSpecial;
    Deliver(/*is_complete=*/is_next_stamped || (text->empty() && !is_followed));
  }
  return number - before;
}

// Makes the line the message, but for its time and number. False when it has to be read in full.
bool PlainReader::ReadLine(std::string_view raw, size_t stamp_length) {
  if (lines_.kind() == LineKind::kSpecial) return false;
  line_ = TrimForumTags(TrimRight(raw));
  if (line_.size() <= stamp_length) return false;
  if (!ReadSenderKnownForGood(line_.substr(stamp_length), programs_, &envelope_)) return false;
  if (lines_.kind() == LineKind::kTagged && MayHoldTags(line_)) return false;
  text_column_ = static_cast<size_t>(envelope_.text.data() - raw.data());
  message_.host = envelope_.host;
  message_.tag = envelope_.tag;
  message_.program = envelope_.program;
  message_.pid = envelope_.pid;
  message_.text = Trim(envelope_.text);
  message_.raw = raw;
  return true;
}

void PlainReader::Deliver(bool is_complete) {
  if (is_complete || message_.program == Program::kOther) return delivery_->AddLasting(message_);
  delivery_->Add(message_, {.stamped = true,
                            .enveloped = true,
                            .line = line_,
                            .ends_blank = IsSpace(message_.raw.back())});
}

}  // namespace pptp::log
