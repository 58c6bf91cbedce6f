#ifndef PPTP_LIB_DIAGNOSE_FAULT_TREE_H_
#define PPTP_LIB_DIAGNOSE_FAULT_TREE_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "lib/diagnose/diagnosis.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// The HOWTO's order: from the network inwards.
inline constexpr std::array<std::string_view, 7> kFaultTreeSteps = {
    "ping", "traceroute", "tcp-1723", "gre", "mppe", "mppe-kernel", "mppe-pppd"};

// What the log of one session already says to the steps of the HOWTO's fault
// tree. A later session's answer replaces an earlier one's, because the last
// attempt is the one that people ask about; a step that it leaves open keeps its
// answer.
class FaultTree {
 public:
  void Learn(const session::Session& session, Diagnosis* diagnosis);

  // All steps, in the HOWTO's order.
  std::vector<FaultTreeAnswer> Answers() &&;

 private:
  // An answer as it is kept: most are replaced by the next session's, and no text is copied before
  // all have been heard.
  struct Step {
    FaultTreeAnswer::State state = FaultTreeAnswer::State::kOpen;
    // The line that shows it, if it is one of an exchange,
    session::LineRef line;
    std::shared_ptr<const session::Utterance> utterance;
    std::vector<Evidence> evidence;  // or else these
  };

  using State = FaultTreeAnswer::State;
  void Answer(size_t step, State state, const session::ExchangeEntry* entry);  // may be null
  void Answer(size_t step, State state, std::vector<Evidence> evidence);
  void LearnOfMppe(const session::Session& session, Diagnosis* diagnosis);

  std::array<Step, kFaultTreeSteps.size()> steps_;
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_FAULT_TREE_H_
