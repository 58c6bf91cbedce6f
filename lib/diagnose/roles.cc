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
bool Explains(const catalog::Catalog& catalog, const Finding& cause, const Finding& symptom,
              bool far) {
  if (cause.problem == symptom.problem) return false;
  const catalog::Problem* symptoms = catalog.Find(symptom.problem);
  const catalog::Problem* causes = catalog.Find(cause.problem);
  if (!symptoms || !causes) return false;
  if (Names(*symptoms, cause.problem)) return true;
  return !far && Names(*symptoms, kAnything) && !Names(*causes, kAnything) &&
         cause.severity != Severity::kNote;
}

void AddOnce(const std::string& id, std::vector<std::string>* ids) {
  if (std::find(ids->begin(), ids->end(), id) == ids->end()) ids->push_back(id);
}

}  // namespace

void AssignRoles(const catalog::Catalog& catalog, std::vector<Finding>* findings,
                 const Around& around) {
  std::vector<Finding*> near;
  for (Finding& finding : *findings) near.push_back(&finding);
  near.insert(near.end(), around.near.begin(), around.near.end());

  for (Finding& symptom : *findings) {
    auto try_all = [&](const std::vector<Finding*>& causes, bool far) {
      for (Finding* cause : causes) {
        if (!Explains(catalog, *cause, symptom, far)) continue;
        AddOnce(cause->problem, &symptom.explained_by);
        AddOnce(symptom.problem, &cause->explains);
      }
    };
    try_all(near, /*far=*/false);
    try_all(around.far, /*far=*/true);
    symptom.role = symptom.explained_by.empty() ? Role::kCause : Role::kSymptom;
  }
  std::stable_sort(findings->begin(), findings->end(), [](const Finding& a, const Finding& b) {
    if (a.role != b.role) return a.role == Role::kCause;
    return a.severity > b.severity;
  });
}

}  // namespace pptp::diagnose
