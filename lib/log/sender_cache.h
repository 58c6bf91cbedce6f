#ifndef PPTP_LIB_LOG_SENDER_CACHE_H_
#define PPTP_LIB_LOG_SENDER_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "lib/log/byte_block.h"
#include "lib/log/message.h"

namespace pptp::log {

// What stands between the stamp of a line and its message: "HOST TAG[PID]: " or "HOST TAG: ".
// Only names of letters, digits, '.', '_' and '-', and a path in the tag: then the header reads the
// same whatever stands behind it.
struct SenderHeader {
  size_t length = 0;          // with the colon; 0 when there is no such header
  size_t speaker_length = 0;  // of "HOST TAG"
  std::optional<uint32_t> pid;
};

// Who speaks in the lines that begin with the same "HOST TAG".
struct Sender {
  std::optional<Program> program;  // empty when it depends on the message
  uint8_t host_length = 0;
  uint8_t tag_length = 0;  // behind the host and a blank
  // Of the bare name (program.h), in the tag.
  uint8_t name_begin = 0;
  uint8_t name_length = 0;
};

// Remembers the headers that were read in full, so that a line is known by a comparison if one of
// its sender was seen before.
class SenderCache {
 public:
  static constexpr size_t kLongestHeader = 60;  // that is looked for

  struct Known {
    SenderHeader header;
    Sender sender;
  };

  // The header that the text starts with and its sender, if that is remembered; else nullptr. Dies
  // with the next call.
  const Known* Find(std::string_view text) {
    Hint& hint = HintFor(text);
    return hint.IsAtFrontOf(text) ? &hint.known : FindOther(text, &hint);
  }

  // The header that the text starts with, as far as its form tells, and its names.
  static std::optional<Sender> Split(std::string_view text, SenderHeader* header);

  // REQUIRES: "sender" and "header" are what Split(text) says, and what a full reading finds.
  void Remember(std::string_view text, const SenderHeader& header, const Sender& sender);

 private:
  static constexpr size_t kSets = 64;
  static constexpr uint64_t kFactor = 0x9e3779b97f4a7c15U;  // spreads bits upwards
  static constexpr size_t kLongestSpeaker = 48;

  struct Entry {
    std::array<char, kLongestSpeaker> speaker;
    uint8_t length = 0;
    bool has_pid = false;  // with and without one, headers are read differently
    Sender sender;
  };

  // A header that was found, byte by byte: mostly the next text with the same first letters starts
  // with it, too, or only with another process id.
  struct Hint {
    std::array<char, kLongestHeader> bytes;
    Known known;  // its header has no length while there is none

    bool IsAtFrontOf(std::string_view text) const {
      // A colon is a header's end only before a blank.
      const size_t length = known.header.length;
      return length != 0 && text.size() > length && text[length] == ' ' &&
             AreSame(text.data(), bytes.data(), length);
    }
    SenderHeader WithOtherPid(std::string_view text) const;
  };

  static size_t Place(std::string_view speaker);
  Hint& HintFor(std::string_view text) {
    uint64_t front = 0;
    if (text.size() >= sizeof front) std::memcpy(&front, text.data(), sizeof front);
    return hints_[front * kFactor >> (64 - kHintBits)];
  }
  const Known* FindOther(std::string_view text, Hint* hint);
  const Sender* Search(std::string_view text, const SenderHeader& header) const;

  std::array<std::array<Entry, 2>, kSets> sets_{};  // the newer one first
  static constexpr int kHintBits = 5;
  std::array<Hint, size_t{1} << kHintBits> hints_{};  // by the first letters
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SENDER_CACHE_H_
