#include "lib/client/network_setup.h"

#include <utility>

namespace pptp::client {

NetworkSetup::NetworkSetup(Netlink netlink, const Machine* machine, Programs* programs, Say say)
    : netlink_(std::move(netlink)), machine_(machine), programs_(programs), say_(std::move(say)) {}

Result<void> NetworkSetup::Make(const NetworkPlan& plan) {
  for (const std::string& warning : plan.warnings) say_(warning);
  for (const NetworkChange& change : plan.changes) {
    Result<std::optional<NetworkChange>> inverse = netlink_.Apply(change);
    if (!inverse) return Fail(inverse.error());
    say_(ChangeText(change));
    if (*inverse) undo_.push_back(std::move(**inverse));
  }
  return UseNameServers(plan.name_servers);
}

Result<void> NetworkSetup::UseNameServers(const NameServerPlan& plan) {
  if (plan.servers.empty()) return {};
  say_(NameServerText(machine_->resolver, plan));
  name_servers_ = plan;
  for (const ProgramCall& call : CallsToUse(machine_->resolver, plan)) programs_->Run(call);
  return UseInFile(machine_->resolver, plan);
}

void NetworkSetup::ForgetNameServers() {
  if (!name_servers_) return;
  for (const ProgramCall& call : CallsToForget(machine_->resolver, *name_servers_)) {
    programs_->Run(call);
  }
  const Result<void> forgotten = ForgetInFile(machine_->resolver, *name_servers_);
  if (!forgotten) say_(forgotten.error().message());
  name_servers_.reset();
}

void NetworkSetup::Undo() {
  ForgetNameServers();
  while (!undo_.empty()) {
    const NetworkChange change = std::move(undo_.back());
    undo_.pop_back();
    const Result<std::optional<NetworkChange>> undone = netlink_.Apply(change);
    say_(undone ? ChangeText(change) : undone.error().message());
  }
}

}  // namespace pptp::client
