#include "lib/diagnose/detail.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "lib/catalog/details.h"

namespace pptp::diagnose {
namespace {

using catalog::kDetails;

// The set of this detail alone; empty when no log can lack it.
uint32_t SetOf(std::string_view detail) {
  for (size_t i = 0; i < kDetails.size(); ++i) {
    if (kDetails[i].name == detail) return 1u << i;
  }
  return 0;
}

bool Works(const session::Session& session) {
  return session.outcome == session::Outcome::kUp || session.outcome == session::Outcome::kClosed;
}

bool IsCertainCause(const Verdict& verdict) {
  return IsCause(verdict) && verdict.confidence == Confidence::kCertain;
}

}  // namespace

DetailNeeds::DetailNeeds(const catalog::Catalog& catalog) {
  for (const catalog::Problem& problem : catalog.problems()) {
    if (problem.status == catalog::Status::kDeprecated) continue;
    uint32_t needs = 0;
    for (const std::string& need : problem.needs) needs |= SetOf(need);
    if (needs != 0) rows_.push_back({&problem, needs});
  }
}

std::vector<OpenProblem> DetailNeeds::WhatCannotBeJudged(
    const session::Session& session, const std::vector<Verdict>& verdicts) const {
  std::vector<OpenProblem> open;
  if (Works(session) || std::any_of(verdicts.begin(), verdicts.end(), IsCertainCause)) return open;
  const uint32_t missing = ~catalog::DetailsOf(session);
  for (const auto& [problem, needs] : rows_) {
    if ((needs & missing) == 0 || !catalog::Concerns(*problem, session.carrier)) continue;
    const auto is_found = [problem = problem](const Verdict& verdict) {
      return verdict.problem == problem;
    };
    const bool found = std::any_of(verdicts.begin(), verdicts.end(), is_found);
    if (!found) open.push_back({problem, needs & missing});
  }
  return open;
}

NotJudged Describe(const OpenProblem& open, const session::Session& session) {
  std::vector<std::string> needs;
  for (const std::string& need : open.problem->needs) {
    if ((open.missing & SetOf(need)) != 0) needs.push_back(need);
  }
  return {open.problem->id, open.problem->number, catalog::FillIn(open.problem->title, {}),
          session.id, std::move(needs)};
}

}  // namespace pptp::diagnose
