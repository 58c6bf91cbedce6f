#ifndef PPTP_LIB_DIAGNOSE_ROLES_H_
#define PPTP_LIB_DIAGNOSE_ROLES_H_

#include <vector>

#include "lib/catalog/catalog.h"
#include "lib/diagnose/verdict.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// Tells causes from symptoms among what was found in one session.
//
// A problem is a symptom when one that its explained_by names was found too: in the session, on
// the same host at that time ("near"), or at the tunnel's other end ("far"). "*" stands for any
// other problem but at the far end, where much of what is found says no more than that this end
// failed. Fills in role, explains and explained_by of what the session has, and explains of the
// others, and puts causes first, then by severity. May be called again when more is known.
void AssignRoles(std::vector<Verdict>* verdicts, const std::vector<Verdict*>& near = {});
void AssignRoles(const catalog::Catalog& catalog, std::vector<Finding>* findings,
                 const std::vector<Finding*>& far);

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_ROLES_H_
