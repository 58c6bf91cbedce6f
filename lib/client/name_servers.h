#ifndef PPTP_LIB_CLIENT_NAME_SERVERS_H_
#define PPTP_LIB_CLIENT_NAME_SERVERS_H_

#include <pptp/error.h>

#include <string>
#include <vector>

#include "lib/client/network_plan.h"
#include "lib/client/program_call.h"

// How a machine is told of a tunnel's name servers: through what manages them there.
namespace pptp::client {

// Where to look; tests look elsewhere.
struct ResolverPaths {
  std::string resolv_conf = "/etc/resolv.conf";
  std::string resolved_folder = "/run/systemd/resolve";
  std::vector<std::string> program_folders = {"/usr/bin", "/bin", "/usr/sbin", "/sbin"};
};

struct Resolver {
  enum class Kind {
    kResolved,    // systemd-resolved, which knows name servers for each interface
    kResolvconf,  // Debian's resolvconf or openresolv, which puts resolv.conf together
    kFile,        // nobody: resolv.conf itself is to be changed
  };
  Kind kind = Kind::kFile;
  std::string program;      // resolvectl or resolvconf, with its path
  std::string resolv_conf;  // the file, for kFile
};

Resolver FindResolver(const ResolverPaths& paths = {});

// What to run, one after the other, to use the name servers, and to stop that. Nothing for kFile.
std::vector<ProgramCall> CallsToUse(const Resolver& resolver, const NameServerPlan& plan);
std::vector<ProgramCall> CallsToForget(const Resolver& resolver, const NameServerPlan& plan);

// The same where there is nothing to run; does nothing if there is. REQUIRES the right to write
// the file, at both times.
Result<void> UseInFile(const Resolver& resolver, const NameServerPlan& plan);
Result<void> ForgetInFile(const Resolver& resolver, const NameServerPlan& plan);

// Takes out what a process left there that could not: the lines of interfaces that are gone. Call
// it before the tunnel's own interface is made. The others need none of it: systemd-resolved
// forgets an interface that goes, and resolvconf's record is replaced at the next use.
Result<void> TidyFile(const Resolver& resolver);

// For the log and a dry run: "name servers 10.0.0.1 10.0.0.2 for pptp0 (through resolvectl)".
std::string NameServerText(const Resolver& resolver, const NameServerPlan& plan);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NAME_SERVERS_H_
