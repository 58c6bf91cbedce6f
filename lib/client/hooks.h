#ifndef PPTP_LIB_CLIENT_HOOKS_H_
#define PPTP_LIB_CLIENT_HOOKS_H_

#include <pptp/client_settings.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "lib/client/program_call.h"
#include "lib/tunnel/ipcp_options.h"

// The programs ip-up and ip-down, called as pppd(8) calls its scripts: with the arguments
//
//   interface tty speed local-address remote-address ipparam
//
// and with what is known of the tunnel in an environment that holds nothing else.
namespace pptp::client {

// What a tunnel has carried, for ip-down.
struct TunnelUse {
  std::chrono::seconds time{0};
  uint64_t bytes_sent = 0, bytes_received = 0;
};

struct HookFacts {
  std::string interface;
  tunnel::IpcpAgreed agreed;
  std::string ip_param, link_name;  // as in NetworkSettings
  bool use_peer_dns = false;        // NetworkSettings::dns
  std::string peer_name;            // remote_name, or the server as the user gave it
  std::string call_file;            // the peers file, if one was named
  std::optional<TunnelUse> use;     // when the tunnel has ended
};

// "program" is a path. The user and the process are those that call this.
ProgramCall HookCall(const std::string& program, const HookFacts& facts);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_HOOKS_H_
