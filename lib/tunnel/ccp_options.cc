#include "lib/tunnel/ccp_options.h"

#include <algorithm>
#include <utility>

namespace pptp::tunnel {
namespace {

using ppp::kMppeStateless;
using ppp::kMppeStrengths;

// The strongest of the strengths in "bits"; zero when there is none.
uint32_t Strongest(uint32_t bits) {
  for (const uint32_t strength : {ppp::kMppe128Bit, ppp::kMppe56Bit, ppp::kMppe40Bit}) {
    if (bits & strength) return strength;
  }
  return 0;
}

// The mode as it is, with the strongest of the strengths. Who acknowledges several at
// once takes them for that one, as Linux does.
uint32_t WithOneStrength(uint32_t bits) {
  return (bits & kMppeStateless) | Strongest(bits);
}

const ppp::Option* FindMppe(const ppp::Options& options) {
  const auto at = std::find_if(options.list.begin(), options.list.end(),
                               [](const ppp::Option& o) { return o.type == ppp::kCcpMppe; });
  return at == options.list.end() ? nullptr : &*at;
}

}  // namespace

CcpOptions::CcpOptions(const MppeConfig& config) : config_(config) {}

void CcpOptions::Restart() {
  given_up_ = false;
  send_ = receive_ = 0;
  asked_ = usable_ ? Mode() | (config_.strengths & kMppeStrengths) : 0;
}

ppp::Options CcpOptions::Request() {
  requested_ = asked_;
  if (requested_ == 0) return {};
  return {{ppp::MppeOption(requested_)}};
}

void CcpOptions::GiveUp(const char* reason, Actions* actions) {
  if (given_up_) return;
  given_up_ = true;
  asked_ = 0;
  if (config_.policy != MppePolicy::kRequired) return;
  actions->push_back(LogLine{Level::kError, reason});
  actions->push_back(CloseLink{ExitStatus::kNegotiationFailed, reason});
}

void CcpOptions::OnAck(Actions* /*actions*/) {
  receive_ = WithOneStrength(requested_);
}

// Whether "bits" propose the stateful mode, and it is not to be.
bool CcpOptions::RefusesMode(uint32_t bits, Actions* actions) const {
  if (config_.stateful || (bits & kMppeStateless)) return false;
  actions->push_back(LogLine{Level::kError, "Refusing MPPE stateful mode offered by peer"});
  return true;
}

// Any options but MPPE that the peer would like to see in our request are none of ours.
// A Nak that names no strength, or one that comes down to what we asked for, leaves nothing
// to try.
bool CcpOptions::OnNak(const ppp::Options& wanted, Actions* actions) {
  const ppp::Option* mppe = FindMppe(wanted);
  if (!mppe || requested_ == 0) return true;
  const std::optional<uint32_t> bits = ppp::MppeBits(*mppe);
  if (!bits || *bits == requested_) return false;
  if (given_up_) return true;
  const uint32_t next = (*bits & kMppeStateless) | Strongest(*bits & config_.strengths);
  const bool hopeless = (next & kMppeStrengths) == 0 || next == requested_;
  if (((*bits & kMppeStrengths) && RefusesMode(*bits, actions)) || hopeless) {
    GiveUp(kMppeNegotiationFailed, actions);
  } else {
    asked_ = next;
  }
  return true;
}

bool CcpOptions::OnReject(const ppp::Options& rejected, Actions* actions) {
  const bool ours = std::all_of(rejected.list.begin(), rejected.list.end(),
                                [](const ppp::Option& o) { return o.type == ppp::kCcpMppe; });
  if (rejected.list.empty() || requested_ == 0 || !ours) return false;
  GiveUp(kPeerRefusedMppe, actions);
  return true;
}

// The bits that the peer's option would have to have; its own when they are fine.
// Empty when MPPE cannot be agreed on with this peer.
std::optional<uint32_t> CcpOptions::BetterBits(const ppp::Option& option, Actions* actions) const {
  const std::optional<uint32_t> bits = ppp::MppeBits(option);
  if (!bits || !Speaks()) return std::nullopt;
  if ((*bits & kMppeStrengths) == 0) return Mode() | Strongest(config_.strengths);
  if (RefusesMode(*bits, actions)) return std::nullopt;
  const uint32_t strength = Strongest(*bits & config_.strengths);
  if (strength == 0) return std::nullopt;
  return (*bits & Mode()) | strength;
}

Negotiator::Answer CcpOptions::Judge(const ppp::Options& request, bool may_nak, Actions* actions) {
  send_ = 0;
  ppp::Options rejected, better;
  const ppp::Option* mppe = FindMppe(request);
  bool mppe_rejected = false;
  uint32_t accepted = 0;
  for (const ppp::Option& option : request.list) {
    if (&option != mppe) {  // compression, or MPPE a second time
      rejected.list.push_back(option);
      continue;
    }
    const std::optional<uint32_t> bits = BetterBits(option, actions);
    const bool fine = bits && ppp::MppeOption(*bits) == option;
    if (fine) {
      accepted = *bits;
    } else if (bits && may_nak) {
      better.list.push_back(ppp::MppeOption(*bits));
    } else {
      rejected.list.push_back(option);
      mppe_rejected = true;
    }
  }
  if (mppe_rejected && usable_) GiveUp(kMppeNegotiationFailed, actions);
  if (!rejected.list.empty()) return {ppp::kConfigureReject, std::move(rejected)};
  if (!better.list.empty()) return {ppp::kConfigureNak, std::move(better)};
  if (!mppe) return JudgeMissing(request, may_nak, actions);
  send_ = accepted;
  return {ppp::kConfigureAck, request};
}

// A request without MPPE would leave what we send in the clear: the peer is told what
// to ask for (RFC 1661 section 5.3), until it has had its last chance.
Negotiator::Answer CcpOptions::JudgeMissing(const ppp::Options& request, bool may_nak,
                                            Actions* actions) {
  Answer wanted = {ppp::kConfigureNak, {{ppp::MppeOption(Mode() | Strongest(config_.strengths))}}};
  if (Speaks() && may_nak) return wanted;
  if (Speaks()) GiveUp(kMppeNegotiationFailed, actions);
  // With MPPE required the link is being closed; what it must not be is acknowledged.
  if (usable_ && config_.policy == MppePolicy::kRequired) return wanted;
  return {ppp::kConfigureAck, request};
}

}  // namespace pptp::tunnel
