#ifndef PPTP_LIB_LOG_BYTE_SCAN_H_
#define PPTP_LIB_LOG_BYTE_SCAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/log/byte_places.h"

namespace pptp::log {

// What a few bytes in a row look like, half a byte at a time. They may be a window of bucket b
// when bit b is set in all entries that their halves select.
//
// REQUIRES: the first byte is ASCII: high[0] has zeros from 8 on.
struct WindowTables {
  static constexpr size_t kMostBytes = 4;
  using Table = std::array<uint8_t, 16>;

  size_t bytes = kMostBytes;             // that are looked at, 3 or 4
  std::array<Table, kMostBytes> low{};   // by the lower half of the first to the last byte
  std::array<Table, kMostBytes> high{};  // by the upper half

  // The buckets of which the bytes at text[at] may be a window; behind the end zeros stand.
  uint8_t BucketsAt(std::string_view text, size_t at) const;
};

// Whether the byte is a control character other than a line end, or not ASCII.
inline bool IsUnusual(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n') || byte >= 0x80;
}

// Whether the byte is one of these, DEL, or one that markup or an entity of a web page begins with.
inline bool IsOddOrMarkup(char c) {
  return IsUnusual(c) || c == 0x7f || c == '<' || c == '&';
}

// What is found in a piece of text, as places from its beginning.
struct FoundBytes {
  static constexpr size_t kMostBytes = BytePlaces::kMostBytes;
  BytePlaces line_ends;
  BytePlaces hits;  // the bytes that were looked for, and starts of possible windows
};

// How many kinds of vectors the processor has, none at all being one.
size_t KindsOfVectors();

// Looks through text[from, from + count) for unusual bytes and windows. Uses the widest vectors
// that the processor has, or those of another kind.
//
// REQUIRES: count <= kMostBytes, from + count <= text.size(), vectors < KindsOfVectors().
void ScanBytes(std::string_view text, size_t from, size_t count, const WindowTables& tables,
               FoundBytes* found, size_t vectors = 0);

// The same, byte by byte: what ScanBytes is tested against.
void ScanBytesSlowly(std::string_view text, size_t from, size_t count, const WindowTables& tables,
                     FoundBytes* found);

// Looks through it in the same way for bytes of which IsOddOrMarkup is true.
void ScanMarkup(std::string_view text, size_t from, size_t count, FoundBytes* found,
                size_t vectors = 0);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_BYTE_SCAN_H_
