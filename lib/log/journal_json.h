#ifndef PPTP_LIB_LOG_JOURNAL_JSON_H_
#define PPTP_LIB_LOG_JOURNAL_JSON_H_

#include <string_view>

#include "lib/log/journal_entry.h"

namespace pptp::log {

// Reads one JSON object as "journalctl -o json" and other collectors of logs write
// it: values are strings, null, arrays of byte values, or arrays of these where a
// field repeats (the first is kept). Anything nested deeper is skipped. False when
// the text is not such an object or holds nothing that looks like a message; then
// the entry is not to be used.
bool ReadJournalJson(std::string_view text, JournalEntry* entry);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_JOURNAL_JSON_H_
