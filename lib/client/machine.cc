#include "lib/client/machine.h"

#include <pptp/client.h>

#include <string>
#include <utility>
#include <vector>

#include "lib/client/privileges.h"

namespace pptp {

using client::Machine;
using client::ProgramStarter;
using client::Resolver;

ClientMachine::ClientMachine(std::unique_ptr<Machine> machine) : machine_(std::move(machine)) {}
ClientMachine::~ClientMachine() = default;
ClientMachine::ClientMachine(ClientMachine&&) noexcept = default;

Result<ClientMachine> ClientMachine::Prepare(const ClientSettings& settings) {
  const NetworkSettings& network = settings.network;
  if (Result<void> allowed = client::CheckPrivileges(); !allowed) return Fail(allowed.error());
  client::ProtectMemory();
  auto machine = std::make_unique<Machine>();
  std::vector<std::string> programs;
  for (const std::string& program : {network.ip_up, network.ip_down}) {
    if (!program.empty()) programs.push_back(program);
  }
  if (network.dns) {
    machine->resolver = client::FindResolver();
    if (machine->resolver.kind == Resolver::Kind::kFile) {
      if (Result<void> tidied = client::TidyFile(machine->resolver); !tidied) {
        return Fail(tidied.error());
      }
    } else {
      programs.push_back(machine->resolver.program);
    }
  }
  if (!programs.empty()) {
    Result<ProgramStarter> starter = ProgramStarter::Start(std::move(programs));
    if (!starter) return Fail(starter.error());
    machine->programs.emplace(std::move(*starter));
  }
  return ClientMachine(std::move(machine));
}

}  // namespace pptp
