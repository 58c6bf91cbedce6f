#ifndef PPTP_LIB_LOG_JOURNAL_VERBOSE_H_
#define PPTP_LIB_LOG_JOURNAL_VERBOSE_H_

#include <string>

#include "lib/log/entry_reader.h"

namespace pptp::log {

// "journalctl -o verbose": a line with the time and the cursor in brackets, then
// indented FIELD=value lines; a value with line ends goes on with lines that are
// indented further.
class VerboseReader : public EntryReader {
 public:
  Verdict Offer(const PhysicalLine& line) override;
  bool Finish() override { return open_; }
  void Reset() override;

 private:
  bool open_ = false;
  std::string field_;  // the field that a continuation line continues
  std::string value_;
  PhysicalLine start_;
};

// "journalctl -o json-pretty": the object of "-o json" spread over lines.
class PrettyJsonReader : public EntryReader {
 public:
  Verdict Offer(const PhysicalLine& line) override;
  bool Finish() override { return false; }
  void Reset() override;

 private:
  bool open_ = false;
  PhysicalLine message_;
  std::string message_raw_;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_JOURNAL_VERBOSE_H_
