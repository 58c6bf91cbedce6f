#ifndef PPTP_LIB_PPP_CONTROL_BYTES_H_
#define PPTP_LIB_PPP_CONTROL_BYTES_H_

#include <optional>

#include "lib/base/bytes.h"
#include "lib/ppp/packet.h"

// The wire form of the packets of a network control protocol, for the protocols
// whose packets pppd does not spell out: of ECP it shows the name and then bytes.
// Internal to lib/ppp.
namespace pptp::ppp {

// Reads a packet from its code on (RFC 1661 section 5). Empty when its length
// field or its options do not fit.
std::optional<Packet> DecodeControlPacket(Protocol protocol, ByteView bytes);

// The bytes from the code on, padding included. Text without bytes
// (Data::verbatim, Option::verbatim) is left out.
Bytes EncodeControlPacket(const Packet& packet);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_CONTROL_BYTES_H_
