#ifndef PPTP_LIB_DIAGNOSE_SUMMARY_H_
#define PPTP_LIB_DIAGNOSE_SUMMARY_H_

#include <vector>

#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// A session as the report shows it.
SessionReport Summarize(const session::Session& session);

// Marks the item of the exchange at which the session left the path of a healthy
// one: the first line that is evidence of a cause among "findings", else, in a
// session that failed, the first packet or message that ended a negotiation.
void MarkDivergence(const std::vector<Finding>& findings, SessionReport* session);

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_SUMMARY_H_
