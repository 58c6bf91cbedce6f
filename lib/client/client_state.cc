#include <pptp/client.h>

namespace pptp {

std::string_view ClientStateName(ClientState state) {
  switch (state) {
    case ClientState::kConnecting:
      return "connecting";
    case ClientState::kCalling:
      return "calling";
    case ClientState::kNegotiating:
      return "negotiating";
    case ClientState::kAuthenticating:
      return "authenticating";
    case ClientState::kConfiguring:
      return "configuring";
    case ClientState::kUp:
      return "up";
    case ClientState::kClosing:
      return "closing";
    case ClientState::kWaiting:
      return "waiting";
    case ClientState::kEnded:
      break;
  }
  return "ended";
}

}  // namespace pptp
