#ifndef PPTP_LIB_LOG_BYTE_BLOCK_H_
#define PPTP_LIB_LOG_BYTE_BLOCK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pptp::log {

// Sixteen bytes that are looked at together. These are the compiler's own vectors: where few bytes
// are looked at, Highway would not be worth the choice of a processor, and every processor has
// vectors of this size.
inline constexpr size_t kByteBlock = 16;
using ByteBlock [[gnu::vector_size(kByteBlock)]] = uint8_t;

// REQUIRES: kByteBlock bytes can be read.
inline ByteBlock LoadByteBlock(const void* at) {
  ByteBlock block;
  std::memcpy(&block, at, kByteBlock);
  return block;
}

// Whether so many bytes are the same. Unlike memcmp(), it is not called: for the few bytes of a
// name or a header that would take longer than to compare them.
inline bool AreSame(const char* a, const char* b, size_t count) {
  const auto differ = [a, b](auto word, size_t at) {
    decltype(word) of_a, of_b;
    std::memcpy(&of_a, a + at, sizeof word);
    std::memcpy(&of_b, b + at, sizeof word);
    return of_a ^ of_b;
  };
  if (count > 4 * sizeof(uint64_t)) return std::memcmp(a, b, count) == 0;
  // Words that may overlap.
  if (constexpr size_t kTwo = 2 * sizeof(uint64_t); count > kTwo) {
    return (differ(uint64_t{}, 0) | differ(uint64_t{}, kTwo / 2) |
            differ(uint64_t{}, count - kTwo) | differ(uint64_t{}, count - kTwo / 2)) == 0;
  }
  if (constexpr size_t kWord = sizeof(uint64_t); count >= kWord) {
    return (differ(uint64_t{}, 0) | differ(uint64_t{}, count - kWord)) == 0;
  }
  if (constexpr size_t kWord = sizeof(uint32_t); count >= kWord) {
    return (differ(uint32_t{}, 0) | differ(uint32_t{}, count - kWord)) == 0;
  }
  for (size_t at = 0; at < count; ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

inline std::array<uint64_t, 2> WordsOf(ByteBlock block) {
  std::array<uint64_t, 2> words;
  std::memcpy(words.data(), &block, kByteBlock);
  return words;
}

// A bit for each byte, the first the lowest.
// REQUIRES: all bytes are 0 or 0xFF, as a comparison leaves them.
inline uint64_t BitsOf(ByteBlock block) {
#if defined(__SSE2__)
  __m128i bytes;
  std::memcpy(&bytes, &block, kByteBlock);
  return static_cast<uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
#else
  // Of each byte its own bit is kept; the product has all eight of them in its highest byte.
  const auto bits_of = [](uint64_t word) {
    return (word & 0x8040201008040201U) * 0x0101010101010101U >> 56;
  };
  const auto [low, high] = WordsOf(block);
  return bits_of(low) | bits_of(high) << 8;
#endif
}

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_BYTE_BLOCK_H_
