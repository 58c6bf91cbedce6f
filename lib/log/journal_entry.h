#ifndef PPTP_LIB_LOG_JOURNAL_ENTRY_H_
#define PPTP_LIB_LOG_JOURNAL_ENTRY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/log/envelope.h"

namespace pptp::log {

// The fields of a journal entry that matter here, however they were written down
// (systemd.journal-fields(7)); also what other collectors write as JSON.
class JournalEntry {
 public:
  // Takes a field; unknown ones are ignored.
  void Set(std::string_view name, std::string_view value);
  void Clear() { *this = JournalEntry(); }

  bool has_message() const { return message_.has_value(); }
  const std::string& message() const { return *message_; }
  const std::string& boot_id() const { return boot_id_; }
  const std::string& host() const { return host_; }

  // Time, host, tag and pid; the text is left empty. Views into this entry.
  Envelope MakeEnvelope() const;

  // Where the message starts, when the entry spans lines (kept for the reader).
  uint64_t message_line = 0;
  std::string message_raw;

 private:
  std::optional<std::string> message_;
  std::string identifier_, command_, host_, boot_id_, pid_, syslog_pid_, transport_;
  std::string realtime_, source_realtime_;  // microseconds since 1970
  std::string time_;                        // of other collectors, as a line has it
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_JOURNAL_ENTRY_H_
