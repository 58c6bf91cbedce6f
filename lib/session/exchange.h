#ifndef PPTP_LIB_SESSION_EXCHANGE_H_
#define PPTP_LIB_SESSION_EXCHANGE_H_

#include <cstddef>
#include <memory>

#include "lib/session/open_session.h"

// The exchange of a session, kept within a limit: of a longer one the first half
// and the last half stay, and what was between them is counted.
namespace pptp::session {

// Adds an entry of the session's present phase and counts its bytes to those of the session.
// "shared": others have the utterance, too.
void AddToExchange(const Event& event, const std::shared_ptr<const Utterance>& utterance,
                   bool shared, size_t limit, OpenSession* open);

// Leaves the first "ends" entries and the last ones.
void ShortenExchange(size_t ends, OpenSession* open);

// Puts the halves together in session.exchange.
void CloseExchange(OpenSession* open);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_EXCHANGE_H_
