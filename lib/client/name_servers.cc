#include "lib/client/name_servers.h"

#include <fmt/format.h>
#include <net/if.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "lib/client/file_edit.h"
#include "lib/client/ipv4.h"
#include "lib/client/resolv_conf_text.h"

namespace pptp::client {
namespace {

namespace fs = std::filesystem;

// Empty if there is none.
std::string FindProgram(std::string_view name, const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) {
    std::string path = fmt::format("{}/{}", folder, name);
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

// systemd-resolved answers for the machine if its file is the one that programs read.
bool ResolvedRules(const ResolverPaths& paths) {
  std::error_code error;
  const fs::path file = fs::weakly_canonical(paths.resolv_conf, error);
  if (error) return false;
  const fs::path folder = fs::weakly_canonical(paths.resolved_folder, error);
  return !error && file.parent_path() == folder;
}

std::vector<std::string> Texts(const std::vector<uint32_t>& servers) {
  std::vector<std::string> texts;
  for (uint32_t server : servers) texts.push_back(Ipv4Text(server));
  return texts;
}

ProgramCall Call(std::vector<std::string> arguments, std::string input = {}) {
  return {
      .arguments = std::move(arguments), .environment = {ProgramPath()}, .input = std::move(input)};
}

// resolvconf keeps one record for each name like this.
std::string RecordName(const NameServerPlan& plan) {
  return plan.device + ".pptp";
}

}  // namespace

Resolver FindResolver(const ResolverPaths& paths) {
  Resolver resolver;
  resolver.resolv_conf = paths.resolv_conf;
  resolver.program = FindProgram("resolvectl", paths.program_folders);
  if (!resolver.program.empty() && ResolvedRules(paths)) {
    resolver.kind = Resolver::Kind::kResolved;
    return resolver;
  }
  resolver.program = FindProgram("resolvconf", paths.program_folders);
  if (!resolver.program.empty()) resolver.kind = Resolver::Kind::kResolvconf;
  return resolver;
}

std::vector<ProgramCall> CallsToUse(const Resolver& resolver, const NameServerPlan& plan) {
  std::vector<ProgramCall> calls;
  if (resolver.kind == Resolver::Kind::kResolved) {
    std::vector<std::string> arguments = {resolver.program, "dns", plan.device};
    for (std::string& server : Texts(plan.servers)) arguments.push_back(std::move(server));
    calls.push_back(Call(std::move(arguments)));
    // With "~." the tunnel's servers alone are asked; without, all of the machine's are, and the
    // first that knows a name wins.
    if (plan.all_names) calls.push_back(Call({resolver.program, "domain", plan.device, "~."}));
  } else if (resolver.kind == Resolver::Kind::kResolvconf) {
    std::string record;
    for (const std::string& server : Texts(plan.servers)) record += "nameserver " + server + "\n";
    calls.push_back(Call({resolver.program, "-a", RecordName(plan)}, std::move(record)));
  }
  return calls;
}

std::vector<ProgramCall> CallsToForget(const Resolver& resolver, const NameServerPlan& plan) {
  switch (resolver.kind) {
    case Resolver::Kind::kResolved:
      return {Call({resolver.program, "revert", plan.device})};
    case Resolver::Kind::kResolvconf:
      return {Call({resolver.program, "-d", RecordName(plan)})};
    case Resolver::Kind::kFile:
      break;
  }
  return {};
}

Result<void> UseInFile(const Resolver& resolver, const NameServerPlan& plan) {
  if (resolver.kind != Resolver::Kind::kFile) return {};
  return EditFile(resolver.resolv_conf, [&](std::string_view text) {
    return WithNameServers(text, plan.device, plan.servers);
  });
}

Result<void> ForgetInFile(const Resolver& resolver, const NameServerPlan& plan) {
  if (resolver.kind != Resolver::Kind::kFile) return {};
  return EditFile(resolver.resolv_conf,
                  [&](std::string_view text) { return WithoutNameServers(text, plan.device); });
}

Result<void> TidyFile(const Resolver& resolver) {
  if (resolver.kind != Resolver::Kind::kFile) return {};
  return EditFile(resolver.resolv_conf, [](std::string_view text) {
    return WithoutLeftovers(text, [](std::string_view device) {
      return if_nametoindex(std::string(device).c_str()) == 0;
    });
  });
}

std::string NameServerText(const Resolver& resolver, const NameServerPlan& plan) {
  return fmt::format(
      "name servers {} for {} (through {})", fmt::join(Texts(plan.servers), " "), plan.device,
      resolver.kind == Resolver::Kind::kFile ? resolver.resolv_conf : resolver.program);
}

}  // namespace pptp::client
