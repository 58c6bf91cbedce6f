#ifndef PPTP_LIB_LOG_BYTE_SCAN_H_
#define PPTP_LIB_LOG_BYTE_SCAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pptp::log {

// What four bytes in a row look like, half a byte at a time. They may be a window of bucket b when
// bit b is set in all eight entries that their halves select.
struct WindowTables {
  using Table = std::array<uint8_t, 16>;
  std::array<Table, 4> low{};   // by the lower half of the first to the fourth byte
  std::array<Table, 4> high{};  // by the upper half

  // The buckets of which the bytes at text[at] may be a window; behind the end zeros stand.
  uint8_t BucketsAt(std::string_view text, size_t at) const;
};

// Whether the byte needs a look wherever it stands: a control character other than tab and line
// end, what is not ASCII, and the first of a tag or an entity.
inline bool IsNotable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte >= 0x80 || c == '<' || c == '&';
}

// Whether the byte stands behind the name of who wrote a line, in most logs.
inline bool IsStop(char c) {
  return c == ':' || c == '[';
}

// One bit for each byte of a piece of text, 64 to a word, the first the lowest.
struct ByteMaps {
  static constexpr size_t kMostBytes = 8192;
  using Map = std::array<uint64_t, kMostBytes / 64>;
  Map line_ends;
  Map hits;  // notable bytes, and starts of possible windows
  Map stops;
};

// How many kinds of vectors the processor has, none at all being one.
size_t KindsOfVectors();

// Maps text[from, from + count); bits behind that are 0. Uses the widest vectors that the
// processor has, or those of another kind.
//
// REQUIRES: count <= kMostBytes, from + count <= text.size(), vectors < KindsOfVectors().
void ScanBytes(std::string_view text, size_t from, size_t count, const WindowTables& tables,
               ByteMaps* maps, size_t vectors = 0);

// The same, byte by byte: what ScanBytes is tested against.
void ScanBytesSlowly(std::string_view text, size_t from, size_t count, const WindowTables& tables,
                     ByteMaps* maps);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_BYTE_SCAN_H_
