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

std::vector<Evidence> CollectEvidence(const catalog::Found& found) {
  const size_t total = found.evidence.size();
  std::vector<Evidence> evidence;
  for (size_t i = 0; i < total; ++i) {
    if (total > kMostEvidence && i >= kMostEvidence / 2 && i < total - kMostEvidence / 2) continue;
    const catalog::Hit& hit = *found.evidence[i];
    evidence.push_back({hit.line.input, hit.line.line, std::string(hit.raw)});
  }
  return evidence;
}

// The causes that the log leaves standing, and how sure that makes us.
struct CauseChoice {
  std::vector<std::pair<const catalog::Cause*, Captures>> causes;
  Confidence confidence = Confidence::kPossible;
};

CauseChoice ChooseCauses(const catalog::Catalog& catalog, const Problem& problem,
                         const catalog::Scope& scope, const Captures& captures) {
  CauseChoice choice;
  bool told_apart = false;
  for (const catalog::Cause& cause : problem.causes) {
    if (!cause.when) continue;
    std::optional<catalog::Found> held = catalog.Evaluate(*cause.when, scope);
    if (!held) continue;
    Captures merged = captures;
    merged.insert(held->captures.begin(), held->captures.end());
    choice.causes.emplace_back(&cause, std::move(merged));
    told_apart = true;
  }
  for (bool with_when : {false, true}) {
    if (!choice.causes.empty()) break;
    for (const catalog::Cause& cause : problem.causes) {
      if (cause.when.has_value() == with_when) choice.causes.emplace_back(&cause, captures);
    }
  }
  if (choice.causes.size() <= 1) {
    choice.confidence = Confidence::kCertain;
  } else if (told_apart) {
    choice.confidence = Confidence::kLikely;
  }
  return choice;
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
  for (const catalog::LeafMatch& match : matches) hits_.Add(match, event);
  if (noticed_.empty()) return certain_;
  for (const catalog::LeafMatch& match : matches) TryProblems(match.leaf, session);
  return certain_;
}

void Judge::TryProblems(uint32_t leaf, const session::Session& session) {
  if (!WorthTrying(leaf)) return;
  for (uint32_t index : catalog_.ProblemsCompletedBy(leaf)) {
    if (noticed_[index]) continue;
    if (!catalog::Concerns(catalog_.problems()[index], session.carrier)) continue;
    if (!catalog_.Evaluate(catalog_.problems()[index].signature, {&session, &hits_})) continue;
    noticed_[index] = true;
    certain_.push_back(index);
  }
}

Finding Judge::Describe(const Problem& problem, const catalog::Found& found,
                        const session::Session& session) const {
  CauseChoice choice = ChooseCauses(catalog_, problem, {&session, &hits_}, found.captures);
  Finding finding;
  finding.problem = problem.id;
  finding.number = problem.number;
  finding.title = catalog::FillIn(problem.title, found.captures);
  finding.symptom = catalog::FillIn(problem.symptom, found.captures);
  finding.severity = problem.severity;
  finding.confidence = choice.confidence;
  if (!session.is_host) finding.session = session.id;
  for (const auto& [cause, captures] : choice.causes) {
    finding.causes.push_back({cause->id, catalog::FillIn(cause->text, captures),
                              FillSolutions(cause->solutions, captures)});
  }
  finding.solutions = FillSolutions(problem.solutions, found.captures);
  finding.evidence = CollectEvidence(found);
  finding.fault_tree = problem.fault_tree;
  return finding;
}

std::optional<Finding> Judge::Examine(uint32_t index, const session::Session& session) const {
  const Problem& problem = catalog_.problems()[index];
  std::optional<catalog::Found> found = catalog_.Evaluate(problem.signature, {&session, &hits_});
  if (!found) return std::nullopt;
  return Describe(problem, *found, session);
}

std::vector<Finding> Judge::ConcludeIf(const session::Session& session,
                                       const Filter& filter) const {
  std::vector<Finding> findings;
  if (hits_.empty()) return findings;
  std::vector<uint32_t> candidates;
  catalog_.FindCandidates(hits_, &candidates);
  for (uint32_t index : candidates) {
    const Problem& problem = catalog_.problems()[index];
    if (!catalog::Concerns(problem, session.carrier)) continue;
    if (!catalog_.Holds(problem.signature, {&session, &hits_})) continue;
    std::optional<catalog::Found> found = catalog_.Evaluate(problem.signature, {&session, &hits_});
    if (found && filter(*found)) findings.push_back(Describe(problem, *found, session));
  }
  return findings;
}

std::vector<Finding> Judge::Conclude(const session::Session& session) const {
  return ConcludeIf(session, [](const catalog::Found&) { return true; });
}

std::vector<Finding> Judge::ConcludeBetween(const session::Session& session, int64_t from_micros,
                                            int64_t to_micros) const {
  return ConcludeIf(session, [&](const catalog::Found& found) {
    return std::any_of(found.evidence.begin(), found.evidence.end(), [&](const catalog::Hit* hit) {
      return !hit->time || (hit->time->micros >= from_micros && hit->time->micros <= to_micros);
    });
  });
}

}  // namespace pptp::diagnose
