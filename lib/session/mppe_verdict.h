#ifndef PPTP_LIB_SESSION_MPPE_VERDICT_H_
#define PPTP_LIB_SESSION_MPPE_VERDICT_H_

#include <string>

#include "lib/session/open_session.h"

namespace pptp::session {

// One sentence on the negotiation of encryption: what was settled, or which side's
// demand broke it. Empty when the log says nothing about encryption.
std::string MppeVerdict(const Session& session, const Progress& progress);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_MPPE_VERDICT_H_
