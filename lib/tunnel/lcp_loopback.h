#ifndef PPTP_LIB_TUNNEL_LCP_LOOPBACK_H_
#define PPTP_LIB_TUNNEL_LCP_LOOPBACK_H_

#include "lib/tunnel/action.h"

namespace pptp::tunnel {

// How often our own magic number may come back before the line is taken for a looped
// one; pppd's number.
inline constexpr int kMostLoops = 10;

// Logs that the line is looped and closes the link. With PPTP it is a route that leads
// the tunnel's packets back to where they came from.
void CloseLoopedLink(Actions* actions);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_LCP_LOOPBACK_H_
