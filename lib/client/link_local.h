#ifndef PPTP_LIB_CLIENT_LINK_LOCAL_H_
#define PPTP_LIB_CLIENT_LINK_LOCAL_H_

#include <netinet/in.h>

#include <cstdint>

namespace pptp::client {

// fe80:: with an interface identifier behind it (RFC 5072 section 5).
inline in6_addr LinkLocal(uint64_t identifier) {
  in6_addr address{};
  address.s6_addr[0] = 0xfe;
  address.s6_addr[1] = 0x80;
  for (int i = 0; i < 8; ++i) {
    address.s6_addr[8 + i] = static_cast<uint8_t>(identifier >> (56 - 8 * i));
  }
  return address;
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_LINK_LOCAL_H_
