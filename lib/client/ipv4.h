#ifndef PPTP_LIB_CLIENT_IPV4_H_
#define PPTP_LIB_CLIENT_IPV4_H_

#include <netinet/in.h>
#include <pptp/client_settings.h>

#include <cstdint>
#include <string>

#include "lib/base/ipv4_text.h"

// IPv4 addresses as numbers, the byte that is written first the most significant, and
// their other spellings.
namespace pptp::client {

using pptp::Ipv4Text;
std::string Ipv4Text(const Ipv4Network& network);  // "192.0.2.0/24"
sockaddr_in SocketAddress(uint32_t address, uint16_t port = 0);

// The bits that a prefix of this length fixes. REQUIRES: prefix <= 32.
inline uint32_t NetworkMask(uint8_t prefix) {
  return prefix == 0 ? 0 : ~uint32_t{0} << (32 - prefix);
}
inline bool Covers(const Ipv4Network& network, uint32_t address) {
  return ((network.address ^ address) & NetworkMask(network.prefix)) == 0;
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_IPV4_H_
