#ifndef PPTP_LIB_PPP_DESCRIBE_H_
#define PPTP_LIB_PPP_DESCRIBE_H_

#include <string>
#include <vector>

#include "lib/ppp/notation.h"
#include "lib/ppp/packet.h"

// Packets in plain language, for people who read a timeline.
namespace pptp::ppp {

// A short note on one packet: "asks for MS-CHAPv2 authentication", "732: could
// not agree on PPP options". Empty when there is nothing worth saying. The note
// is about what the packet says, so it holds for either direction. Text of the
// peer in it is cut to a sensible length and holds printable ASCII only.
std::string DescribePacket(const Packet& packet);

// The packet's options as pppd writes them, without brackets: "mru 1400",
// "mppe +H -M +S -L -D -C". Empty when its body is not a list of options.
std::vector<std::string> OptionTexts(const Packet& packet,
                                     const Dialect& dialect = ModernDialect());

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_DESCRIBE_H_
