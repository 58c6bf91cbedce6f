#ifndef PPTP_LIB_LOG_SPEAKER_CACHE_H_
#define PPTP_LIB_LOG_SPEAKER_CACHE_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "lib/log/byte_block.h"

namespace pptp::log {

// Whose words stand behind a tag, as far as it matters to which of them are waited for.
enum class Speaker : uint8_t {
  kOther,    // another program's, which never matter
  kKernel,   // only the kernel's own
  kHeard,    // those of a program whose every word counts
  kUnclear,  // those of a daemon that hands on others' words, a wrapper, nobody in particular
};

// Tells the speaker of a line by its host and tag. Each pair of these is looked up once, by reading
// a line in full; then it costs a comparison.
//
// What a classifier learns while it reads (program.h) is not known here: the answer holds for one
// that has learned nothing.
class SpeakerCache {
 public:
  // The longest name that is told, "HOST TAG", with what stands behind it.
  static constexpr size_t kLongestName = 48;

  // Of the first line of "log" if it is "HOST TAG[PID]: T" or "HOST TAG: T" behind a stamp of
  // "stamp" bytes. kUnclear for any other, where the name is very long, and close to the end.
  Speaker Tell(std::string_view log, size_t stamp) {
    if (log.size() < stamp + kLongestName + kLongestTagEnd) return Speaker::kUnclear;
    const char* text = log.data() + stamp;
    Blocks name;
    uint64_t stops = 0;
    for (size_t i = 0; i < kBlocks; ++i) {
      name[i] = LoadByteBlock(text + i * kByteBlock);
      stops |= BitsOf(ByteBlock((name[i] == ':') | (name[i] == '['))) << (i * kByteBlock);
    }
    if (stops == 0) return Speaker::kUnclear;
    const auto length = static_cast<size_t>(std::countr_zero(stops));
    if (!StartsTagEnd(text + length)) return Speaker::kUnclear;
    CutOff(length, &name);
    Entry& entry = entries_[IndexOf(name)];
    if (!entry.IsOf(name, length)) Learn(log, stamp, length, &entry);
    return entry.speaker;
  }

 private:
  static constexpr size_t kBlocks = kLongestName / kByteBlock;
  using Blocks = std::array<ByteBlock, kBlocks>;

  struct Entry {
    Blocks name{};  // zeros stand behind it
    size_t length = 0;
    Speaker speaker = Speaker::kUnclear;

    bool IsOf(const Blocks& other, size_t other_length) const {
      ByteBlock differences{};
      for (size_t i = 0; i < kBlocks; ++i) differences |= name[i] ^ other[i];
      const auto [low, high] = WordsOf(differences);
      return (low | high | (length ^ other_length)) == 0;
    }
  };

  static constexpr size_t kMostDigits = 7;      // of a process id: none has more
  static constexpr size_t kLongestTagEnd = 11;  // "[1234567]: "
  static constexpr uint64_t kEachByte = 0x0101010101010101U;
  // As many ones as a name may have bytes, and zeros for what is behind it.
  static constexpr auto kMasks = [] {
    std::array<uint8_t, 2 * kLongestName> masks{};
    for (size_t i = 0; i < kLongestName; ++i) masks[i] = 0xFF;
    return masks;
  }();

  // Makes zeros of what stands behind the name.
  static void CutOff(size_t length, Blocks* name) {
    const uint8_t* mask = kMasks.data() + kLongestName - length;
    for (size_t i = 0; i < kBlocks; ++i) (*name)[i] &= LoadByteBlock(mask + i * kByteBlock);
  }

  // Whether "[PID]: " or ": " stands there.
  // REQUIRES: kLongestTagEnd bytes can be read.
  static bool StartsTagEnd(const char* text) {
    if (*text == '[') {
      const size_t digits = CountDigits(++text);
      if (digits == 0 || digits > kMostDigits || text[digits] != ']') return false;
      text += digits + 1;
    }
    return text[0] == ':' && text[1] == ' ';
  }

  // How many digits stand there, before another byte; 8 where all are digits.
  // REQUIRES: eight bytes can be read.
  static size_t CountDigits(const char* at) {
    static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
    constexpr uint64_t kHighBits = kEachByte * 0x80;
    uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    const uint64_t apart = word ^ (kEachByte * '0');  // 0 to 9 for digits
    const uint64_t others = (apart | ((apart & ~kHighBits) + kEachByte * (0x80 - 10))) & kHighBits;
    return static_cast<size_t>(std::countr_zero(others)) / 8;
  }

  // Equal names have the same index; others seldom do.
  static size_t IndexOf(const Blocks& name) {
    using Words [[gnu::vector_size(kByteBlock)]] = uint64_t;
    // The highest bits of ASCII are not missed.
    const Words sum = Words(name[0]) + (Words(name[1]) << 1) + (Words(name[2]) << 2);
    // Odd, and otherwise arbitrary: the upper bits of the products depend on all bits of the words.
    const uint64_t hash = sum[0] * 0x9e3779b97f4a7c15 + sum[1] * 0xc2b2ae3d27d4eb4f;
    return hash >> (64 - kIndexBits);
  }

  // Whether what stands before the first ':' or '[' is a host and a tag is found out when it comes
  // for the first time.
  static void Learn(std::string_view log, size_t stamp, size_t length, Entry* entry);

  static constexpr int kIndexBits = 10;
  std::array<Entry, size_t{1} << kIndexBits> entries_;  // direct-mapped
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SPEAKER_CACHE_H_
