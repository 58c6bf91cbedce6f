// What a tunnel would change on this machine, told without changing or connecting to anything.

#include <fmt/format.h>
#include <pptp/client.h>

#include <asio/error_code.hpp>
#include <iterator>
#include <optional>

#include "lib/client/ipv4.h"
#include "lib/client/name_lookup.h"
#include "lib/client/name_servers.h"
#include "lib/client/netlink.h"
#include "lib/client/network_plan.h"

namespace pptp {
namespace {

// Of the networks that are set aside for examples (RFC 5737): they stand for the addresses that
// only the server knows.
constexpr uint32_t kLocal = 0xc6336402, kRemote = 0xc6336401, kServer = 0xcb007101;
constexpr uint32_t kNameServer = 0xc6336435;

std::optional<uint32_t> Resolve(const std::string& server) {
  asio::error_code error;
  const auto addresses = client::NameLookup::AskSystem(server, &error);
  if (addresses.empty()) return std::nullopt;
  return addresses.front();
}

client::RouteTo FindRoute(uint32_t server) {
  Result<client::Netlink> netlink = client::Netlink::Open();
  if (!netlink) return {};
  return netlink->FindRoute(server).value_or(client::RouteTo());
}

void AppendPlan(const client::NetworkPlan& plan, std::string* text) {
  for (const client::NetworkChange& change : plan.changes) *text += ChangeText(change) + '\n';
  for (const std::string& warning : plan.warnings) *text += "# " + warning + '\n';
}

}  // namespace

std::string DescribeClientChanges(const ClientSettings& settings) {
  const NetworkSettings& network = settings.network;
  const std::string device = network.interface.empty() ? "pptp0" : network.interface;
  const std::optional<uint32_t> address = Resolve(settings.server);
  const uint32_t server = address.value_or(kServer);
  tunnel::IpcpAgreed agreed;
  agreed.local = network.local != 0 ? network.local : kLocal;
  agreed.remote = network.remote != 0 ? network.remote : kRemote;
  if (network.dns) agreed.dns[0] = kNameServer;

  std::string text;
  if (!address) {
    text = fmt::format("# {} has no address that is known here; {} stands for it.\n",
                       settings.server, Ipv4Text(server));
  }
  if (network.local == 0)
    text += fmt::format("# {} stands for the address that the server gives us.\n",
                        Ipv4Text(agreed.local));
  if (network.remote == 0)
    text +=
        fmt::format("# {} stands for the server's own in the tunnel.\n", Ipv4Text(agreed.remote));
  AppendPlan(client::PlanLink(device, settings.lcp.mtu), &text);
  const auto plan = client::PlanIpv4(network, agreed, {device, server, FindRoute(server)});
  if (!plan) return text + "# " + plan.error().message() + '\n';
  AppendPlan(*plan, &text);
  if (!plan->name_servers.servers.empty()) {
    text += fmt::format("# {}, which {} stands for\n",
                        NameServerText(client::FindResolver(), plan->name_servers),
                        Ipv4Text(kNameServer));
  }
  return text;
}

}  // namespace pptp
