#ifndef PPTP_LIB_TUNNEL_LCP_PROTOCOL_NAMES_H_
#define PPTP_LIB_TUNNEL_LCP_PROTOCOL_NAMES_H_

#include <cstdint>
#include <string>

namespace pptp::tunnel {

// A protocol as pppd names it where it says that a protocol is not spoken:
// "'Compression Control Protocol' (0x80fd)", or "0x59ae" for a number without a name.
// The names are those of pppd 2.4.9 for the protocols that a PPTP peer may speak.
std::string QuotedProtocol(uint16_t protocol);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_LCP_PROTOCOL_NAMES_H_
