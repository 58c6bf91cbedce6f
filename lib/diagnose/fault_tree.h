#ifndef PPTP_LIB_DIAGNOSE_FAULT_TREE_H_
#define PPTP_LIB_DIAGNOSE_FAULT_TREE_H_

#include <string_view>
#include <vector>

#include "lib/diagnose/diagnosis.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// What the log of one session already says to the steps of the HOWTO's fault
// tree. A later session's answer replaces an earlier one's, because the last
// attempt is the one that people ask about; a step that it leaves open keeps its
// answer.
class FaultTree {
 public:
  FaultTree();

  void Learn(const session::Session& session, Diagnosis* diagnosis);

  // All steps, in the HOWTO's order.
  std::vector<FaultTreeAnswer> Answers() && { return std::move(answers_); }

 private:
  void Answer(std::string_view step, FaultTreeAnswer::State state, std::vector<Evidence> evidence);

  std::vector<FaultTreeAnswer> answers_;
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_FAULT_TREE_H_
