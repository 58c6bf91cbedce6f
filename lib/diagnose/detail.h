#ifndef PPTP_LIB_DIAGNOSE_DETAIL_H_
#define PPTP_LIB_DIAGNOSE_DETAIL_H_

#include <cstdint>
#include <vector>

#include "lib/catalog/catalog.h"
#include "lib/diagnose/verdict.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// A problem that a session's log cannot tell about.
struct OpenProblem {
  const catalog::Problem* problem = nullptr;
  uint32_t missing = 0;  // details that it needs and the log lacks: a set that only the same
                         // details make, and for the rest of no meaning
};

// Knows what the problems of a catalog need to be told. Borrows the catalog.
class DetailNeeds {
 public:
  explicit DetailNeeds(const catalog::Catalog& catalog);

  // The problems that this session's log is silent about only because it lacks the
  // detail that would show them. Nothing for a session that works, whose silence is
  // golden, and nothing once a cause is certain: there is nothing left to look for.
  std::vector<OpenProblem> WhatCannotBeJudged(const session::Session& session,
                                              const std::vector<Verdict>& verdicts) const;

 private:
  struct Row {
    const catalog::Problem* problem;
    uint32_t needs;  // a set of details
  };
  std::vector<Row> rows_;  // of the problems that need some
};

// The same in words.
NotJudged Describe(const OpenProblem& open, const session::Session& session);

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_DETAIL_H_
