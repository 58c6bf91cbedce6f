#include "lib/log/repeats.h"

#include <algorithm>
#include <optional>

#include "lib/base/text.h"
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
std::optional<Notice> ReadNotice(const Message& message) {
  constexpr size_t kShortestNotice = 20;
  if (message.text.size() < kShortestNotice) return std::nullopt;
  if (auto notice = ReadQuotingNotice(message.text)) return notice;
  if (message.program == Program::kOther && !IsSyslogDaemon(message.tag)) return std::nullopt;
  if (auto notice = ReadSyslogNgNotice(message.text)) return notice;
  return ReadBareNotice(message.text);
}

}  // namespace

void Repeats::Said::Assign(const Message& message) {
  if (tag != message.tag) tag = message.tag;
  text = message.text;
  program = message.program;
  pid = message.pid;
  line = message.line;
}

bool Repeats::Said::IsFarFrom(uint64_t other) const {
  return (line > other ? line - other : other - line) > kFarthest;
}

void Repeats::ForgetFarFrom(uint64_t line) {
  std::erase_if(hosts_, [line](const auto& host) { return host.second.IsFarFrom(line); });
  recent_ = {};
}

Repeats::Said* Repeats::Host(std::string_view host, uint64_t line) {
  constexpr size_t kManyHosts = 4096;
  constexpr size_t kMostHosts = 65536;  // only lines that each hold many messages get there
  for (Hosts::value_type* recent : recent_) {
    if (recent != nullptr && recent->first == host) return &recent->second;
  }
  auto found = hosts_.find(host);
  if (found == hosts_.end()) {
    if (hosts_.size() >= kManyHosts) ForgetFarFrom(line);
    if (hosts_.size() >= kMostHosts) Clear();
    found = hosts_.emplace(host, Said()).first;
  }
  recent_ = {&*found, recent_[0]};
  return &found->second;
}

// Makes *message another one like "source", at its own time and place.
void Repeats::Adopt(const Said& source, Message* message) {
  message->tag = source.tag;
  message->program = source.program;
  message->pid = source.pid;
  message->text = source.text;
}

void Repeats::Process(Message* message) {
  if (message->kind != MessageKind::kText) return;
  Said* last = Host(message->host, message->line);
  const std::optional<Notice> notice = ReadNotice(*message);
  if (!notice) {
    last->Assign(*message);
    return;
  }
  const bool knows_last = !last->text.empty() && !last->IsFarFrom(message->line);
  if (!notice->text) {
    if (!knows_last) return;  // the log starts with the notice: nobody knows of what
    Adopt(*last, message);
  } else {
    const bool speaks_for_itself = !message->tag.empty() && !IsSyslogDaemon(message->tag);
    message->text = *notice->text;
    if (!speaks_for_itself && knows_last && last->text == *notice->text) Adopt(*last, message);
  }
  message->repeat = true;
  message->count = notice->count;
}

}  // namespace pptp::log
