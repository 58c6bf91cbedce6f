#include "lib/diagnose/roles.h"

#include <algorithm>
#include <string_view>

namespace pptp::diagnose {
namespace {

constexpr std::string_view kAnything = "*";

bool Names(const catalog::Problem& problem, std::string_view id) {
  return std::find(problem.explained_by.begin(), problem.explained_by.end(), id) !=
         problem.explained_by.end();
}

// Whether "cause" counts as an explanation of "symptom". What explains anything
// may itself need no such explanation, and a mere note explains nothing it is not
// named for.
bool Explains(const catalog::Problem* cause, const catalog::Problem* symptom, bool far) {
  if (cause == symptom || cause == nullptr || symptom == nullptr) return false;
  if (Names(*symptom, cause->id)) return true;
  return !far && cause->severity != Severity::kNote && Names(*symptom, kAnything) &&
         !Names(*cause, kAnything);
}

Severity SeverityOf(const Verdict& verdict) {
  return verdict.problem->severity;
}

Severity SeverityOf(const Finding& finding) {
  return finding.severity;
}

template <typename T>
void AddOnce(const T& problem, std::vector<T>* problems) {
  if (std::find(problems->begin(), problems->end(), problem) == problems->end()) {
    problems->push_back(problem);
  }
}

// Of verdicts and findings alike: a problem is a pointer for the ones, and an id for the others.
template <typename T, typename ProblemOf>
void Assign(std::vector<T>* found, const std::vector<T*>& near, const std::vector<T*>& far,
            const ProblemOf& problem_of) {
  for (T& symptom : *found) {
    auto try_cause = [&](T& cause, bool is_far) {
      if (!Explains(problem_of(cause), problem_of(symptom), is_far)) return;
      AddOnce(cause.problem, &symptom.explained_by);
      AddOnce(symptom.problem, &cause.explains);
    };
    for (T& cause : *found) try_cause(cause, /*is_far=*/false);
    for (T* cause : near) try_cause(*cause, /*is_far=*/false);
    for (T* cause : far) try_cause(*cause, /*is_far=*/true);
    symptom.role = symptom.explained_by.empty() ? Role::kCause : Role::kSymptom;
  }
  if (found->size() < 2) return;
  std::stable_sort(found->begin(), found->end(), [](const T& a, const T& b) {
    if (a.role != b.role) return a.role == Role::kCause;
    return SeverityOf(a) > SeverityOf(b);
  });
}

}  // namespace

void AssignRoles(std::vector<Verdict>* verdicts, const std::vector<Verdict*>& near) {
  Assign<Verdict>(verdicts, near, {}, [](const Verdict& verdict) { return verdict.problem; });
}

void AssignRoles(const catalog::Catalog& catalog, std::vector<Finding>* findings,
                 const std::vector<Finding*>& far) {
  Assign<Finding>(findings, {}, far,
                  [&](const Finding& finding) { return catalog.Find(finding.problem); });
}

}  // namespace pptp::diagnose
