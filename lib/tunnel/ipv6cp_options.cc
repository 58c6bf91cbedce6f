#include "lib/tunnel/ipv6cp_options.h"

#include "lib/tunnel/option_value.h"

namespace pptp::tunnel {

using ppp::Option;
using ppp::Options;

Ipv6cpOptions::Ipv6cpOptions(const Ipv6cpWishes& wishes, RandomSource* random)
    : wishes_(wishes), random_(random) {}

void Ipv6cpOptions::Restart() {
  asks_ = true;
  remote_ = proposed_ = 0;
  remote_told_ = false;
  remote_wanted_ = true;
  local_ = wishes_.local != 0 ? wishes_.local : NewId();
}

Options Ipv6cpOptions::Request() {
  Options request;
  if (asks_) request.list.push_back(U64Option(ppp::kIpv6cpInterfaceId, local_));
  return request;
}

bool Ipv6cpOptions::OnNak(const Options& wanted, Actions* /*actions*/) {
  if (wanted.list.empty()) return false;
  for (const Option& option : wanted.list) {
    if (option.type != ppp::kIpv6cpInterfaceId) continue;
    const auto id = U64Value(option);
    if (!id) return false;
    // What we just gave to the peer cannot be ours too.
    local_ = *id == 0 || *id == proposed_ ? NewId() : *id;
    asks_ = true;
    break;  // of several to choose from, the first is taken
  }
  return true;
}

bool Ipv6cpOptions::OnReject(const Options& rejected, Actions* /*actions*/) {
  bool asked_for = false;
  for (const Option& option : rejected.list) {
    asked_for = asked_for || (asks_ && option.type == ppp::kIpv6cpInterfaceId);
  }
  if (asked_for) asks_ = false;
  return asked_for;
}

Negotiator::Answer Ipv6cpOptions::Judge(const Options& request, bool may_nak,
                                        Actions* /*actions*/) {
  remote_ = 0;
  remote_told_ = false;
  OptionVerdicts verdicts(may_nak);
  for (const Option& option : request.list) {
    if (option.type == ppp::kIpv6cpInterfaceId && option.value.size() == sizeof(uint64_t)) {
      JudgeId(option, &verdicts);
    } else {
      verdicts.Reject(option);
    }
  }
  if (!remote_told_ && remote_wanted_ && !verdicts.rejects() && may_nak) {
    verdicts.Ask(U64Option(ppp::kIpv6cpInterfaceId, RemoteProposal()));
    remote_wanted_ = false;  // a peer that does not want to tell is not asked again
  }
  return verdicts.Answer(request);
}

void Ipv6cpOptions::JudgeId(const Option& option, OptionVerdicts* verdicts) {
  const uint64_t id = U64Value(option).value_or(0);
  remote_told_ = true;
  if (id == 0 || id == local_) {
    return verdicts->Nak(option, U64Option(ppp::kIpv6cpInterfaceId, RemoteProposal()));
  }
  remote_ = id;
}

// An identifier that is made up is not one that a manufacturer gave: the universal bit
// is clear (RFC 5072 section 4.1). Neither zero nor in use, whatever the random source says.
uint64_t Ipv6cpOptions::NewId() {
  constexpr uint64_t kUniversal = uint64_t{0x02} << 56;
  uint64_t id = uint64_t{random_->U32()} << 32;
  id = (id | random_->U32()) & ~kUniversal;
  while (id == 0 || id == local_ || id == remote_ || id == proposed_) id = (id + 1) & ~kUniversal;
  return id;
}

uint64_t Ipv6cpOptions::RemoteProposal() {
  const bool wished = wishes_.remote != 0 && wishes_.remote != local_;
  proposed_ = wished ? wishes_.remote : NewId();
  return proposed_;
}

}  // namespace pptp::tunnel
