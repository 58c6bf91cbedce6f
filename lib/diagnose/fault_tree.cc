#include "lib/diagnose/fault_tree.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace pptp::diagnose {
namespace {

using session::Phase;

enum : size_t { kPing, kTraceroute, kTcp1723, kGre, kMppe, kMppeKernel, kMppePppd };

// So many Configure-Requests without a single packet from the peer cannot be
// chance: at three seconds each the link has been silent for nine.
constexpr uint64_t kSilentRequests = 3;

// Null when there is none.
const session::ExchangeEntry* First(const std::vector<session::ExchangeEntry>& exchange,
                                    bool (*wanted)(const session::ExchangeEntry&)) {
  const auto entry = std::find_if(exchange.begin(), exchange.end(), wanted);
  return entry == exchange.end() ? nullptr : &*entry;
}

bool IsReceived(const session::ExchangeEntry& entry) {
  return entry.packet() != nullptr && entry.packet()->direction == ppp::Direction::kReceived;
}

bool IsLcpRequest(const session::ExchangeEntry& entry) {
  return entry.packet() != nullptr && entry.packet()->direction == ppp::Direction::kSent &&
         entry.packet()->packet.protocol == ppp::Protocol::kLcp &&
         entry.packet()->packet.code == ppp::kConfigureRequest;
}

bool IsFromPptp(const session::ExchangeEntry& entry) {
  return entry.program == session::Program::kPptp;
}

bool SaysMppeEnabled(const session::ExchangeEntry& entry) {
  return entry.packet() == nullptr && entry.text().find("MPPE") != std::string::npos &&
         entry.text().find("compression enabled") != std::string::npos;
}

// The verdict that is a cause which the step would find.
std::optional<size_t> CauseTestedBy(const std::vector<Verdict>& verdicts, size_t step) {
  for (size_t i = 0; i < verdicts.size(); ++i) {
    if (!IsCause(verdicts[i])) continue;
    const auto& steps = verdicts[i].problem->fault_tree;
    if (std::find(steps.begin(), steps.end(), kFaultTreeSteps[step]) != steps.end()) return i;
  }
  return std::nullopt;
}

}  // namespace

std::vector<FaultTreeAnswer> FaultTree::Answers() && {
  std::vector<FaultTreeAnswer> answers;
  for (size_t i = 0; i < steps_.size(); ++i) {
    Step& step = steps_[i];
    if (step.utterance != nullptr) {
      step.evidence = {{step.line.input, step.line.line, step.utterance->text}};
    }
    answers.push_back({std::string(kFaultTreeSteps[i]), step.state, std::move(step.evidence)});
  }
  return answers;
}

void FaultTree::Answer(size_t step, State state, const session::ExchangeEntry* entry) {
  Answer(step, state, std::vector<Evidence>());
  if (entry == nullptr) return;
  steps_[step].line = entry->line;
  steps_[step].utterance = entry->utterance;
}

void FaultTree::Answer(size_t step, State state, std::vector<Evidence> evidence) {
  steps_[step].state = state;
  steps_[step].utterance = nullptr;
  steps_[step].evidence = std::move(evidence);
}

void FaultTree::Learn(const session::Session& session, Diagnosis* diagnosis) {
  if (session.is_host) return;
  const bool failed = session.outcome == session::Outcome::kFailed;

  // An answer on TCP 1723 is an answer of the host: the checks before it are moot.
  if (session.seen_pptp && session.phase >= Phase::kCall) {
    const session::ExchangeEntry* entry = First(session.exchange, IsFromPptp);
    for (size_t step : {kPing, kTraceroute, kTcp1723}) Answer(step, State::kPassed, entry);
  } else if (session.seen_pptp && session.phase <= Phase::kControl && failed) {
    if (const auto cause = CauseTestedBy(diagnosis->verdicts(), kTcp1723)) {
      Answer(kTcp1723, State::kFailed, diagnosis->EvidenceOf(*cause));
    } else {
      Answer(kTcp1723, State::kFailed, First(session.exchange, IsFromPptp));
    }
  }

  if (session.counters.packets_received > 0) {
    Answer(kGre, State::kPassed, First(session.exchange, IsReceived));
  } else if (failed && session.counters.lcp_requests_sent >= kSilentRequests) {
    Answer(kGre, State::kFailed, First(session.exchange, IsLcpRequest));
  }
  LearnOfMppe(session, diagnosis);
}

void FaultTree::LearnOfMppe(const session::Session& session, Diagnosis* diagnosis) {
  const auto* enabled = session.mppe.enabled ? First(session.exchange, SaysMppeEnabled) : nullptr;
  for (size_t step : {kMppe, kMppeKernel, kMppePppd}) {
    if (session.mppe.enabled) {
      Answer(step, State::kPassed, enabled);
    } else if (const auto cause = CauseTestedBy(diagnosis->verdicts(), step);
               cause && diagnosis->verdicts()[*cause].confidence == Confidence::kCertain) {
      Answer(step, State::kFailed, diagnosis->EvidenceOf(*cause));
    }
  }
}

}  // namespace pptp::diagnose
