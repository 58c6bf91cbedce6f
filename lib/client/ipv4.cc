#include "lib/client/ipv4.h"

#include <arpa/inet.h>
#include <fmt/format.h>

namespace pptp::client {

std::string Ipv4Text(const Ipv4Network& network) {
  return fmt::format("{}/{}", Ipv4Text(network.address), network.prefix);
}

sockaddr_in SocketAddress(uint32_t address, uint16_t port) {
  sockaddr_in socket_address{};
  socket_address.sin_family = AF_INET;
  socket_address.sin_addr.s_addr = htonl(address);
  socket_address.sin_port = htons(port);
  return socket_address;
}

}  // namespace pptp::client
