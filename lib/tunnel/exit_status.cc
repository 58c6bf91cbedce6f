#include "lib/tunnel/exit_status.h"

namespace pptp::tunnel {

std::string_view ExitStatusText(ExitStatus status) {
  switch (status) {
    case ExitStatus::kOk:
      return "ended in an orderly way";
    case ExitStatus::kFatalError:
      break;
    case ExitStatus::kOptionError:
      return "an option is wrong";
    case ExitStatus::kNotRoot:
      return "privileges are missing";
    case ExitStatus::kNoKernelSupport:
      return "the kernel lacks something";
    case ExitStatus::kUserRequest:
      return "ended by the user or a signal";
    case ExitStatus::kOpenFailed:
      return "a device or socket could not be opened";
    case ExitStatus::kConnectFailed:
      return "the call could not be set up";
    case ExitStatus::kNegotiationFailed:
      return "negotiation failed";
    case ExitStatus::kPeerAuthFailed:
      return "the peer failed to authenticate itself";
    case ExitStatus::kIdleTimeout:
      return "idle for too long";
    case ExitStatus::kConnectTime:
      return "connected for the time allowed";
    case ExitStatus::kPeerDead:
      return "the peer does not respond";
    case ExitStatus::kHangup:
      return "the peer hung up";
    case ExitStatus::kLoopback:
      return "the line is looped back";
    case ExitStatus::kAuthToPeerFailed:
      return "the peer did not accept our credentials";
  }
  return "a fatal error";
}

}  // namespace pptp::tunnel
