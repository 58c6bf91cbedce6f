#include "lib/log/journal_export.h"

#include <algorithm>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

constexpr size_t kLengthBytes = 8;

uint64_t LittleEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = kLengthBytes; i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

}  // namespace

size_t FieldNameLength(std::string_view line) {
  constexpr size_t kLongestName = 64;  // systemd's own limit
  size_t length = 0;
  while (length < line.size() && length < kLongestName &&
         ((line[length] >= 'A' && line[length] <= 'Z') || IsDigit(line[length]) ||
          line[length] == '_')) {
    ++length;
  }
  return length;
}

Verdict ExportReader::Offer(const PhysicalLine& line) {
  switch (state_) {
    case State::kOutside:
      if (!line.text.starts_with("__CURSOR=") && !line.text.starts_with("__REALTIME_TIMESTAMP=")) {
        return Verdict::kForeign;
      }
      state_ = State::kFields;
      return TakeField(line);
    case State::kFields:
      return TakeField(line);
    case State::kBinary:
      return TakeBinary(line);
  }
  return Verdict::kForeign;
}

Verdict ExportReader::TakeField(const PhysicalLine& line) {
  if (line.text.empty() || line.text == "\r") return Verdict::kEntry;
  const size_t length = FieldNameLength(line.text);
  if (length == 0) return Verdict::kEntryBefore;
  const std::string_view name = line.text.substr(0, length);
  std::string_view value = line.text.substr(length);
  if (Consume(&value, "=")) {
    if (value.ends_with('\r')) value.remove_suffix(1);
    SetField(name, value, line);
    return Verdict::kTaken;
  }
  if (!value.empty()) return Verdict::kEntryBefore;
  state_ = State::kBinary;
  binary_name_ = name;
  binary_.clear();
  Swallow(line);
  return Verdict::kTaken;
}

Verdict ExportReader::TakeBinary(const PhysicalLine& line) {
  if (binary_.empty()) binary_start_ = {.text = {}, .size = 0, .number = line.number};
  Swallow(line);
  binary_.append(line.text);
  binary_.push_back('\n');
  if (line.size != line.text.size()) return Verdict::kBroken;  // cut: lengths are lost
  if (binary_.size() < kLengthBytes) return Verdict::kTaken;
  const uint64_t length = LittleEndian(binary_);
  if (length > kMostSwallowed) return Verdict::kBroken;
  const uint64_t needed = kLengthBytes + length + 1;
  if (binary_.size() < needed) return Verdict::kTaken;
  if (binary_.size() > needed) return Verdict::kBroken;

  const std::string_view value = std::string_view(binary_).substr(kLengthBytes, length);
  binary_start_.text = value.substr(0, value.find('\n'));
  SetField(binary_name_, value, binary_start_);
  swallowed_.clear();
  first_swallowed_ = 0;
  state_ = State::kFields;
  return Verdict::kTaken;
}

bool ExportReader::Finish() {
  return state_ != State::kOutside && entry_.has_message();
}

void ExportReader::Reset() {
  EntryReader::Reset();
  state_ = State::kOutside;
  binary_.clear();
}

}  // namespace pptp::log
