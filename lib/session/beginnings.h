#ifndef PPTP_LIB_SESSION_BEGINNINGS_H_
#define PPTP_LIB_SESSION_BEGINNINGS_H_

#include <cstdint>

#include "lib/log/message.h"
#include "lib/session/open_session.h"
#include "lib/session/words.h"

// Where one session ends and the next begins.
namespace pptp::session {

// The mark that a message makes; 0 when it is no mark of a beginning.
uint16_t MarkOf(const Saying& saying);

// Whether a message that would go to "open" by its pid or its stream is the first
// of another connection attempt instead.
bool StartsAnew(const OpenSession& open, const log::Message& message, const Saying& saying);

// True for the scripts by which pppd starts pptp; those in /etc/ppp/ are hooks.
bool IsPptpScript(std::string_view script);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_BEGINNINGS_H_
