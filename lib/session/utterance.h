#ifndef PPTP_LIB_SESSION_UTTERANCE_H_
#define PPTP_LIB_SESSION_UTTERANCE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lib/ppp/notation.h"

namespace pptp::session {

// Longest text of a message that is kept; pppd itself stops at 1023 bytes.
inline constexpr size_t kLongestExchangeText = 2048;

// What was said, apart from when and in which session. The programs say the same again and
// again, so all messages with the same words share one; it never changes.
struct Utterance {
  // "packet_words" are those of the text's packet line, empty when it is none.
  explicit Utterance(std::string_view said, std::string_view packet_words = {})
      : text(said.substr(0, kLongestExchangeText)),
        packet(packet_words.empty() ? std::nullopt : ppp::ParsePacketLine(packet_words)) {}

  std::string text;                         // as it stood, cut at kLongestExchangeText
  std::optional<ppp::LoggedPacket> packet;  // set when the message is a packet line
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_UTTERANCE_H_
