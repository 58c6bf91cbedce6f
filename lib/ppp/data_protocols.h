#ifndef PPTP_LIB_PPP_DATA_PROTOCOLS_H_
#define PPTP_LIB_PPP_DATA_PROTOCOLS_H_

#include <optional>
#include <string_view>

#include "lib/ppp/packet.h"

// How pppd names the packets that it shows as bytes. Internal to lib/ppp.
namespace pptp::ppp {

// "IP" for "[IP data]". Empty for a protocol that has no such name.
std::string_view DataProtocolName(Protocol protocol);
std::optional<Protocol> DataProtocolFromName(std::string_view name);

// True for the protocols that no pppd is built without. A malformed packet of
// these is "[LCP]" and bytes; those of other protocols, shown as bytes, are
// taken for unknown ones, "[proto=0x8057]".
bool IsSpelledByEveryPppd(Protocol protocol);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_DATA_PROTOCOLS_H_
