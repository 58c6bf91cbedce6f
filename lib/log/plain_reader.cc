#include "lib/log/plain_reader.h"

#include "lib/base/text.h"
#include "lib/log/envelope.h"
#include "lib/log/html.h"
#include "lib/log/message_splitter.h"
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
    CompleteTime();
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

namespace {

// There are no other blanks in plain lines.
std::string_view WithoutBlanksBefore(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}
std::string_view WithoutBlanksBehind(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// What stands behind a header, without what the program puts before its own words.
std::string_view WordsBehind(const SenderCache::Known& known, std::string_view text) {
  const auto& [header, sender] = known;
  const std::string_view name(text.data() + sender.host_length + 1 + sender.name_begin,
                              sender.name_length);
  text.remove_prefix(header.length);
  text = WithoutBlanksBefore(text);
  return MayStripBehindTag(name, text) ? StripBehindTag(*sender.program, name, text) : text;
}

}  // namespace

// Makes the line the message, but for its time and number. False when it has to be read in full.
bool PlainReader::ReadLine(std::string_view raw, size_t stamp_length) {
  if (lines_.kind() == LineKind::kSpecial) return false;
  line_ = WithoutBlanksBehind(raw);
  if (line_.size() <= stamp_length) return false;
  if (lines_.kind() == LineKind::kTagged && MayHoldTags(line_)) return false;
  const std::string_view behind(line_.data() + stamp_length, line_.size() - stamp_length);
  const SenderCache::Known* known = programs_->senders().Find(behind);
  if (known == nullptr || !known->sender.program) return false;
  const std::string_view text = WordsBehind(*known, behind);
  is_plain_packet_ = false;
  if (MayEndForumTag(line_.back()) && !EndsWell(text)) return false;
  const Sender& sender = known->sender;
  message_.host = {behind.data(), sender.host_length};
  message_.tag = {behind.data() + sender.host_length + 1, sender.tag_length};
  message_.program = *sender.program;
  message_.pid = known->header.pid;
  message_.text = WithoutBlanksBefore(text);
  message_.raw = raw;
  text_column_ = static_cast<size_t>(text.data() - raw.data());
  return true;
}

// Whether what ends the line, and the text, is no forum's tag.
bool PlainReader::EndsWell(std::string_view text) {
  is_plain_packet_ = IsPlainPacket(text);
  if (is_plain_packet_) return !MayStartForumTag(text.substr(kPacketBracket));
  return TrimForumTags(line_).size() == line_.size();
}

// Most lines have the stamp of the line before, and its time.
void PlainReader::CompleteTime() {
  if (stamp_ == stamps_.number() && years_->was_last(message_.time)) return;
  message_.time = years_->Complete(stamps_.last());
  stamp_ = stamps_.number();
}

void PlainReader::Deliver(bool is_complete) {
  if (is_complete || message_.program == Program::kOther) {
    return delivery_->AddLasting(message_, /*may_be_two=*/!is_plain_packet_);
  }
  delivery_->Add(message_, {.stamped = true,
                            .enveloped = true,
                            .line = line_,
                            .ends_blank = IsSpace(message_.raw.back())});
}

}  // namespace pptp::log
