#ifndef PPTP_LIB_DIAGNOSE_DETAIL_H_
#define PPTP_LIB_DIAGNOSE_DETAIL_H_

#include <vector>

#include "lib/catalog/catalog.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// The problems that this session's log is silent about only because it lacks the
// detail that would show them. Nothing for a session that works, whose silence is
// golden, and nothing once a cause is certain: there is nothing left to look for.
std::vector<NotJudged> WhatCannotBeJudged(const catalog::Catalog& catalog,
                                          const session::Session& session,
                                          const std::vector<Finding>& findings);

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_DETAIL_H_
