#ifndef PPTP_LIB_CLIENT_MACHINE_H_
#define PPTP_LIB_CLIENT_MACHINE_H_

#include <optional>

#include "lib/client/name_servers.h"
#include "lib/client/program_starter.h"

namespace pptp::client {

// What a client found out about its machine, and kept of its rights, at the start.
struct Machine {
  Resolver resolver;                       // looked for when name servers may be set
  std::optional<ProgramStarter> programs;  // when there is one that may be run
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_MACHINE_H_
