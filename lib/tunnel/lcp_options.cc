#include "lib/tunnel/lcp_options.h"

#include <algorithm>
#include <bitset>
#include <utility>

#include "lib/tunnel/lcp_loopback.h"
#include "lib/tunnel/option_value.h"

namespace pptp::tunnel {
namespace {

using ppp::Option;
using ppp::Options;

bool Contains(const std::vector<AuthMethod>& methods, AuthMethod method) {
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

}  // namespace

LcpOptions::LcpOptions(LcpWishes wishes, RandomSource* random)
    : wishes_(std::move(wishes)), random_(random) {}

void LcpOptions::Restart() {
  asked_.mru = wishes_.mru == kDefaultMru ? 0 : wishes_.mru;
  asked_.asyncmap = wishes_.asyncmap;
  asked_.auth = wishes_.require_from_peer;
  asked_.magic = wishes_.magic;
  asked_.pcomp = wishes_.pcomp;
  asked_.accomp = wishes_.accomp;
  granted_ = {};
  loops_ = 0;
  magic_ = NewMagic();
}

Options LcpOptions::Request() {
  Options request;
  auto& list = request.list;
  if (asked_.mru != 0) list.push_back(U16Option(ppp::kLcpMru, asked_.mru));
  if (asked_.asyncmap) list.push_back(U32Option(ppp::kLcpAsyncmap, *asked_.asyncmap));
  if (!asked_.auth.empty()) list.push_back(AuthOption(asked_.auth.front()));
  if (asked_.magic) list.push_back(U32Option(ppp::kLcpMagic, magic_));
  if (asked_.pcomp) list.push_back(FlagOption(ppp::kLcpPcomp));
  if (asked_.accomp) list.push_back(FlagOption(ppp::kLcpAccomp));
  return request;
}

LcpAgreed LcpOptions::Agreed() const {
  LcpAgreed agreed;
  if (asked_.mru != 0) agreed.mru = asked_.mru;
  agreed.peer_mru = granted_.mru;
  agreed.receive_pcomp = asked_.pcomp;
  agreed.receive_accomp = asked_.accomp;
  agreed.send_pcomp = granted_.pcomp;
  agreed.send_accomp = granted_.accomp;
  agreed.auth_to_peer = granted_.auth;
  if (!asked_.auth.empty()) agreed.auth_of_peer = asked_.auth.front();
  if (asked_.magic) agreed.magic = magic_;
  agreed.peer_magic = granted_.magic;
  return agreed;
}

// What the peer does not want to receive it may send shorter, and what it offers to
// send longer we take up to the MRU that needs no negotiation.
bool LcpOptions::TakeMru(const Option& wanted, Asked* next) {
  const auto mru = U16Value(wanted);
  if (!mru) return false;
  if (*mru == kDefaultMru) next->mru = 0;
  if (*mru >= kLeastMru && (*mru < kDefaultMru || *mru <= next->mru)) next->mru = *mru;
  return true;
}

bool LcpOptions::TakeAuth(const Option& wanted, Asked* next) {
  if (next->auth.empty()) return true;  // it wants to be asked for a proof; we need none
  const AuthMethod current = next->auth.front();
  const auto method = AuthMethodOf(wanted);
  if (method == current) return false;
  if (method && Contains(next->auth, *method)) {
    next->auth = {*method};
    return true;
  }
  // A CHAP algorithm that is none of ours leaves the other algorithms; anything else says
  // that the peer does not speak the protocol that we asked for.
  const bool chap = current != AuthMethod::kPap;
  if (chap && !IsChap(wanted)) {
    std::erase_if(next->auth, [](AuthMethod other) { return other != AuthMethod::kPap; });
  } else {
    next->auth.erase(next->auth.begin());
  }
  return true;
}

bool LcpOptions::OnNak(const Options& wanted, Actions* actions) {
  Asked next = asked_;
  bool looped = false;
  std::bitset<256> seen;  // of values to choose from, the first is taken
  for (const Option& option : wanted.list) {
    if (seen.test(option.type)) continue;
    seen.set(option.type);
    switch (option.type) {
      case ppp::kLcpMru:
        if (!TakeMru(option, &next)) return false;
        break;
      case ppp::kLcpAsyncmap: {
        const auto map = U32Value(option);
        if (!map) return false;
        if (next.asyncmap) next.asyncmap = *next.asyncmap | *map;
        break;
      }
      case ppp::kLcpAuth:
        if (!TakeAuth(option, &next)) return false;
        break;
      case ppp::kLcpMagic:
        if (!U32Value(option)) return false;
        looped = asked_.magic;
        break;
      case ppp::kLcpPcomp:  // there is no other value: the peer does not want it
        next.pcomp = false;
        break;
      case ppp::kLcpAccomp:
        next.accomp = false;
        break;
      default:  // something that it wishes us to ask for, and that we have no use for
        break;
    }
  }
  if (wanted.list.empty()) return false;
  Settle(next, looped, actions);
  return true;
}

bool LcpOptions::OnReject(const Options& rejected, Actions* actions) {
  Asked next = asked_;
  bool looped = false;
  bool asked_for = false;
  for (const Option& option : rejected.list) {
    switch (option.type) {
      case ppp::kLcpMru:
        asked_for = asked_for || asked_.mru != 0;
        next.mru = 0;
        break;
      case ppp::kLcpAsyncmap:
        asked_for = asked_for || asked_.asyncmap;
        next.asyncmap.reset();
        break;
      case ppp::kLcpAuth:
        asked_for = asked_for || !asked_.auth.empty();
        next.auth.clear();
        break;
      case ppp::kLcpMagic:
        asked_for = asked_for || asked_.magic;
        // Another number than ours came as a Nak: however many there were, they speak of
        // a loop and not of a peer without magic numbers.
        if (asked_.magic && U32Value(option) != magic_) {
          looped = true;
        } else {
          next.magic = false;
        }
        break;
      case ppp::kLcpPcomp:
        asked_for = asked_for || asked_.pcomp;
        next.pcomp = false;
        break;
      case ppp::kLcpAccomp:
        asked_for = asked_for || asked_.accomp;
        next.accomp = false;
        break;
      default:
        break;
    }
  }
  if (!asked_for) return false;
  Settle(next, looped, actions);
  return true;
}

void LcpOptions::Settle(const Asked& next, bool looped, Actions* actions) {
  asked_ = next;
  if (!looped) {
    loops_ = 0;
    return;
  }
  magic_ = NewMagic();
  if (++loops_ == kMostLoops) CloseLoopedLink(actions);
}

Negotiator::Answer LcpOptions::Judge(const Options& request, bool may_nak, Actions* actions) {
  granted_ = {};
  auth_judged_ = false;
  OptionVerdicts verdicts(may_nak);
  for (const Option& option : request.list) JudgeOne(option, &verdicts, actions);
  return verdicts.Answer(request);
}

void LcpOptions::JudgeOne(const Option& option, OptionVerdicts* verdicts, Actions* actions) {
  switch (option.type) {
    case ppp::kLcpMru:
      return JudgeMru(option, verdicts);
    case ppp::kLcpAsyncmap:
      if (!U32Value(option)) verdicts->Reject(option);
      return;
    case ppp::kLcpAuth:
      return JudgeAuth(option, verdicts, actions);
    case ppp::kLcpMagic:
      return JudgeMagic(option, verdicts);
    case ppp::kLcpPcomp:
      return JudgeFlag(option, wishes_.pcomp, &granted_.pcomp, verdicts);
    case ppp::kLcpAccomp:
      return JudgeFlag(option, wishes_.accomp, &granted_.accomp, verdicts);
    default:
      return verdicts->Reject(option);
  }
}

void LcpOptions::JudgeMru(const Option& option, OptionVerdicts* verdicts) {
  const auto mru = U16Value(option);
  if (!mru) return verdicts->Reject(option);
  if (*mru < kLeastMru) return verdicts->Nak(option, U16Option(ppp::kLcpMru, kLeastMru));
  granted_.mru = *mru;
}

void LcpOptions::JudgeAuth(const Option& option, OptionVerdicts* verdicts, Actions* actions) {
  const auto& ours = wishes_.authenticate_to_peer;
  if (option.value.size() < 2 || ours.empty()) {
    actions->push_back(LogLine{Level::kDebug, "No auth is possible"});
    return verdicts->Reject(option);
  }
  if (auth_judged_) return verdicts->Reject(option);  // one proof is enough
  auth_judged_ = true;
  const auto method = AuthMethodOf(option);
  if (!method || !Contains(ours, *method)) return verdicts->Nak(option, AuthOption(ours.front()));
  granted_.auth = method;
}

void LcpOptions::JudgeMagic(const Option& option, OptionVerdicts* verdicts) {
  const auto magic = U32Value(option);
  if (!magic) return verdicts->Reject(option);
  // Zero says that there is none (RFC 1661 section 6.4).
  if (*magic == 0) return verdicts->Nak(option, U32Option(ppp::kLcpMagic, NewMagic()));
  if (asked_.magic && *magic == magic_) {
    return verdicts->AlwaysNak(U32Option(ppp::kLcpMagic, NewMagic()));
  }
  granted_.magic = *magic;
}

void LcpOptions::JudgeFlag(const Option& option, bool allowed, bool* granted,
                           OptionVerdicts* verdicts) {
  if (!allowed || !option.value.empty()) return verdicts->Reject(option);
  *granted = true;
}

// Neither zero nor the present one, whatever the random source says.
uint32_t LcpOptions::NewMagic() {
  uint32_t magic = random_->U32();
  while (magic == 0 || magic == magic_) ++magic;
  return magic;
}

}  // namespace pptp::tunnel
