#ifndef PPTP_LIB_DIAGNOSE_SUMMARY_H_
#define PPTP_LIB_DIAGNOSE_SUMMARY_H_

#include <cstddef>
#include <optional>

#include "lib/diagnose/diagnosis.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// A session as the report shows it, but for its exchange.
SessionReport Summarize(const session::Session& session);

// An entry of its exchange.
ExchangeItem MakeItem(const session::ExchangeEntry& entry);

// The entry of the exchange at which the session left the path of a healthy one: the
// first line that is evidence of a cause in its diagnosis, else, in a session that
// failed, the first packet that ended a negotiation.
std::optional<size_t> FindDivergence(const session::Session& session, Diagnosis* diagnosis);

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_SUMMARY_H_
