#include "lib/log/journal_verbose.h"

#include "lib/base/text.h"
#include "lib/log/journal_json.h"
#include "lib/log/stamp.h"

namespace pptp::log {
namespace {

constexpr std::string_view kIndentation = "    ";

// "Sun 2026-11-22 05:19:05.123456 UTC [s=...;i=...]": the time, if it is this line.
std::optional<Stamp> ReadVerboseHeader(std::string_view line) {
  // What is rare is looked for first: every packet line ends with a bracket.
  if (!line.ends_with(']') || line.find(";i=") == std::string_view::npos) return std::nullopt;
  const auto stamp = ConsumeStamp(&line);
  if (!stamp || stamp->shape != Stamp::Shape::kIso) return std::nullopt;
  if (!line.starts_with("[s=") || line.find(";i=") == std::string_view::npos) return std::nullopt;
  return stamp;
}

}  // namespace

Verdict VerboseReader::Offer(const PhysicalLine& line) {
  const std::string_view text = TrimRight(line.text);
  if (!text.starts_with(kIndentation)) {
    const auto stamp = ReadVerboseHeader(text);
    if (open_) return Verdict::kEntryBefore;
    if (!stamp) return Verdict::kForeign;
    open_ = true;
    entry_.Set("_SOURCE_REALTIME_TIMESTAMP", std::to_string(stamp->time.micros));
    return Verdict::kTaken;
  }
  if (!open_) return Verdict::kForeign;
  const std::string_view field = text.substr(kIndentation.size());
  const size_t length = FieldNameLength(field);
  if (length > 0 && field.substr(length).starts_with('=')) {
    field_ = field.substr(0, length);
    value_ = field.substr(length + 1);
    start_ = line;
    // The line's head is the better time: what journalctl printed.
    if (field_ != "_SOURCE_REALTIME_TIMESTAMP") SetField(field_, value_, line);
    return Verdict::kTaken;
  }
  if (value_.size() < kMostSwallowed && field_ == "MESSAGE") {
    value_.push_back('\n');
    value_.append(TrimLeft(field));
    entry_.Set(field_, value_);
  }
  return Verdict::kTaken;
}

void VerboseReader::Reset() {
  EntryReader::Reset();
  open_ = false;
  field_.clear();
  value_.clear();
}

Verdict PrettyJsonReader::Offer(const PhysicalLine& line) {
  const std::string_view text = TrimRight(line.text);
  if (!open_) {
    if (text != "{") return Verdict::kForeign;
    open_ = true;
    Swallow(line);
    return Verdict::kTaken;
  }
  Swallow(line);
  if (text.find("\"MESSAGE\"") != std::string_view::npos) {
    message_.number = line.number;
    message_raw_ = line.text;
  }
  if (swallowed_.size() > kMostSwallowed) return Verdict::kBroken;
  if (text != "}") return Verdict::kTaken;
  if (!ReadJournalJson(swallowed_, &entry_)) {
    entry_.Clear();
    return Verdict::kBroken;
  }
  swallowed_.clear();
  entry_.message_line = message_.number;
  entry_.message_raw = message_raw_;
  return Verdict::kEntry;
}

void PrettyJsonReader::Reset() {
  EntryReader::Reset();
  open_ = false;
  message_ = {};
  message_raw_.clear();
}

}  // namespace pptp::log
