#ifndef PPTP_LIB_LOG_MESSAGE_SPLITTER_H_
#define PPTP_LIB_LOG_MESSAGE_SPLITTER_H_

#include <cstddef>
#include <string_view>

#include "lib/log/program.h"

namespace pptp::log {

// Where in the text of a message a second message starts, because two writers
// shared a terminal or a line end got lost; npos when the text is one message.
//
// Looks only behind a packet whose bracket is closed outside quotes, behind a
// sentence that has no arguments, or, between a packet's options, for the start of
// another packet line: places that no peer's words can reach.
size_t FindSecondMessage(std::string_view text, ProgramClassifier* programs);

// Whether one may start there at all; a cheaper test, and most messages do not pass it.
bool MayHoldSecondMessage(std::string_view text);

// Whether the text is a packet of which the only brackets are the one that opens it, at
// kPacketBracket, and the one that closes it and ends the text: then there is no room for another
// message, whatever is quoted.
inline constexpr size_t kPacketBracket = 5;  // in "sent [" and "rcvd ["
bool IsPlainPacket(std::string_view text);

// Whether a complete envelope of one of our programs starts here: stamp and tag.
bool StartsFullEnvelope(std::string_view text, ProgramClassifier* programs);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_MESSAGE_SPLITTER_H_
