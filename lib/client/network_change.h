#ifndef PPTP_LIB_CLIENT_NETWORK_CHANGE_H_
#define PPTP_LIB_CLIENT_NETWORK_CHANGE_H_

#include <pptp/client_settings.h>

#include <cstdint>
#include <string>
#include <variant>

// Changes to the machine's network as data, so that they can be shown before they are made,
// compared in a test, and undone. lib/client/netlink.h makes them.
//
// IPv4 addresses and IPv6 interface identifiers are numbers, the byte that is written first the
// most significant.
namespace pptp::client {

enum class Verb : uint8_t { kAdd, kDelete };

struct LinkMtu {
  std::string device;
  uint16_t mtu = 0;
};

struct LinkState {
  std::string device;
  bool up = true;
};

// Whether the kernel makes up IPv6 link-local addresses by itself.
struct LinkAddressGeneration {
  std::string device;
  bool automatic = false;
};

struct PointToPointAddress {
  Verb verb = Verb::kAdd;
  std::string device;
  uint32_t local = 0, peer = 0;
  bool peer_route = true;  // the kernel adds a route to the peer's address, too
};

struct LinkLocalAddress {  // fe80::/64
  Verb verb = Verb::kAdd;
  std::string device;
  uint64_t identifier = 0;
};

struct Route {
  Verb verb = Verb::kAdd;
  Ipv4Network network;
  uint32_t gateway = 0;  // zero: the network is on the device's own link
  std::string device;
};

using NetworkChange = std::variant<LinkMtu, LinkState, LinkAddressGeneration, PointToPointAddress,
                                   LinkLocalAddress, Route>;

// The command that would do the same: "ip route add 10.0.0.0/8 dev pptp0".
std::string ChangeText(const NetworkChange& change);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NETWORK_CHANGE_H_
