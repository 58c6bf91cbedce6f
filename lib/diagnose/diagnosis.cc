#include "lib/diagnose/diagnosis.h"

#include <utility>

namespace pptp::diagnose {

Diagnosis::Diagnosis(std::vector<Verdict> verdicts, Describe describe,
                     CollectEvidence collect_evidence)
    : verdicts_(std::move(verdicts)),
      describe_(std::move(describe)),
      collect_evidence_(std::move(collect_evidence)) {}

const Finding& Diagnosis::FindingOf(size_t verdict) {
  if (findings_.empty()) findings_.resize(verdicts_.size());
  std::optional<Finding>& finding = findings_[verdict];
  if (!finding) finding = describe_(verdicts_[verdict]);
  return *finding;
}

std::vector<Evidence> Diagnosis::EvidenceOf(size_t verdict) {
  const bool is_described = !findings_.empty() && findings_[verdict];
  return is_described ? findings_[verdict]->evidence : collect_evidence_(verdicts_[verdict]);
}

Finding Diagnosis::TakeFinding(size_t verdict) {
  FindingOf(verdict);
  return std::move(*findings_[verdict]);
}

}  // namespace pptp::diagnose
