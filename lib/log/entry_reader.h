#ifndef PPTP_LIB_LOG_ENTRY_READER_H_
#define PPTP_LIB_LOG_ENTRY_READER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "lib/log/journal_entry.h"

namespace pptp::log {

// A physical line: what is kept of it, without its line end.
struct PhysicalLine {
  std::string_view text;
  uint64_t size = 0;          // how long it really was
  uint64_t number = 0;        // from 1
  std::string_view raw = {};  // with the prefix that all lines have (line_prefix.h)
};

// What became of a line that was offered to an EntryReader.
enum class Verdict : uint8_t {
  kForeign,      // not part of an entry
  kTaken,        // part of an entry that is not complete yet
  kEntry,        // the last line of an entry: see entry()
  kEntryBefore,  // the entry was complete with the line before; this one is foreign
  kBroken,       // what looked like an entry is none: see swallowed()
};

// Reads journal entries that span several lines, in one of journalctl's formats.
class EntryReader {
 public:
  virtual ~EntryReader() = default;

  // Takes the next line. While no entry is open, only a line that starts one is
  // not foreign.
  virtual Verdict Offer(const PhysicalLine& line) = 0;

  // The input is over. True when that completes an entry; if not, swallowed() has
  // the lines that must be read otherwise.
  virtual bool Finish() = 0;

  // Makes ready for the next entry.
  virtual void Reset() {
    entry_.Clear();
    swallowed_.clear();
    first_swallowed_ = 0;
  }

  const JournalEntry& entry() const { return entry_; }

  // Lines taken that turned out not to belong to an entry, joined with LF, and the
  // number of the first.
  const std::string& swallowed() const { return swallowed_; }
  uint64_t first_swallowed() const { return first_swallowed_; }

 protected:
  // More than this is no entry that journalctl wrote.
  static constexpr size_t kMostSwallowed = 1 << 20;

  void Swallow(const PhysicalLine& line) {
    if (swallowed_.empty() && first_swallowed_ == 0) first_swallowed_ = line.number;
    swallowed_.append(line.text);
    swallowed_.push_back('\n');
  }

  // Sets a field and remembers on which line the message is.
  void SetField(std::string_view name, std::string_view value, const PhysicalLine& line) {
    entry_.Set(name, value);
    if (name == "MESSAGE") {
      entry_.message_line = line.number;
      entry_.message_raw = line.text;
    }
  }

  JournalEntry entry_;
  std::string swallowed_;
  uint64_t first_swallowed_ = 0;
};

// The length of a field's name (capitals, digits, underscores) at the front.
size_t FieldNameLength(std::string_view line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_ENTRY_READER_H_
