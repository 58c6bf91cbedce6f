#ifndef PPTP_LIB_LOG_JOURNAL_EXPORT_H_
#define PPTP_LIB_LOG_JOURNAL_EXPORT_H_

#include <string>

#include "lib/log/entry_reader.h"

namespace pptp::log {

// "journalctl -o export": FIELD=value lines up to an empty one; a value with line
// ends or unprintable bytes is written as FIELD, LF, its length as a 64-bit
// little-endian number, the bytes, LF (systemd's "Journal Export Format").
class ExportReader : public EntryReader {
 public:
  Verdict Offer(const PhysicalLine& line) override;
  bool Finish() override;
  void Reset() override;

 private:
  enum class State : uint8_t { kOutside, kFields, kBinary };

  Verdict TakeField(const PhysicalLine& line);
  Verdict TakeBinary(const PhysicalLine& line);

  State state_ = State::kOutside;
  std::string binary_name_;
  PhysicalLine binary_start_;
  std::string binary_;  // length, value and the LF behind it, as far as they have come
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_JOURNAL_EXPORT_H_
