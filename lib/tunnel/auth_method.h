#ifndef PPTP_LIB_TUNNEL_AUTH_METHOD_H_
#define PPTP_LIB_TUNNEL_AUTH_METHOD_H_

#include <cstdint>

namespace pptp::tunnel {

// How one side proves to the other who it is. EAP is none of them: we do not speak it.
enum class AuthMethod : uint8_t {
  kPap,       // RFC 1334: the password goes over the wire
  kChapMd5,   // RFC 1994
  kMsChap,    // RFC 2433, version 1
  kMsChapV2,  // RFC 2759: the only one in which the server proves something, too
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_AUTH_METHOD_H_
