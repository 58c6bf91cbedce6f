#ifndef PPTP_LIB_LOG_SENDER_CACHE_H_
#define PPTP_LIB_LOG_SENDER_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/log/message.h"

namespace pptp::log {

// Who speaks in the lines that begin with the same "HOST TAG[PID]: " or "HOST TAG: ".
struct Sender {
  std::optional<Program> program;  // empty when it depends on the message
  std::optional<uint32_t> pid;
  uint8_t host_length = 0;
  uint8_t tag_length = 0;  // behind the host and a blank
  uint8_t name_begin = 0;  // of the bare name (program.h), in the tag
  uint8_t name_length = 0;
  uint8_t header_length = 0;  // with the colon
};

// Remembers the headers that were read in full, so that each line of a sender but the first is
// known by a comparison.
//
// Only headers of a form that reads the same whatever stands behind it are remembered: names of
// letters, digits, '.', '_' and '-', a path in the tag, a blank behind the colon.
class SenderCache {
 public:
  // The sender whose header the text starts with, if that has been remembered. Dies with the next
  // call of Remember().
  const Sender* Find(std::string_view text) const;

  // The header that the text starts with, as far as its form tells; nothing for a form that
  // cannot be remembered. All but the program is set.
  static std::optional<Sender> Split(std::string_view text);

  // REQUIRES: "sender" is what Split(text) says, and what a full reading of the text finds.
  void Remember(std::string_view text, const Sender& sender);

 private:
  static constexpr size_t kEntries = 256;
  static constexpr size_t kLongest = 56;
  static constexpr size_t kShortest = sizeof(uint64_t);

  struct Entry {
    std::array<char, kLongest> header;
    Sender sender;  // unused as long as its header has no length
  };

  static size_t HeaderLength(std::string_view text);
  static size_t Place(std::string_view header);

  std::array<Entry, kEntries> entries_{};  // direct-mapped
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SENDER_CACHE_H_
