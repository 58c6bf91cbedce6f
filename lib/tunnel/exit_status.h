#ifndef PPTP_LIB_TUNNEL_EXIT_STATUS_H_
#define PPTP_LIB_TUNNEL_EXIT_STATUS_H_

#include <cstdint>
#include <string_view>

namespace pptp::tunnel {

// How a tunnel ended: pppd's exit statuses, so that scripts made for pppd go on
// working. The values are part of the command line's contract; do not change.
enum class ExitStatus : uint8_t {
  kOk = 0,
  kFatalError = 1,
  kOptionError = 2,
  kNotRoot = 3,
  kNoKernelSupport = 4,
  kUserRequest = 5,
  kOpenFailed = 7,     // the TUN device or a socket could not be had
  kConnectFailed = 8,  // no control connection or no call: pppd's "connect script failed"
  kNegotiationFailed = 10,
  kPeerAuthFailed = 11,  // the peer could not prove who it is
  kIdleTimeout = 12,
  kConnectTime = 13,
  kPeerDead = 15,  // echo requests without an answer
  kHangup = 16,    // the control connection or the call was closed
  kLoopback = 17,
  kAuthToPeerFailed = 19,  // the peer did not accept our credentials
};

// In a few words, such as "negotiation failed".
std::string_view ExitStatusText(ExitStatus status);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_EXIT_STATUS_H_
