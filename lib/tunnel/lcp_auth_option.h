#ifndef PPTP_LIB_TUNNEL_LCP_AUTH_OPTION_H_
#define PPTP_LIB_TUNNEL_LCP_AUTH_OPTION_H_

#include <optional>

#include "lib/ppp/packet.h"
#include "lib/tunnel/auth_method.h"

namespace pptp::tunnel {

// LCP's Authentication-Protocol option (RFC 1661 section 6.2), with CHAP's algorithm in its
// last byte (RFC 1994 section 3).
ppp::Option AuthOption(AuthMethod method);

// Empty for a protocol or an algorithm that is none of ours, and for a bad length.
std::optional<AuthMethod> AuthMethodOf(const ppp::Option& option);

// Whether the option speaks of CHAP, whatever its algorithm.
bool IsChap(const ppp::Option& option);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_LCP_AUTH_OPTION_H_
