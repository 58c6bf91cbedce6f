#include "lib/client/netlink.h"

#include <fmt/format.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <netlink/addr.h>
#include <netlink/attr.h>
#include <netlink/errno.h>
#include <netlink/msg.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/link/inet6.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>
#include <netlink/socket.h>

#include <cerrno>
#include <string_view>

#include "lib/client/ipv4.h"
#include "lib/client/link_local.h"
#include "lib/client/netlink_socket.h"

namespace pptp::client {
namespace {

using Undo = std::optional<NetworkChange>;
using LinkPointer = NlPointer<rtnl_link, rtnl_link_put>;
using MessagePointer = NlPointer<nl_msg, nlmsg_free>;
using RoutePointer = NlPointer<rtnl_route, rtnl_route_put>;
using AddressPointer = NlPointer<nl_addr, nl_addr_put>;

AddressPointer Address(uint32_t number) {
  const uint32_t bytes = htonl(number);
  return AddressPointer(nl_addr_build(AF_INET, &bytes, sizeof bytes));
}

uint32_t Number(nl_addr* address) {
  if (address == nullptr || nl_addr_get_family(address) != AF_INET) return 0;
  return ntohl(static_cast<const in_addr*>(nl_addr_get_binary_addr(address))->s_addr);
}

MessagePointer RouteRequest(uint32_t address) {
  MessagePointer message(nlmsg_alloc_simple(RTM_GETROUTE, 0));
  rtmsg header{};
  header.rtm_family = AF_INET;
  header.rtm_dst_len = 32;
  nlmsg_append(message.get(), &header, sizeof header, NLMSG_ALIGNTO);
  nla_put_u32(message.get(), RTA_DST, htonl(address));
  return message;
}

int TakeRoute(nl_msg* message, void* route) {
  rtnl_route* found = nullptr;
  if (rtnl_route_parse(nlmsg_hdr(message), &found) == 0) {
    static_cast<RoutePointer*>(route)->reset(found);
  }
  return NL_OK;
}

template <typename Change>
Change Inverse(Change change) {
  change.verb = change.verb == Verb::kAdd ? Verb::kDelete : Verb::kAdd;
  return change;
}

}  // namespace

// Makes changes of each kind, and turns libnl's results into ours.
class Netlink::Socket : public NetlinkSocket {
 public:
  Result<LinkPointer> FindLink(const std::string& name) { return FindLink(0, name.c_str()); }
  Result<RouteTo> FindRoute(uint32_t address);

  Result<Undo> Apply(const LinkMtu& change);
  Result<Undo> Apply(const LinkState& change);
  Result<Undo> Apply(const LinkAddressGeneration& change);
  Result<Undo> Apply(const PointToPointAddress& change);
  Result<Undo> Apply(const LinkLocalAddress& change);
  Result<Undo> Apply(const Route& change);

 private:
  Result<LinkPointer> FindLink(int index, const char* name);
  template <typename Change>
  Result<Undo> ChangeLink(rtnl_link* link, rtnl_link* wanted, const Change& undo);
  template <typename Change>
  Result<Undo> ChangeAddress(rtnl_addr* address, const Change& change);
  bool Has(const Route& wanted, int device);
  // For a "change" with a verb that came to "result".
  template <typename Change>
  Result<Undo> Finish(int result, const Change& change);
};

Result<LinkPointer> Netlink::Socket::FindLink(int index, const char* name) {
  rtnl_link* found = nullptr;
  const int result = rtnl_link_get_kernel(Begin(), index, name, &found);
  if (result == 0) return LinkPointer(found);
  const std::string shown = name != nullptr ? name : fmt::format("number {}", index);
  return Fail(Error::Io(fmt::format("cannot find the interface {}: {}", shown, Reason(result))));
}

// Whether the main table holds this very route, and not just one to the same network.
bool Netlink::Socket::Has(const Route& wanted, int device) {
  nl_cache* all = nullptr;
  if (rtnl_route_alloc_cache(Begin(), AF_INET, 0, &all) != 0) return false;
  const NlPointer<nl_cache, nl_cache_free> routes(all);
  for (nl_object* at = nl_cache_get_first(all); at != nullptr; at = nl_cache_get_next(at)) {
    auto* route = reinterpret_cast<rtnl_route*>(at);
    nl_addr* network = rtnl_route_get_dst(route);
    rtnl_nexthop* hop = rtnl_route_nexthop_n(route, 0);
    if (hop != nullptr && rtnl_route_get_table(route) == RT_TABLE_MAIN &&
        nl_addr_get_prefixlen(network) == wanted.network.prefix &&
        Number(network) == wanted.network.address && rtnl_route_nh_get_ifindex(hop) == device &&
        Number(rtnl_route_nh_get_gateway(hop)) == wanted.gateway) {
      return true;
    }
  }
  return false;
}

// The kernel answers with the one route that it would take, and then acknowledges.
Result<RouteTo> Netlink::Socket::FindRoute(uint32_t address) {
  const auto fail = [&](int result) {
    return Fail(
        Error::Io(fmt::format("no way to {} is known: {}", Ipv4Text(address), Reason(result))));
  };
  nl_sock* socket = Begin();
  const MessagePointer request = RouteRequest(address);
  RoutePointer route;
  nl_socket_modify_cb(socket, NL_CB_VALID, NL_CB_CUSTOM, &TakeRoute, &route);
  int result = nl_send_auto(socket, request.get());
  if (result >= 0) result = nl_recvmsgs_default(socket);
  if (result >= 0) result = nl_wait_for_ack(socket);
  nl_socket_modify_cb(socket, NL_CB_VALID, NL_CB_DEFAULT, nullptr, nullptr);
  if (result < 0) return fail(result);
  rtnl_nexthop* hop = route ? rtnl_route_nexthop_n(route.get(), 0) : nullptr;
  if (hop == nullptr) return fail(-NLE_OBJ_NOTFOUND);
  auto link = FindLink(rtnl_route_nh_get_ifindex(hop), nullptr);
  if (!link) return Fail(link.error());
  return RouteTo{.gateway = Number(rtnl_route_nh_get_gateway(hop)),
                 .device = rtnl_link_get_name(link->get()),
                 .local = rtnl_route_get_type(route.get()) == RTN_LOCAL};
}

template <typename Change>
Result<Undo> Netlink::Socket::ChangeLink(rtnl_link* link, rtnl_link* wanted, const Change& undo) {
  const int result = rtnl_link_change(Begin(), link, wanted, 0);
  if (result == 0) return Undo(undo);
  return Fail(Error::Io(Reason(result)));
}

Result<Undo> Netlink::Socket::Apply(const LinkMtu& change) {
  auto link = FindLink(change.device);
  if (!link) return Fail(link.error());
  const auto before = static_cast<uint16_t>(rtnl_link_get_mtu(link->get()));
  if (before == change.mtu) return Undo();
  const LinkPointer wanted(rtnl_link_alloc());
  rtnl_link_set_mtu(wanted.get(), change.mtu);
  return ChangeLink(link->get(), wanted.get(), LinkMtu{change.device, before});
}

Result<Undo> Netlink::Socket::Apply(const LinkState& change) {
  auto link = FindLink(change.device);
  if (!link) return Fail(link.error());
  const bool before = (rtnl_link_get_flags(link->get()) & IFF_UP) != 0;
  if (before == change.up) return Undo();
  const LinkPointer wanted(rtnl_link_alloc());
  (change.up ? rtnl_link_set_flags : rtnl_link_unset_flags)(wanted.get(), IFF_UP);
  return ChangeLink(link->get(), wanted.get(), LinkState{change.device, before});
}

Result<Undo> Netlink::Socket::Apply(const LinkAddressGeneration& change) {
  auto link = FindLink(change.device);
  if (!link) return Fail(link.error());
  uint8_t before = 0;
  // A kernel without IPv6 generates nothing.
  if (rtnl_link_inet6_get_addr_gen_mode(link->get(), &before) != 0) return Undo();
  const uint8_t mode = change.automatic ? IN6_ADDR_GEN_MODE_EUI64 : IN6_ADDR_GEN_MODE_NONE;
  if (before == mode) return Undo();
  const LinkPointer wanted(rtnl_link_alloc());
  rtnl_link_inet6_set_addr_gen_mode(wanted.get(), mode);
  return ChangeLink(link->get(), wanted.get(),
                    LinkAddressGeneration{change.device, before != IN6_ADDR_GEN_MODE_NONE});
}

template <typename Change>
Result<Undo> Netlink::Socket::Finish(int result, const Change& change) {
  if (result == 0) return Undo(Inverse(change));
  const int error = kernel_error();
  if (change.verb == Verb::kAdd && error == EEXIST) return Undo();
  const bool gone = error == ESRCH || error == EADDRNOTAVAIL || error == ENODEV;
  if (change.verb == Verb::kDelete && gone) return Undo();
  return Fail(Error::Io(Reason(result)));
}

template <typename Change>
Result<Undo> Netlink::Socket::ChangeAddress(rtnl_addr* address, const Change& change) {
  nl_sock* socket = Begin();
  return Finish(change.verb == Verb::kAdd ? rtnl_addr_add(socket, address, NLM_F_EXCL)
                                          : rtnl_addr_delete(socket, address, 0),
                change);
}

Result<Undo> Netlink::Socket::Apply(const PointToPointAddress& change) {
  auto link = FindLink(change.device);
  if (!link && change.verb == Verb::kDelete) return Undo();
  if (!link) return Fail(link.error());
  const NlPointer<rtnl_addr, rtnl_addr_put> address(rtnl_addr_alloc());
  rtnl_addr_set_ifindex(address.get(), rtnl_link_get_ifindex(link->get()));
  rtnl_addr_set_local(address.get(), Address(change.local).get());
  rtnl_addr_set_peer(address.get(), Address(change.peer).get());
  rtnl_addr_set_prefixlen(address.get(), 32);
  if (!change.peer_route) rtnl_addr_set_flags(address.get(), IFA_F_NOPREFIXROUTE);
  return ChangeAddress(address.get(), change);
}

Result<Undo> Netlink::Socket::Apply(const LinkLocalAddress& change) {
  auto link = FindLink(change.device);
  if (!link && change.verb == Verb::kDelete) return Undo();
  if (!link) return Fail(link.error());
  const in6_addr bytes = LinkLocal(change.identifier);
  const AddressPointer local(nl_addr_build(AF_INET6, &bytes, sizeof bytes));
  nl_addr_set_prefixlen(local.get(), 64);
  const NlPointer<rtnl_addr, rtnl_addr_put> address(rtnl_addr_alloc());
  rtnl_addr_set_ifindex(address.get(), rtnl_link_get_ifindex(link->get()));
  rtnl_addr_set_local(address.get(), local.get());
  // The peer has said that it has another one; there is nobody else on the link to ask.
  rtnl_addr_set_flags(address.get(), IFA_F_NODAD);
  return ChangeAddress(address.get(), change);
}

Result<Undo> Netlink::Socket::Apply(const Route& change) {
  auto link = FindLink(change.device);
  if (!link && change.verb == Verb::kDelete) return Undo();
  if (!link) return Fail(link.error());
  const AddressPointer network = Address(change.network.address);
  nl_addr_set_prefixlen(network.get(), change.network.prefix);
  const RoutePointer route(rtnl_route_alloc());
  rtnl_route_set_family(route.get(), AF_INET);
  rtnl_route_set_dst(route.get(), network.get());
  rtnl_route_set_table(route.get(), RT_TABLE_MAIN);
  rtnl_route_set_protocol(route.get(), RTPROT_STATIC);
  rtnl_nexthop* hop = rtnl_route_nh_alloc();  // the route's from here on
  const int device = rtnl_link_get_ifindex(link->get());
  rtnl_route_nh_set_ifindex(hop, device);
  if (change.gateway != 0) rtnl_route_nh_set_gateway(hop, Address(change.gateway).get());
  rtnl_route_add_nexthop(route.get(), hop);
  rtnl_route_set_scope(route.get(), change.gateway != 0 ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK);
  nl_sock* socket = Begin();
  const int result = change.verb == Verb::kAdd ? rtnl_route_add(socket, route.get(), NLM_F_EXCL)
                                               : rtnl_route_delete(socket, route.get(), 0);
  if (kernel_error() != EEXIST) return Finish(result, change);
  if (Has(change, device)) return Undo();
  return Fail(
      Error::Io(fmt::format("there is another route to {} already", Ipv4Text(change.network))));
}

Netlink::Netlink(std::unique_ptr<Socket> socket) : socket_(std::move(socket)) {}
Netlink::Netlink(Netlink&&) noexcept = default;
Netlink::~Netlink() = default;

Result<Netlink> Netlink::Open() {
  auto socket = std::make_unique<Socket>();
  const int result = socket->Connect();
  if (result == 0) return Netlink(std::move(socket));
  return Fail(
      Error::Io(fmt::format("cannot ask the kernel about routes: {}", socket->Reason(result))));
}

Result<RouteTo> Netlink::FindRoute(uint32_t address) {
  return socket_->FindRoute(address);
}

Result<std::optional<NetworkChange>> Netlink::Apply(const NetworkChange& change) {
  auto undo = std::visit([this](const auto& kind) { return socket_->Apply(kind); }, change);
  if (undo) return undo;
  return Fail(Error::Io(fmt::format("{}: {}", ChangeText(change), undo.error().message())));
}

}  // namespace pptp::client
