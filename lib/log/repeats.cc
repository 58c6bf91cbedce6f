#include "lib/log/repeats.h"

#include <algorithm>
#include <optional>

#include "lib/base/text.h"
#include "lib/log/host_name.h"
#include "lib/log/program.h"

namespace pptp::log {
namespace {

// "3 times" off the front; huge numbers are cut to what a count can hold.
std::optional<uint32_t> ConsumeTimes(std::string_view* text) {
  const auto number = ConsumeDecimal(text);
  if (!number || !Consume(text, " time")) return std::nullopt;
  Consume(text, "s");
  return static_cast<uint32_t>(std::min<uint64_t>(*number, UINT32_MAX));
}

struct Notice {
  uint32_t count = 0;
  std::optional<std::string_view> text;  // when the notice quotes the message
};

// "message repeated 3 times: [ T]"
std::optional<Notice> ReadQuotingNotice(std::string_view text) {
  if (!Consume(&text, "message repeated ")) return std::nullopt;
  const auto count = ConsumeTimes(&text);
  if (!count || !Consume(&text, ": [")) return std::nullopt;
  if (text.ends_with(']')) text.remove_suffix(1);  // missing when rsyslog cut the line
  return Notice{*count, Trim(text)};
}

// "Last message 'T' repeated 3 times, suppressed by syslog-ng on host"
std::optional<Notice> ReadSyslogNgNotice(std::string_view text) {
  constexpr std::string_view kBehind = "' repeated ";
  if (!Consume(&text, "Last message '")) return std::nullopt;
  const size_t end = text.rfind(kBehind);  // the last: T may hold the same words
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view rest = text.substr(end + kBehind.size());
  const auto count = ConsumeTimes(&rest);
  if (!count) return std::nullopt;
  return Notice{*count, text.substr(0, end)};
}

// "Last output repeated twice -", "Last output repeated 3 times -", in metalog between dashes
std::optional<Notice> ReadMetalogNotice(std::string_view text) {
  Consume(&text, "- ");
  if (!Consume(&text, "Last output repeated ")) return std::nullopt;
  if (Consume(&text, "twice")) return Notice{1, std::nullopt};
  const auto count = ConsumeTimes(&text);
  if (!count) return std::nullopt;
  return Notice{*count, std::nullopt};
}

// "last message repeated 3 times", in macOS between dashes
std::optional<Notice> ReadBareNotice(std::string_view text) {
  Consume(&text, "--- ");
  if (!Consume(&text, "last message repeated ") && !Consume(&text, "Last message repeated ")) {
    return std::nullopt;
  }
  const auto count = ConsumeTimes(&text);
  if (!count) return std::nullopt;
  return Notice{*count, std::nullopt};
}

}  // namespace

bool IsSyslogDaemon(std::string_view tag) {
  const std::string_view name = BareName(tag);
  return name == "syslogd" || name == "rsyslogd" || name == "syslog-ng" || name == "syslog";
}

namespace {

// rsyslog's notice keeps the tag of the program that it quotes, so it may have any;
// the others speak in a syslog daemon's name or in nobody's.
// REQUIRES: Repeats::MayBeNotice(message).
std::optional<Notice> ReadNotice(const Message& message) {
  if (auto notice = ReadQuotingNotice(message.text)) return notice;
  if (message.program == Program::kOther && !IsSyslogDaemon(message.tag)) return std::nullopt;
  if (auto notice = ReadSyslogNgNotice(message.text)) return notice;
  if (auto notice = ReadMetalogNotice(message.text)) return notice;
  return ReadBareNotice(message.text);
}

}  // namespace

void Repeats::Said::Assign(const Reference& from) {
  if (tag != from.tag) tag = from.tag;
  text = from.text;
  pid = from.pid;
  line = from.line;
  program = from.program;
}

void Repeats::Said::Repeat(Message* message) const {
  message->tag = tag;
  message->program = program;
  message->pid = pid;
  message->text = text;
}

void Repeats::Keep() {
  if (count_ == 0) return;
  const uint64_t newest = latest_[(count_ - 1) % latest_.size()].line;
  for (size_t i = count_ - std::min(count_, latest_.size()); i < count_; ++i) {
    const Reference& reference = latest_[i % latest_.size()];
    if (!IsFar(reference.line, newest)) Host(reference.host, reference.line)->Assign(reference);
  }
  count_ = 0;
}

// Where none of the latest may be forgotten: lines hold several messages each.
void Repeats::RememberAll(const Message& message) {
  Keep();
  Remember(message);
}

void Repeats::ForgetFarFrom(uint64_t line) {
  std::erase_if(hosts_, [line](const auto& host) { return IsFar(host.second.line, line); });
  recent_ = {};
}

Repeats::Said* Repeats::Host(std::string_view host, uint64_t line) {
  constexpr size_t kManyHosts = 4096;
  constexpr size_t kMostHosts = 65536;  // only lines that each hold many messages get there
  for (Hosts::value_type* recent : recent_) {
    if (recent != nullptr && IsSameHost(recent->first, host)) return &recent->second;
  }
  auto found = hosts_.find(host);
  if (found == hosts_.end()) {
    if (hosts_.size() >= kManyHosts) ForgetFarFrom(line);
    if (hosts_.size() >= kMostHosts) ForgetAll();
    found = hosts_.try_emplace(std::string(host)).first;
  }
  recent_ = {&*found, recent_.front()};
  return &found->second;
}

void Repeats::Process(Message* message) {
  if (message->kind != MessageKind::kText) return;
  const std::optional<Notice> notice = MayBeNotice(*message) ? ReadNotice(*message) : std::nullopt;
  if (!notice) return Remember(*message);
  Keep();
  const Said* last = Host(message->host, message->line);
  const bool knows_last = !last->text.empty() && !IsFar(last->line, message->line);
  if (!notice->text) {
    if (!knows_last) return;  // the log starts with the notice: nobody knows of what
    last->Repeat(message);
  } else {
    const bool speaks_for_itself = !message->tag.empty() && !IsSyslogDaemon(message->tag);
    message->text = *notice->text;
    if (!speaks_for_itself && knows_last && last->text == *notice->text) last->Repeat(message);
  }
  message->repeat = true;
  message->count = notice->count;
}

}  // namespace pptp::log
