#ifndef PPTP_LIB_LOG_SPEAKER_CACHE_H_
#define PPTP_LIB_LOG_SPEAKER_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

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
  // The longest name that is told, "HOST TAG".
  static constexpr size_t kLongestName = 48;

  // Of the first line of "log" if it is "HOST TAG[PID]: T" or "HOST TAG: T" behind a stamp of
  // "stamp" bytes. kUnclear for any other, where the name is very long, and close to the end.
  Speaker Tell(std::string_view log, size_t stamp);

  // The same for who knows that the first ':' or '[' stands "length" bytes behind the stamp.
  Speaker Tell(std::string_view log, size_t stamp, size_t length);

 private:
  static constexpr size_t kWords = kLongestName / sizeof(uint64_t);

  // "HOST TAG", with zeros behind it.
  struct Name {
    std::array<uint64_t, kWords> words{};
    size_t length = 0;

    Name() = default;
    // REQUIRES: size <= kLongestName, and kLongestName bytes can be read.
    Name(const char* text, size_t size);
    uint64_t Hash() const;
    bool operator==(const Name& other) const {
      uint64_t differences = length ^ other.length;
      for (size_t i = 0; i < kWords; ++i) differences |= words[i] ^ other.words[i];
      return differences == 0;
    }
  };
  struct Entry {
    Name name;
    Speaker speaker = Speaker::kUnclear;
  };

  static constexpr int kIndexBits = 10;
  std::array<Entry, size_t{1} << kIndexBits> entries_;  // direct-mapped
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SPEAKER_CACHE_H_
