#include "lib/log/journal_entry.h"

#include "lib/base/text.h"

namespace pptp::log {
namespace {

std::optional<uint32_t> ParsePid(std::string_view text) {
  const auto pid = ConsumeDecimal(&text);
  if (!pid || !text.empty() || *pid > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(*pid);
}

std::optional<Stamp> ParseMicros(std::string_view text) {
  const auto micros = ConsumeDecimal(&text);
  constexpr uint64_t kYear2200 = 7'258'118'400'000'000;
  if (!micros || !text.empty() || *micros > kYear2200) return std::nullopt;
  Stamp stamp;
  stamp.shape = Stamp::Shape::kEpoch;
  stamp.time.micros = static_cast<int64_t>(*micros);
  return stamp;
}

}  // namespace

void JournalEntry::Set(std::string_view name, std::string_view value) {
  if (name == "MESSAGE") {
    message_ = value;
  } else if (name == "SYSLOG_IDENTIFIER") {
    identifier_ = value;
  } else if (name == "_COMM") {
    command_ = value;
  } else if (name == "_PID") {
    pid_ = value;
  } else if (name == "SYSLOG_PID") {
    syslog_pid_ = value;
  } else if (name == "_HOSTNAME") {
    host_ = value;
  } else if (name == "_BOOT_ID") {
    boot_id_ = value;
  } else if (name == "_TRANSPORT") {
    transport_ = value;
  } else if (name == "__REALTIME_TIMESTAMP") {
    realtime_ = value;
  } else if (name == "_SOURCE_REALTIME_TIMESTAMP") {
    source_realtime_ = value;
  } else if (name == "time") {
    time_ = value;
  }
}

Envelope JournalEntry::MakeEnvelope() const {
  Envelope envelope;
  envelope.host = host_;
  envelope.stamp = ParseMicros(source_realtime_);
  if (!envelope.stamp) envelope.stamp = ParseMicros(realtime_);
  if (std::string_view time = time_; !envelope.stamp) envelope.stamp = ConsumeStamp(&time);
  if (!identifier_.empty()) {
    envelope.tag = identifier_;
  } else if (transport_ == "kernel") {
    envelope.tag = "kernel";
  } else {
    envelope.tag = command_;
  }
  envelope.pid = ParsePid(pid_);
  if (!envelope.pid) envelope.pid = ParsePid(syslog_pid_);
  return envelope;
}

}  // namespace pptp::log
