#ifndef PPTP_LIB_DIAGNOSE_ROLES_H_
#define PPTP_LIB_DIAGNOSE_ROLES_H_

#include <vector>

#include "lib/catalog/catalog.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// Tells causes from symptoms among the findings of one session.
//
// A finding is a symptom when a problem that its explained_by names was found
// too, in the session or among "around" (what was found on the same host at that
// time). Fills in role, explains and explained_by of the session's findings, and
// explains of those around, and puts causes first, then by severity.
void AssignRoles(const catalog::Catalog& catalog, std::vector<Finding>* findings,
                 std::vector<Finding*> around = {});

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_ROLES_H_
