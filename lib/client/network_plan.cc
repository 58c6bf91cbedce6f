#include "lib/client/network_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "lib/client/ipv4.h"

namespace pptp::client {
namespace {

// Both halves of IPv4 go before a default route without taking its place, so that nothing of the
// old one has to be put back.
constexpr Ipv4Network kHalves[] = {{0x00000000, 1}, {0x80000000, 1}};

// What is wrong with an address that a host is to have; nothing if all is well.
std::string_view FaultOf(uint32_t address) {
  if (address == 0) return "no address";
  if (address >> 24 == 0) return "a network without a host";
  if (address >> 24 == 127) return "a loopback address";
  if (address >> 28 == 0xe) return "a multicast address";
  if (address == 0xffffffff) return "the broadcast address";
  return {};
}

std::optional<Error> CheckAddresses(const tunnel::IpcpAgreed& agreed) {
  struct End {
    const char* whose;
    uint32_t address;
  };
  for (const End& end : {End{"us", agreed.local}, End{"itself", agreed.remote}}) {
    const std::string_view fault = FaultOf(end.address);
    if (fault.empty()) continue;
    return Error::InvalidArgument(
        fmt::format("the server named the address {} for {}, which is {}: its administrator has to "
                    "look at the addresses it gives away (pptpd: localip and remoteip)",
                    Ipv4Text(end.address), end.whose, fault));
  }
  if (agreed.local != agreed.remote) return std::nullopt;
  return Error::InvalidArgument(
      fmt::format("the server named the address {} for us and for itself: its administrator has to "
                  "look at the addresses it gives away (pptpd: localip and remoteip)",
                  Ipv4Text(agreed.local)));
}

// Puts an IPv4 plan together, part after part.
class Ipv4Planner {
 public:
  Ipv4Planner(const NetworkSettings& settings, const tunnel::IpcpAgreed& agreed,
              const TunnelPlace& place)
      : settings_(settings), agreed_(agreed), place_(place) {}

  NetworkPlan Make() {
    CollectRoutes();
    CollectNameServers();
    KeepServerOutside();
    plan_.changes.push_back(PointToPointAddress{.device = place_.device,
                                                .local = agreed_.local,
                                                .peer = agreed_.remote,
                                                .peer_route = !server_is_peer()});
    for (const Ipv4Network& network : inside_) {
      plan_.changes.push_back(Route{.network = network, .device = place_.device});
    }
    return std::move(plan_);
  }

 private:
  bool server_is_peer() const { return agreed_.remote == place_.server; }

  bool IsInside(uint32_t address) const {
    return std::any_of(inside_.begin(), inside_.end(),
                       [&](const Ipv4Network& network) { return Covers(network, address); });
  }

  void AddInside(Ipv4Network network) {
    network.address &= NetworkMask(network.prefix);
    const bool known = std::any_of(inside_.begin(), inside_.end(), [&](const Ipv4Network& other) {
      return other.address == network.address && other.prefix == network.prefix;
    });
    if (!known) inside_.push_back(network);
  }

  void CollectRoutes() {
    bool all = settings_.default_route;
    for (const Ipv4Network& network : settings_.routes) {
      if (network.prefix == 0) {
        all = true;
      } else if (network.prefix == 32 && network.address == place_.server) {
        plan_.warnings.push_back(
            fmt::format("no route to {} through the tunnel: it is the server itself, and the "
                        "tunnel's own packets would go round in a circle",
                        Ipv4Text(network)));
      } else {
        AddInside(network);
      }
    }
    if (all) std::for_each(std::begin(kHalves), std::end(kHalves), [&](auto n) { AddInside(n); });
    plan_.name_servers.all_names = all;
  }

  void CollectNameServers() {
    if (!settings_.dns) return;
    plan_.name_servers.device = place_.device;
    std::vector<uint32_t>& servers = plan_.name_servers.servers;
    for (uint32_t address : agreed_.dns) {
      if (address == 0 || std::find(servers.begin(), servers.end(), address) != servers.end()) {
        continue;
      }
      if (const std::string_view fault = FaultOf(address); !fault.empty()) {
        plan_.warnings.push_back(fmt::format("the server named {} as a name server, which is {}",
                                             Ipv4Text(address), fault));
        continue;
      }
      servers.push_back(address);
      AddRouteToNameServer(address);
    }
    if (servers.empty()) {
      plan_.warnings.emplace_back("the server named no name servers: they stay as they are");
    }
  }

  // A name server of the tunnel's is as a rule to be reached through the tunnel only.
  void AddRouteToNameServer(uint32_t address) {
    if (address == agreed_.remote || address == place_.server || IsInside(address)) return;
    AddInside({address, 32});
  }

  void KeepServerOutside() {
    if (server_is_peer()) {
      plan_.warnings.push_back(
          fmt::format("the server has the address {} inside of the tunnel as well as outside: it "
                      "is reached outside, so that the tunnel's own packets do not go round in a "
                      "circle",
                      Ipv4Text(place_.server)));
    }
    if (place_.route_to_server.local) return;  // the kernel looks for those before any route
    if (!server_is_peer() && !IsInside(place_.server)) return;
    plan_.changes.push_back(Route{.network = {place_.server, 32},
                                  .gateway = place_.route_to_server.gateway,
                                  .device = place_.route_to_server.device});
  }

  const NetworkSettings& settings_;
  const tunnel::IpcpAgreed& agreed_;
  const TunnelPlace& place_;
  std::vector<Ipv4Network> inside_;  // routes through the tunnel
  NetworkPlan plan_;
};

}  // namespace

NetworkPlan PlanLink(const std::string& device, uint16_t mtu) {
  NetworkPlan plan;
  // Else IPv6 would begin by itself on a link whose peer may not speak it.
  plan.changes.push_back(LinkAddressGeneration{.device = device, .automatic = false});
  plan.changes.push_back(LinkMtu{.device = device, .mtu = mtu});
  plan.changes.push_back(LinkState{.device = device, .up = true});
  return plan;
}

Result<NetworkPlan> PlanIpv4(const NetworkSettings& settings, const tunnel::IpcpAgreed& agreed,
                             const TunnelPlace& place) {
  if (auto error = CheckAddresses(agreed)) return Fail(*std::move(error));
  return Ipv4Planner(settings, agreed, place).Make();
}

NetworkPlan PlanIpv6(const tunnel::Ipv6cpAgreed& agreed, const std::string& device) {
  NetworkPlan plan;
  plan.changes.push_back(LinkLocalAddress{.device = device, .identifier = agreed.local});
  return plan;
}

}  // namespace pptp::client
