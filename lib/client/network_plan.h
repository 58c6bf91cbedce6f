#ifndef PPTP_LIB_CLIENT_NETWORK_PLAN_H_
#define PPTP_LIB_CLIENT_NETWORK_PLAN_H_

#include <pptp/client_settings.h>
#include <pptp/error.h>

#include <cstdint>
#include <string>
#include <vector>

#include "lib/client/network_change.h"
#include "lib/tunnel/ipcp_options.h"
#include "lib/tunnel/ipv6cp_options.h"

// What a tunnel changes about the machine's network: from settings and from what was agreed with
// the server to a list of changes. Nothing here touches the machine.
namespace pptp::client {

// How packets reach an address now.
struct RouteTo {
  uint32_t gateway = 0;  // zero: it is on the device's own link
  std::string device;
  bool local = false;  // it is an address of this machine
};

// The name servers to be used, for names from within the tunnel.
struct NameServerPlan {
  std::string device;
  std::vector<uint32_t> servers;
  bool all_names = false;  // they are to be asked for every name, as the tunnel takes all traffic
};

struct NetworkPlan {
  std::vector<NetworkChange> changes;  // to be made in this order, and undone in reverse
  NameServerPlan name_servers;         // with no servers: leave them as they are
  std::vector<std::string> warnings;   // each a sentence for the log
};

// Where the tunnel is.
struct TunnelPlace {
  std::string device;       // the tunnel's interface
  uint32_t server = 0;      // the address that the tunnel's own packets go to
  RouteTo route_to_server;  // outside of the tunnel
};

// The interface, once a network protocol is up for the first time: its MTU and that it is up.
NetworkPlan PlanLink(const std::string& device, uint16_t mtu);

// IPv4: addresses, routes and name servers. Fails when the server gave addresses that nobody can
// have. A route that would take the tunnel's own packets into the tunnel is met by another one, to
// the server alone and outside of the tunnel; this holds, too, where the server's address inside
// the tunnel is its address outside.
Result<NetworkPlan> PlanIpv4(const NetworkSettings& settings, const tunnel::IpcpAgreed& agreed,
                             const TunnelPlace& place);

// IPv6: the link-local address.
NetworkPlan PlanIpv6(const tunnel::Ipv6cpAgreed& agreed, const std::string& device);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NETWORK_PLAN_H_
