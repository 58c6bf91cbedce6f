#include "lib/diagnose/roles.h"

#include <algorithm>
#include <string>
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
bool Explains(const catalog::Catalog& catalog, const Finding& cause, const Finding& symptom) {
  if (cause.problem == symptom.problem) return false;
  const catalog::Problem* symptoms = catalog.Find(symptom.problem);
  const catalog::Problem* causes = catalog.Find(cause.problem);
  if (!symptoms || !causes) return false;
  if (Names(*symptoms, cause.problem)) return true;
  return Names(*symptoms, kAnything) && !Names(*causes, kAnything) &&
         cause.severity != Severity::kNote;
}

}  // namespace

void AssignRoles(const catalog::Catalog& catalog, std::vector<Finding>* findings,
                 std::vector<Finding*> around) {
  std::vector<Finding*> candidates;
  for (Finding& finding : *findings) candidates.push_back(&finding);
  candidates.insert(candidates.end(), around.begin(), around.end());

  for (Finding& symptom : *findings) {
    for (Finding* cause : candidates) {
      if (!Explains(catalog, *cause, symptom)) continue;
      symptom.explained_by.push_back(cause->problem);
      if (std::find(cause->explains.begin(), cause->explains.end(), symptom.problem) ==
          cause->explains.end()) {
        cause->explains.push_back(symptom.problem);
      }
    }
    symptom.role = symptom.explained_by.empty() ? Role::kCause : Role::kSymptom;
  }
  std::stable_sort(findings->begin(), findings->end(), [](const Finding& a, const Finding& b) {
    if (a.role != b.role) return a.role == Role::kCause;
    return a.severity > b.severity;
  });
}

}  // namespace pptp::diagnose
