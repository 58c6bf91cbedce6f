#include "lib/log/plain_reader.h"

#include "lib/base/text.h"
#include "lib/log/html.h"
#include "lib/log/paste.h"

namespace pptp::log {

uint64_t PlainReader::Take(std::string_view* text, uint64_t before, bool is_followed) {
  uint64_t number = before;
  std::string_view behind_stamp = *text;
  bool is_stamped = stamps_.Consume(&behind_stamp);
  while (is_stamped) {
    const std::string_view behind = behind_stamp.substr(0, behind_stamp.find('\n'));
    const std::string_view raw =
        text->substr(0, static_cast<size_t>(behind.data() - text->data()) + behind.size());
    if (raw.size() > longest_line_ || !ReadLine(raw, behind)) break;
    message_.line = ++number;
    message_.time = years_->Complete(stamps_.last());
    text->remove_prefix(raw.size() + 1);
    behind_stamp = *text;
    is_stamped = stamps_.Consume(&behind_stamp);
    // What begins with a stamp continues nothing.
    Deliver(/*is_complete=*/is_stamped || (text->empty() && !is_followed));
  }
  return number - before;
}

// Makes the line the message, but for its time and number. False when it has to be read in full.
bool PlainReader::ReadLine(std::string_view raw, std::string_view behind_stamp) {
  line_ = TrimForumTags(TrimRight(raw));
  const char* end = line_.data() + line_.size();
  if (end <= behind_stamp.data()) return false;
  const std::string_view behind(behind_stamp.data(),
                                static_cast<size_t>(end - behind_stamp.data()));
  if (!ReadSenderKnownForGood(behind, programs_, &envelope_)) return false;
  // There is none in a stamp and in names.
  const char* names_end = envelope_.tag.data() + envelope_.tag.size();
  if (MayHoldTags({names_end, static_cast<size_t>(end - names_end)})) return false;
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
