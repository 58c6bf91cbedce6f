#include "lib/diagnose/detail.h"

#include <algorithm>
#include <string>
#include <utility>

namespace pptp::diagnose {
namespace {

// The names are those of a problem's "needs" (docs/rule-format.md).
bool HasDetail(const session::Session& session, std::string_view detail) {
  if (detail == "pppd-debug") return session.seen_debug;
  if (detail == "pppd") return session.seen_pppd;
  if (detail == "pptp") return session.seen_pptp;
  if (detail == "pptpd") return session.seen_pptpd;
  if (detail == "kernel") return session.seen_kernel;
  return true;
}

bool Works(const session::Session& session) {
  return session.outcome == session::Outcome::kUp || session.outcome == session::Outcome::kClosed;
}

bool IsCertainCause(const Finding& finding) {
  return finding.role == Role::kCause && finding.confidence == Confidence::kCertain &&
         finding.severity != Severity::kNote;
}

}  // namespace

std::vector<NotJudged> WhatCannotBeJudged(const catalog::Catalog& catalog,
                                          const session::Session& session,
                                          const std::vector<Finding>& findings) {
  std::vector<NotJudged> open;
  if (Works(session) || std::any_of(findings.begin(), findings.end(), IsCertainCause)) return open;
  for (const catalog::Problem& problem : catalog.problems()) {
    if (problem.status == catalog::Status::kDeprecated) continue;
    if (!catalog::Concerns(problem, session.carrier)) continue;
    std::vector<std::string> needs;
    for (const std::string& need : problem.needs) {
      if (!HasDetail(session, need)) needs.push_back(need);
    }
    if (needs.empty()) continue;
    const bool found = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.problem == problem.id;
    });
    if (found) continue;
    open.push_back({problem.id, problem.number, catalog::FillIn(problem.title, {}), session.id,
                    std::move(needs)});
  }
  return open;
}

}  // namespace pptp::diagnose
