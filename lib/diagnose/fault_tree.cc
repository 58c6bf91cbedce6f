#include "lib/diagnose/fault_tree.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pptp::diagnose {
namespace {

using State = FaultTreeAnswer::State;
using session::Phase;

// The HOWTO's order: from the network inwards.
constexpr std::string_view kSteps[] = {"ping", "traceroute",  "tcp-1723", "gre",
                                       "mppe", "mppe-kernel", "mppe-pppd"};

// So many Configure-Requests without a single packet from the peer cannot be
// chance: at three seconds each the link has been silent for nine.
constexpr uint64_t kSilentRequests = 3;

std::vector<Evidence> FirstEvidence(const std::vector<session::ExchangeEntry>& exchange,
                                    bool (*wanted)(const session::ExchangeEntry&)) {
  auto entry = std::find_if(exchange.begin(), exchange.end(), wanted);
  if (entry == exchange.end()) return {};
  return {{entry->line.input, entry->line.line, entry->text()}};
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
  return entry.text().find("MPPE") != std::string::npos &&
         entry.text().find("compression enabled") != std::string::npos;
}

// The verdict that is a cause which the step would find.
std::optional<size_t> CauseTestedBy(const std::vector<Verdict>& verdicts, std::string_view step) {
  for (size_t i = 0; i < verdicts.size(); ++i) {
    if (!IsCause(verdicts[i])) continue;
    const auto& steps = verdicts[i].problem->fault_tree;
    if (std::find(steps.begin(), steps.end(), step) != steps.end()) return i;
  }
  return std::nullopt;
}

}  // namespace

FaultTree::FaultTree() {
  for (std::string_view step : kSteps) answers_.push_back({std::string(step), State::kOpen, {}});
}

void FaultTree::Answer(std::string_view step, State state, std::vector<Evidence> evidence) {
  for (FaultTreeAnswer& answer : answers_) {
    if (answer.step != step) continue;
    answer.state = state;
    answer.evidence = std::move(evidence);
    return;
  }
}

void FaultTree::Learn(const session::Session& session, Diagnosis* diagnosis) {
  if (session.is_host) return;
  const bool failed = session.outcome == session::Outcome::kFailed;

  // An answer on TCP 1723 is an answer of the host: the checks before it are moot.
  if (session.seen_pptp && session.phase >= Phase::kCall) {
    auto evidence = FirstEvidence(session.exchange, IsFromPptp);
    for (std::string_view step : {"ping", "traceroute", "tcp-1723"}) {
      Answer(step, State::kPassed, evidence);
    }
  } else if (session.seen_pptp && session.phase <= Phase::kControl && failed) {
    const auto cause = CauseTestedBy(diagnosis->verdicts(), "tcp-1723");
    Answer("tcp-1723", State::kFailed,
           cause ? diagnosis->EvidenceOf(*cause) : FirstEvidence(session.exchange, IsFromPptp));
  }

  if (session.counters.packets_received > 0) {
    Answer("gre", State::kPassed, FirstEvidence(session.exchange, IsReceived));
  } else if (failed && session.counters.lcp_requests_sent >= kSilentRequests) {
    Answer("gre", State::kFailed, FirstEvidence(session.exchange, IsLcpRequest));
  }

  std::vector<Evidence> enabled;
  if (session.mppe.enabled) enabled = FirstEvidence(session.exchange, SaysMppeEnabled);
  for (std::string_view step : {"mppe", "mppe-kernel", "mppe-pppd"}) {
    if (session.mppe.enabled) {
      Answer(step, State::kPassed, enabled);
    } else if (const auto cause = CauseTestedBy(diagnosis->verdicts(), step);
               cause && diagnosis->verdicts()[*cause].confidence == Confidence::kCertain) {
      Answer(step, State::kFailed, diagnosis->EvidenceOf(*cause));
    }
  }
}

}  // namespace pptp::diagnose
