#include "lib/client/network_change.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <string_view>

#include "lib/client/ipv4.h"
#include "lib/client/link_local.h"

namespace pptp::client {
namespace {

std::string_view VerbText(Verb verb) {
  return verb == Verb::kAdd ? "add" : "del";
}

std::string Text(const LinkMtu& change) {
  return fmt::format("ip link set dev {} mtu {}", change.device, change.mtu);
}

std::string Text(const LinkState& change) {
  return fmt::format("ip link set dev {} {}", change.device, change.up ? "up" : "down");
}

std::string Text(const LinkAddressGeneration& change) {
  return fmt::format("ip link set dev {} addrgenmode {}", change.device,
                     change.automatic ? "eui64" : "none");
}

std::string Text(const PointToPointAddress& change) {
  return fmt::format("ip address {} {} peer {}/32 dev {}{}", VerbText(change.verb),
                     Ipv4Text(change.local), Ipv4Text(change.peer), change.device,
                     change.peer_route ? "" : " noprefixroute");
}

std::string Text(const LinkLocalAddress& change) {
  char text[INET6_ADDRSTRLEN];
  const in6_addr address = LinkLocal(change.identifier);
  inet_ntop(AF_INET6, &address, text, sizeof text);
  return fmt::format("ip address {} {}/64 dev {}", VerbText(change.verb), text, change.device);
}

std::string Text(const Route& change) {
  const std::string gateway =
      change.gateway == 0 ? "" : fmt::format("via {} ", Ipv4Text(change.gateway));
  return fmt::format("ip route {} {} {}dev {}", VerbText(change.verb), Ipv4Text(change.network),
                     gateway, change.device);
}

}  // namespace

std::string ChangeText(const NetworkChange& change) {
  return std::visit([](const auto& kind) { return Text(kind); }, change);
}

}  // namespace pptp::client
