#include "lib/session/session.h"

namespace pptp::session {

std::string_view PhaseName(Phase phase) {
  switch (phase) {
    case Phase::kNone:
      return "none";
    case Phase::kControl:
      return "control";
    case Phase::kCall:
      return "call";
    case Phase::kLcp:
      return "lcp";
    case Phase::kAuthentication:
      return "authentication";
    case Phase::kCcp:
      return "ccp";
    case Phase::kIpcp:
      return "ipcp";
    case Phase::kUp:
      return "up";
  }
  return "none";
}

std::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kIncomplete:
      return "incomplete";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kUp:
      return "up";
    case Outcome::kClosed:
      return "closed";
  }
  return "incomplete";
}

std::string_view SideName(Side side) {
  switch (side) {
    case Side::kUnknown:
      return "unknown";
    case Side::kClient:
      return "client";
    case Side::kServer:
      return "server";
  }
  return "unknown";
}

}  // namespace pptp::session
