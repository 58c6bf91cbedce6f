#ifndef PPTP_LIB_LOG_KNOWN_MESSAGE_H_
#define PPTP_LIB_LOG_KNOWN_MESSAGE_H_

#include <cstddef>
#include <string_view>

// What the reader has to know of the messages themselves: how they start, which
// of them are complete sentences, and which carry text that the peer chose. It is
// needed only where the envelope does not tell where a message starts or ends.
namespace pptp::log {

// Whether the text starts as a packet line does: "sent [LCP", "rcvd [", "recv [".
bool StartsPacketLine(std::string_view text);
// Whether it may begin with the character.
inline bool MayStartPacketLine(char c) {
  return c == 's' || c == 'r' || c == 'f';
}

// Whether the text starts with pptp's prefix: "anon warn[func:file.c:123]: ".
bool HasPptpPrefix(std::string_view text);

// Whether a message of pppd, pptp, pptpd, modprobe or the PPP drivers starts
// here. Messages that nobody listed are not recognized.
bool StartsKnownMessage(std::string_view text);

// The length of the message without arguments that stands at the front, such as
// "Modem hangup"; 0 when none does.
size_t FixedMessageLength(std::string_view text);

// Whether "text" ends in the middle of a known sentence that "next" goes on with:
// "The remote system is required to authenticate" and "itself".
bool ContinuesSentence(std::string_view text, std::string_view next);
// Whether "text" ends in the middle of a known sentence at all.
bool EndsInsideSentence(std::string_view text);

// Whether the message shows text of the peer's choice outside quotes, from its
// start to its end: "Remote message: ...".
bool CarriesPeerText(std::string_view text);

// A packet in brackets as far as it can be told without reading its words.
struct PacketExtent {
  static constexpr size_t kNone = static_cast<size_t>(-1);
  size_t end = kNone;      // behind the closing bracket; kNone when it is missing
  size_t restart = kNone;  // where another packet line starts before the bracket is closed
  bool in_quotes = false;  // missing, and the text ends inside a quoted string
  bool in_option = false;  // missing, and the text ends inside <...>
};
// REQUIRES: StartsPacketLine(text).
PacketExtent MeasurePacket(std::string_view text);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_KNOWN_MESSAGE_H_
