#ifndef PPTP_LIB_SESSION_UTTERANCE_H_
#define PPTP_LIB_SESSION_UTTERANCE_H_

#include <cstddef>
#include <optional>
#include <string>

#include "lib/ppp/notation.h"

namespace pptp::session {

// Longest text of a message that is kept; pppd itself stops at 1023 bytes.
inline constexpr size_t kLongestExchangeText = 2048;

// What was said, apart from when and in which session. The programs say the same again and
// again, so all messages with the same words share one; it never changes.
struct Utterance {
  std::string text;                         // as it stood, cut at kLongestExchangeText
  std::optional<ppp::LoggedPacket> packet;  // set when the message is a packet line
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_UTTERANCE_H_
