#ifndef PPTP_LIB_SESSION_OUTCOME_H_
#define PPTP_LIB_SESSION_OUTCOME_H_

#include "lib/session/open_session.h"

namespace pptp::session {

// Fills in what is known only at the end: outcome, time up, the verdict on MPPE.
//
//   was up, not ended                         up
//   was up, ended by a fault (no echo
//     replies, MPPE errors, a Microsoft
//     error code, ...)                        failed
//   was up, ended otherwise (a signal, the
//     peer's or pptp's wish, a hang-up)       closed
//   never up: a fault, or its beginning and
//     its end are both in the log             failed
//   else                                      incomplete
void Conclude(OpenSession* open);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_OUTCOME_H_
