#include "lib/log/speaker_cache.h"

#include <bit>
#include <cstring>

#include "lib/base/text.h"
#include "lib/log/envelope.h"
#include "lib/log/program.h"
#include "lib/log/repeats.h"

namespace pptp::log {
namespace {

constexpr size_t kMostDigits = 9;
// Odd, and otherwise arbitrary: the upper bits of the products depend on all bits of the words.
constexpr uint64_t kFactors[] = {0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f, 0x165667b19e3779f9,
                                 0xd6e8feb86659fd93, 0xa0761d6478bd642f, 0xe7037ed1a0b428db};
constexpr uint64_t kEachByte = 0x0101010101010101U;

// The high bits of the bytes of "word" that are equal to "byte"; behind the first of them, others
// may be set, too.
uint64_t BytesEqual(uint64_t word, char byte) {
  const uint64_t zero_where_equal = word ^ (kEachByte * static_cast<uint8_t>(byte));
  return (zero_where_equal - kEachByte) & ~zero_where_equal & (kEachByte << 7);
}

// Whether "[PID]: " or ": " stands at the front.
bool StartsTagEnd(std::string_view text) {
  size_t at = 0;
  if (text.starts_with('[')) {
    const size_t first = ++at;
    while (at < text.size() && at < first + kMostDigits && IsDigit(text[at])) ++at;
    if (at == first || at >= text.size() || text[at] != ']') return false;
    ++at;
  }
  return at + 1 < text.size() && text[at] == ':' && text[at + 1] == ' ';
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

// Takes what stands before the first colon or bracket. Whether that is a host and a tag is found
// out when it comes for the first time.
bool SpeakerCache::ReadName(std::string_view text, Name* name) {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  if (text.size() < kLongestName) return false;
  for (size_t i = 0; i < kWords; ++i) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + i * sizeof word, sizeof word);
    const uint64_t stops = BytesEqual(word, ':') | BytesEqual(word, '[');
    if (stops != 0) {
      const int bits = std::countr_zero(stops) & ~7;
      word &= (uint64_t{1} << bits) - 1;
      name->length = i * sizeof word + static_cast<size_t>(bits) / 8;
    }
    name->words[i] = word;
    name->hash += word * kFactors[i];
    if (stops != 0) return StartsTagEnd(text.substr(name->length));
  }
  return false;
}

Speaker SpeakerCache::Tell(std::string_view log, size_t stamp) {
  const std::string_view text = log.substr(stamp);
  Name name;
  if (!ReadName(text, &name)) return Speaker::kUnclear;
  Entry& entry = entries_[name.hash >> (64 - kIndexBits)];
  if (entry.name != name) {
    entry.speaker = ReadSpeaker(log.substr(0, log.find('\n')), text.substr(0, name.length));
    entry.name = name;
  }
  return entry.speaker;
}

}  // namespace pptp::log
