#ifndef PPTP_LIB_LOG_LITERAL_SET_H_
#define PPTP_LIB_LOG_LITERAL_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "lib/log/byte_scan.h"

namespace pptp::log {

// A text to look for.
struct Literal {
  std::string text;
  bool any_case = false;  // ASCII letters count as equal in both cases
};

// The text that comes least often in logs, as far as its bytes tell.
// REQUIRES: there is one, and none is empty.
std::string_view RarestOf(const std::vector<std::string_view>& texts);

// Those of the literals without which no text holds any of them: one that holds another is not
// needed to tell whether there is one at all.
std::vector<Literal> WithoutCovered(std::vector<Literal> literals);

inline constexpr size_t kWindow = WindowTables::kMostBytes;

// Finds out whether one of many texts stands at a place, and where it is worth to ask.
//
// Of each literal the four bytes that are rarest in logs are its window, or three of them where
// there are few literals: that is cheaper to look for. The windows are put into eight buckets so
// that few places of ordinary text look like one, byte by byte and half by half (tables(), for
// ScanBytes); such a place is then compared with the literals of its window. The idea is that of
// Hyperscan's Teddy.
//
// Immutable, so any number of threads may use it.
class LiteralSet {
 public:
  // Hits of the tables are also all bytes of "marks", each of which takes a bucket.
  // REQUIRES: none is empty. Those of less than four bytes cost more. Marks are ASCII.
  explicit LiteralSet(std::vector<Literal> literals, std::string_view marks = {});

  // With them ScanBytes hits every place that FindAt() has to be asked for.
  const WindowTables& tables() const { return tables_; }

  // The first of the literals whose windows start at text[at], as its index; kNone when there is
  // none.
  static constexpr size_t kNone = static_cast<size_t>(-1);
  size_t FindAt(std::string_view text, size_t at) const {
    const uint32_t window = LoadWindow(text, at);
    const size_t digest = DigestOf(window, kDigestBits);
    return (digests_[digest / 64] >> (digest % 64) & 1) == 0 ? kNone : Find(window, text, at);
  }

  const std::vector<Literal>& literals() const { return literals_; }

 private:
  struct Entry {
    uint32_t window = 0;  // its bytes as they lie in memory, letters in lower case
    uint32_t folds = 0;   // 0x20 where case does not matter
    uint32_t mask = 0;    // 0 for bytes that a short literal has not
    uint32_t offset = 0;  // of the window in the literal
    size_t literal = 0;
  };
  using Same = std::vector<Entry>;  // of the same window
  static constexpr size_t kBuckets = 8;
  static constexpr unsigned kSlotBits = 10;
  static constexpr unsigned kDigestBits = 15;

  // The upper "bits" of a hash. Letters of both cases have the same, and so have some other bytes.
  static size_t DigestOf(uint32_t window, unsigned bits) {
    return ((window | 0x20202020U) * 0x9e3779b1U) >> (32 - bits);
  }
  static uint32_t LoadWindow(std::string_view text, size_t at) {
    uint32_t window = 0;
    if (text.size() - at >= kWindow) {
      std::memcpy(&window, text.data() + at, kWindow);  // of a constant size: one instruction
    } else {
      std::memcpy(&window, text.data() + at, text.size() - at);
    }
    return window;
  }

  Entry ChooseWindow(size_t literal) const;
  void PutIntoBuckets(const std::vector<Entry>& entries, size_t first_bucket);
  static double ShareWith(const Entry& entry, size_t bucket, WindowTables* tables);
  void IndexWindows();
  void NoteDigests(const Entry& entry);
  size_t Find(uint32_t window, std::string_view text, size_t at) const;
  bool StandsAt(const Entry& entry, std::string_view text, size_t at) const;

  std::vector<Literal> literals_;
  std::vector<Entry> entries_;  // those of short windows first
  size_t short_ones_ = 0;
  std::array<std::vector<uint32_t>, size_t{1} << kSlotBits>
      slots_;  // entries by their windows without case
  // A bit for each digest that a window may have: most places that only look like a window are
  // told by this.
  std::array<uint64_t, (size_t{1} << kDigestBits) / 64> digests_{};
  WindowTables tables_{};
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LITERAL_SET_H_
