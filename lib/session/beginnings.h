#ifndef PPTP_LIB_SESSION_BEGINNINGS_H_
#define PPTP_LIB_SESSION_BEGINNINGS_H_

#include <cstdint>
#include <string_view>

#include "lib/log/message.h"
#include "lib/session/open_session.h"
#include "lib/session/words.h"

// Where one session ends and the next begins.
namespace pptp::session {

// The mark that a message makes; 0 when it is no mark of a beginning, as nearly all are not.
uint16_t MarkOfBeginning(Phrase phrase, std::string_view rest);
inline uint16_t MarkOf(const Saying& saying) {
  const bool is_beginning =
      saying.phrase >= Phrase::kCommandLine && saying.phrase <= Phrase::kPptpdClientStarted;
  return is_beginning ? MarkOfBeginning(saying.phrase, saying.rest) : 0;
}

// Whether a message that would go to "open" by its pid or its stream is the first
// of another connection attempt instead.
bool StartsAnew(const OpenSession& open, const log::Message& message, const Saying& saying);

// True for the scripts by which pppd starts pptp; those in /etc/ppp/ are hooks.
bool IsPptpScript(std::string_view script);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_BEGINNINGS_H_
