#ifndef PPTP_LIB_DIAGNOSE_VERDICT_H_
#define PPTP_LIB_DIAGNOSE_VERDICT_H_

#include <vector>

#include "lib/catalog/problem.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// That a session or host has a problem: a Finding without its words, which are filled in for the
// few that a report keeps (Judge::Describe). Points into the catalog.
struct Verdict {
  const catalog::Problem* problem = nullptr;
  Role role = Role::kCause;
  Confidence confidence = Confidence::kPossible;
  std::vector<const catalog::Cause*> causes;  // that the log leaves standing
  std::vector<const catalog::Problem*> explains, explained_by;
};

// A cause that is worth an answer: a note is none.
inline bool IsCause(const Verdict& verdict) {
  return verdict.role == Role::kCause && verdict.problem->severity != Severity::kNote;
}

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_VERDICT_H_
