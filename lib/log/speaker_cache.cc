#include "lib/log/speaker_cache.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "lib/base/text.h"
#include "lib/log/byte_scan.h"
#include "lib/log/envelope.h"
#include "lib/log/program.h"
#include "lib/log/repeats.h"

namespace pptp::log {
namespace {

// Odd, and otherwise arbitrary: the upper bits of the products depend on all bits of the words.
constexpr uint64_t kFactors[] = {0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f, 0x165667b19e3779f9,
                                 0xd6e8feb86659fd93, 0xa0761d6478bd642f, 0xe7037ed1a0b428db};
constexpr uint64_t kEachByte = 0x0101010101010101U;
constexpr uint64_t kEachHighBit = kEachByte << 7;
constexpr size_t kLongestTagEnd = 11;  // "[1234567]: "

uint64_t LoadWord(const char* at) {
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// The high bits of the bytes that are equal to "byte"; behind the first of them, others may be
// set, too.
uint64_t BytesEqual(uint64_t word, char byte) {
  const uint64_t zero_where_equal = word ^ (kEachByte * static_cast<uint8_t>(byte));
  return (zero_where_equal - kEachByte) & ~zero_where_equal & kEachHighBit;
}

// Whether "[PID]: " or ": " stands there. Not more than seven digits: no process has more.
// REQUIRES: kLongestTagEnd bytes can be read.
bool StartsTagEnd(const char* text) {
  if (*text == '[') {
    const uint64_t word = LoadWord(++text);
    const int bits = std::countr_zero(BytesEqual(word, ']')) & ~7;
    if (bits == 0 || bits == 64) return false;
    const uint64_t before = (uint64_t{1} << bits) - 1;
    const uint64_t apart = word ^ (kEachByte * '0');  // 0 to 9 for digits
    if (((apart | ((apart & ~kEachHighBit) + kEachByte * (0x80 - 10))) & kEachHighBit & before) !=
        0) {
      return false;
    }
    text += bits / 8 + 1;
  }
  return text[0] == ':' && text[1] == ' ';
}

Speaker ReadSpeaker(std::string_view line, std::string_view name) {
  ProgramClassifier programs;
  const Envelope envelope = ReadEnvelope(line, &programs);
  const size_t blank = name.find(' ');
  if (blank == std::string_view::npos) return Speaker::kUnclear;
  const bool reads_so = envelope.host == name.substr(0, blank) &&
                        envelope.tag == name.substr(blank + 1) && !IsSyslogDaemon(envelope.tag);
  if (!reads_so) return Speaker::kUnclear;
  switch (envelope.program) {
    case Program::kOther:
      return Speaker::kOther;
    case Program::kKernel:
      return Speaker::kKernel;
    case Program::kUnknown:
    case Program::kWrapper:
    case Program::kNetworkManager:
      return Speaker::kUnclear;
    default:
      return Speaker::kHeard;
  }
}

}  // namespace

SpeakerCache::Name::Name(const char* text, size_t size) : length(size) {
  // As many ones as there are bytes in the name, and zeros for the rest of the words.
  static constexpr auto kMasks = [] {
    std::array<uint8_t, 2 * kLongestName> masks{};
    for (size_t i = 0; i < kLongestName; ++i) masks[i] = 0xFF;
    return masks;
  }();
  const uint8_t* mask = kMasks.data() + kLongestName - size;
  std::memcpy(words.data(), mask, kLongestName);
  for (size_t i = 0; i < kWords; ++i) words[i] &= LoadWord(text + i * sizeof(uint64_t));
}

uint64_t SpeakerCache::Name::Hash() const {
  uint64_t hash = 0;
  for (size_t i = 0; i < kWords; ++i) hash += words[i] * kFactors[i];
  return hash;
}

Speaker SpeakerCache::Tell(std::string_view log, size_t stamp) {
  const std::string_view text = log.substr(stamp, kLongestName);
  const auto stop = std::find_if(text.begin(), text.end(), IsStop);
  return Tell(log, stamp, static_cast<size_t>(stop - text.begin()));
}

// Whether what stands before the stop is a host and a tag is found out when it comes for the first
// time.
Speaker SpeakerCache::Tell(std::string_view log, size_t stamp, size_t length) {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  if (length >= kLongestName || log.size() < stamp + kLongestName + kLongestTagEnd ||
      !StartsTagEnd(log.data() + stamp + length)) {
    return Speaker::kUnclear;
  }
  const Name name(log.data() + stamp, length);
  Entry& entry = entries_[name.Hash() >> (64 - kIndexBits)];
  if (entry.name != name) {
    entry.speaker = ReadSpeaker(log.substr(0, log.find('\n')), log.substr(stamp, length));
    entry.name = name;
  }
  return entry.speaker;
}

}  // namespace pptp::log
