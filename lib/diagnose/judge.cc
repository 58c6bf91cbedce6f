#include "lib/diagnose/judge.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace pptp::diagnose {
namespace {

using catalog::Captures;
using catalog::Problem;

// More evidence than this tells a reader nothing new; the first and the last
// lines are kept.
constexpr size_t kMostEvidence = 40;

std::vector<SolutionText> FillSolutions(const std::vector<catalog::Solution>& solutions,
                                        const Captures& captures) {
  std::vector<SolutionText> filled;
  for (const catalog::Solution& solution : solutions) {
    SolutionText text;
    text.text = catalog::FillIn(solution.text, captures);
    for (const std::string& command : solution.commands) {
      text.commands.push_back(catalog::FillInCommand(command, captures));
    }
    text.add_options = solution.add_options;
    text.remove_options = solution.remove_options;
    filled.push_back(std::move(text));
  }
  return filled;
}

std::vector<Evidence> EvidenceOf(const catalog::Found& found) {
  const size_t total = found.evidence.size();
  std::vector<Evidence> evidence;
  for (size_t i = 0; i < total; ++i) {
    if (total > kMostEvidence && i >= kMostEvidence / 2 && i < total - kMostEvidence / 2) continue;
    const catalog::Hit& hit = *found.evidence[i];
    evidence.push_back({hit.line().input, hit.line().line, std::string(hit.raw())});
  }
  return evidence;
}

// The causes that the log leaves standing, and how sure that makes us.
void ChooseCauses(const catalog::Catalog& catalog, size_t problem, const catalog::Scope& scope,
                  Verdict* verdict) {
  const std::vector<catalog::Cause>& all = verdict->problem->causes;
  auto& causes = verdict->causes;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].when && catalog.CauseHolds(problem, i, scope)) causes.push_back(&all[i]);
  }
  const bool told_apart = !causes.empty();
  for (bool with_when : {false, true}) {
    if (!causes.empty()) break;
    for (const catalog::Cause& cause : all) {
      if (cause.when.has_value() == with_when) causes.push_back(&cause);
    }
  }
  if (causes.size() <= 1) {
    verdict->confidence = Confidence::kCertain;
  } else if (told_apart) {
    verdict->confidence = Confidence::kLikely;
  }
}

CauseText DescribeCause(const catalog::Catalog& catalog, const catalog::Cause& cause,
                        const catalog::Scope& scope, Captures captures) {
  if (cause.when) {
    if (const std::optional<catalog::Found> held = catalog.Evaluate(*cause.when, scope)) {
      captures.insert(held->captures.begin(), held->captures.end());
    }
  }
  return {cause.id, catalog::FillIn(cause.text, captures),
          FillSolutions(cause.solutions, captures)};
}

std::vector<std::string> IdsOf(const std::vector<const Problem*>& problems) {
  std::vector<std::string> ids;
  ids.reserve(problems.size());
  for (const Problem* problem : problems) ids.push_back(problem->id);
  return ids;
}

}  // namespace

Judge::Judge(const catalog::Catalog& catalog, bool notices)
    : catalog_(catalog), hits_(catalog.leaf_count()) {
  if (notices) noticed_.resize(catalog.problems().size(), false);
}

// A line that comes thousands of times need not be tried against its problems
// each time: past the first few, every doubling of their number will do.
bool Judge::WorthTrying(uint32_t leaf) const {
  const size_t count = hits_.hits(leaf).size() + hits_.dropped(leaf);
  return count <= 16 || std::has_single_bit(count);
}

const std::vector<uint32_t>& Judge::Add(const session::Session& session,
                                        const session::Event& event,
                                        const std::vector<catalog::LeafMatch>& matches) {
  certain_.clear();
  hits_.Add(matches, event);
  if (noticed_.empty()) return certain_;
  for (const catalog::LeafMatch& match : matches) TryProblems(match.leaf, session);
  return certain_;
}

void Judge::TryProblems(uint32_t leaf, const session::Session& session) {
  if (!WorthTrying(leaf)) return;
  for (uint32_t index : catalog_.ProblemsCompletedBy(leaf)) {
    if (noticed_[index]) continue;
    if (!catalog::Concerns(catalog_.problems()[index], session.carrier)) continue;
    if (!catalog_.Holds(index, {&session, &hits_})) continue;
    noticed_[index] = true;
    certain_.push_back(index);
  }
}

Verdict Judge::Decide(uint32_t problem, const catalog::Scope& scope) const {
  Verdict verdict;
  verdict.problem = &catalog_.problems()[problem];
  ChooseCauses(catalog_, problem, scope, &verdict);
  return verdict;
}

std::vector<Verdict> Judge::Conclude(const session::Session& session) const {
  std::vector<Verdict> verdicts;
  if (hits_.empty()) return verdicts;
  const catalog::Scope scope{&session, &hits_};
  std::vector<uint32_t> candidates;
  catalog_.FindCandidates(hits_, &candidates);
  for (uint32_t index : candidates) {
    if (!catalog::Concerns(catalog_.problems()[index], session.carrier)) continue;
    if (catalog_.Holds(index, scope)) verdicts.push_back(Decide(index, scope));
  }
  return verdicts;
}

std::vector<Verdict> Judge::ConcludeBetween(const session::Session& session, int64_t from_micros,
                                            int64_t to_micros) const {
  auto lies_between = [&](const catalog::Hit* hit) {
    return !hit->time() || (hit->time()->micros >= from_micros && hit->time()->micros <= to_micros);
  };
  std::vector<Verdict> verdicts = Conclude(session);
  std::erase_if(verdicts, [&](const Verdict& verdict) {
    const auto found = catalog_.Evaluate(verdict.problem->signature, {&session, &hits_});
    return std::none_of(found->evidence.begin(), found->evidence.end(), lies_between);
  });
  return verdicts;
}

Finding Judge::Describe(const Verdict& verdict, const session::Session& session) const {
  const catalog::Scope scope{&session, &hits_};
  const Problem& problem = *verdict.problem;
  const catalog::Found found = *catalog_.Evaluate(problem.signature, scope);
  Finding finding;
  finding.problem = problem.id;
  finding.number = problem.number;
  finding.title = catalog::FillIn(problem.title, found.captures);
  finding.symptom = catalog::FillIn(problem.symptom, found.captures);
  finding.severity = problem.severity;
  finding.role = verdict.role;
  finding.confidence = verdict.confidence;
  if (!session.is_host) finding.session = session.id;
  finding.explains = IdsOf(verdict.explains);
  finding.explained_by = IdsOf(verdict.explained_by);
  for (const catalog::Cause* cause : verdict.causes) {
    finding.causes.push_back(DescribeCause(catalog_, *cause, scope, found.captures));
  }
  finding.solutions = FillSolutions(problem.solutions, found.captures);
  finding.evidence = EvidenceOf(found);
  finding.fault_tree = problem.fault_tree;
  return finding;
}

std::vector<Evidence> Judge::CollectEvidence(const Verdict& verdict,
                                             const session::Session& session) const {
  return EvidenceOf(*catalog_.Evaluate(verdict.problem->signature, {&session, &hits_}));
}

std::optional<Finding> Judge::Examine(uint32_t index, const session::Session& session) const {
  const catalog::Scope scope{&session, &hits_};
  if (!catalog_.Holds(index, scope)) return std::nullopt;
  return Describe(Decide(index, scope), session);
}

}  // namespace pptp::diagnose
