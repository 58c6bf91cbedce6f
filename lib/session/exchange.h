#ifndef PPTP_LIB_SESSION_EXCHANGE_H_
#define PPTP_LIB_SESSION_EXCHANGE_H_

#include <cstddef>

#include "lib/session/open_session.h"

// The exchange of a session, kept within a limit: of a longer one the first half
// and the last half stay, and what was between them is counted.
namespace pptp::session {

// Adds an entry and counts its bytes to those of the session.
void AddToExchange(ExchangeEntry&& entry, size_t limit, OpenSession* open);

// Leaves the first "ends" entries and the last ones.
void ShortenExchange(size_t ends, OpenSession* open);

// Puts the halves together in session.exchange.
void CloseExchange(OpenSession* open);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_EXCHANGE_H_
