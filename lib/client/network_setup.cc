#include "lib/client/network_setup.h"

#include <utility>

namespace pptp::client {

NetworkSetup::NetworkSetup(Netlink netlink, Say say)
    : netlink_(std::move(netlink)), say_(std::move(say)) {}

Result<void> NetworkSetup::Make(const NetworkPlan& plan) {
  for (const std::string& warning : plan.warnings) say_(warning);
  for (const NetworkChange& change : plan.changes) {
    Result<std::optional<NetworkChange>> inverse = netlink_.Apply(change);
    if (!inverse) return Fail(inverse.error());
    say_(ChangeText(change));
    if (*inverse) undo_.push_back(std::move(**inverse));
  }
  return {};
}

void NetworkSetup::Undo() {
  while (!undo_.empty()) {
    const NetworkChange change = std::move(undo_.back());
    undo_.pop_back();
    const Result<std::optional<NetworkChange>> undone = netlink_.Apply(change);
    say_(undone ? ChangeText(change) : undone.error().message());
  }
}

}  // namespace pptp::client
