#include "lib/tunnel/ipcp_options.h"

#include <bitset>

#include "lib/tunnel/option_value.h"

namespace pptp::tunnel {

using ppp::Option;
using ppp::Options;

IpcpOptions::IpcpOptions(const IpcpWishes& wishes) : wishes_(wishes) {}

void IpcpOptions::Restart() {
  asks_address_ = true;
  local_ = wishes_.local;
  servers_ = {{{ppp::kIpcpDns1, wishes_.ask_dns, 0},
               {ppp::kIpcpDns2, wishes_.ask_dns, 0},
               {ppp::kIpcpWins1, wishes_.ask_wins, 0},
               {ppp::kIpcpWins2, wishes_.ask_wins, 0}}};
  remote_told_ = false;
  remote_ = 0;
  remote_wanted_ = true;
}

Options IpcpOptions::Request() {
  Options request;
  if (asks_address_) request.list.push_back(U32Option(ppp::kIpcpAddress, local_));
  for (const Server& server : servers_) {
    if (server.asked) request.list.push_back(U32Option(server.type, server.address));
  }
  return request;
}

IpcpAgreed IpcpOptions::Agreed() const {
  IpcpAgreed agreed;
  agreed.local = local_;
  agreed.remote = remote_told_ ? remote_ : wishes_.remote;
  agreed.dns = {servers_[0].address, servers_[1].address};
  agreed.wins = {servers_[2].address, servers_[3].address};
  return agreed;
}

IpcpOptions::Server* IpcpOptions::FindServer(uint8_t type) {
  for (Server& server : servers_) {
    if (server.type == type) return &server;
  }
  return nullptr;
}

bool IpcpOptions::OnNak(const Options& wanted, Actions* /*actions*/) {
  if (wanted.list.empty()) return false;
  for (const Option& option : wanted.list) {
    const bool ours = option.type == ppp::kIpcpAddress || FindServer(option.type);
    if (ours && !U32Value(option)) return false;
  }
  std::bitset<256> seen;  // of addresses to choose from, the first is taken
  for (const Option& option : wanted.list) {
    if (seen.test(option.type)) continue;
    seen.set(option.type);
    const uint32_t address = U32Value(option).value_or(0);
    if (option.type == ppp::kIpcpAddress) {
      if (address == 0 || !wishes_.accept_local) continue;
      local_ = address;
      asks_address_ = true;
    } else if (Server* server = FindServer(option.type)) {
      // The peer that has no address for us, or sends back what we asked for, has none.
      server->asked = address != 0 && !(server->asked && server->address == address);
      server->address = server->asked ? address : 0;
    }
  }
  return true;
}

bool IpcpOptions::OnReject(const Options& rejected, Actions* /*actions*/) {
  bool asked_for = false;
  for (const Option& option : rejected.list) {
    if (option.type == ppp::kIpcpAddress) {
      asked_for = asked_for || asks_address_;
      asks_address_ = false;
    } else if (Server* server = FindServer(option.type)) {
      asked_for = asked_for || server->asked;
      *server = {server->type, false, 0};
    }
  }
  return asked_for;
}

Negotiator::Answer IpcpOptions::Judge(const Options& request, bool may_nak, Actions* /*actions*/) {
  remote_told_ = false;
  remote_ = 0;
  OptionVerdicts verdicts(may_nak);
  for (const Option& option : request.list) {
    if (option.type == ppp::kIpcpAddress) {
      JudgeAddress(option, &verdicts);
    } else {
      JudgeServer(option, &verdicts);
    }
  }
  if (!remote_told_ && remote_wanted_ && !verdicts.rejects() && may_nak) {
    verdicts.Ask(U32Option(ppp::kIpcpAddress, wishes_.remote));
    remote_wanted_ = false;  // a peer that does not want to tell is not asked again
  }
  return verdicts.Answer(request);
}

// A peer without an address, or with another one than we insist on, is told ours for
// it. What neither side knows cannot be negotiated.
void IpcpOptions::JudgeAddress(const Option& option, OptionVerdicts* verdicts) {
  const auto address = U32Value(option);
  if (!address) return verdicts->Reject(option);
  if (*address == 0 && wishes_.remote == 0) {
    remote_wanted_ = false;
    return verdicts->Reject(option);
  }
  remote_told_ = true;
  remote_ = *address;
  const bool accepted = wishes_.accept_remote || wishes_.remote == 0;
  if (*address != wishes_.remote && (*address == 0 || !accepted)) {
    verdicts->Nak(option, U32Option(ppp::kIpcpAddress, wishes_.remote));
  }
}

uint32_t IpcpOptions::GivenServer(uint8_t type) const {
  const bool dns = type == ppp::kIpcpDns1 || type == ppp::kIpcpDns2;
  const bool second = type == ppp::kIpcpDns2 || type == ppp::kIpcpWins2;
  const auto& [primary, secondary] = dns ? wishes_.give_dns : wishes_.give_wins;
  if (second) return secondary != 0 ? secondary : primary;
  return primary != 0 ? primary : secondary;
}

void IpcpOptions::JudgeServer(const Option& option, OptionVerdicts* verdicts) const {
  switch (option.type) {
    case ppp::kIpcpDns1:
    case ppp::kIpcpDns2:
    case ppp::kIpcpWins1:
    case ppp::kIpcpWins2:
      break;
    default:
      return verdicts->Reject(option);
  }
  const uint32_t given = GivenServer(option.type);
  const auto asked = U32Value(option);
  if (!asked || given == 0) return verdicts->Reject(option);
  if (*asked != given) verdicts->Nak(option, U32Option(option.type, given));
}

}  // namespace pptp::tunnel
