#ifndef PPTP_LIB_DIAGNOSE_DIAGNOSIS_H_
#define PPTP_LIB_DIAGNOSE_DIAGNOSIS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "lib/diagnose/verdict.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// What came of one session or host: its verdicts, roles assigned, and for each the finding, which
// is made when it is first asked for. Most sessions of a large log are only counted.
class Diagnosis {
 public:
  using Describe = std::function<Finding(const Verdict&)>;
  using CollectEvidence = std::function<std::vector<Evidence>(const Verdict&)>;

  Diagnosis(std::vector<Verdict> verdicts, Describe describe, CollectEvidence collect_evidence);

  const std::vector<Verdict>& verdicts() const { return verdicts_; }

  // Of the verdict with that index.
  const Finding& FindingOf(size_t verdict);
  std::vector<Evidence> EvidenceOf(size_t verdict);

  // The same for good: neither of them may be asked for again.
  Finding TakeFinding(size_t verdict);

 private:
  std::vector<Verdict> verdicts_;
  Describe describe_;
  CollectEvidence collect_evidence_;
  std::vector<std::optional<Finding>> findings_;  // by verdict; empty until one is asked for
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_DIAGNOSIS_H_
