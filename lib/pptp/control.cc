#include "lib/pptp/control.h"

#include <array>
#include <span>

namespace pptp::control {
namespace {

struct Type {
  std::string_view name;
  size_t size;
};
// From type 1 on (RFC 2637 sections 2.1 to 2.15).
constexpr std::array<Type, kMessageTypes> kTypes = {{
    {"Start-Control-Connection-Request", 156},
    {"Start-Control-Connection-Reply", 156},
    {"Stop-Control-Connection-Request", 16},
    {"Stop-Control-Connection-Reply", 16},
    {"Echo-Request", 16},
    {"Echo-Reply", 20},
    {"Outgoing-Call-Request", 168},
    {"Outgoing-Call-Reply", 32},
    {"Incoming-Call-Request", 220},
    {"Incoming-Call-Reply", 24},
    {"Incoming-Call-Connected", 28},
    {"Call-Clear-Request", 16},
    {"Call-Disconnect-Notify", 148},
    {"WAN-Error-Notify", 40},
    {"Set-Link-Info", 24},
}};
static_assert(std::variant_size_v<Message> == kMessageTypes);

// The names of the codes from 0 on; code 0 has none, save that of GeneralError.
std::string_view NameOf(std::span<const std::string_view> names, uint8_t code,
                        std::string_view unknown) {
  return code < names.size() && !names[code].empty() ? names[code] : unknown;
}

constexpr std::string_view kUnknownResult = "Unknown Result Code";

}  // namespace

size_t MessageSize(uint16_t type) {
  return type >= 1 && type <= kMessageTypes ? kTypes[type - 1U].size : 0;
}

std::string_view MessageName(uint16_t type) {
  return type >= 1 && type <= kMessageTypes ? kTypes[type - 1U].name : std::string_view();
}

std::string_view ResultName(StartResult result) {
  static constexpr std::string_view kNames[] = {
      {},
      "Successful Channel Establishment",
      "General Error",
      "Command Channel Already Exists",
      "Requester is not Authorized",
      "Protocol Version not Supported",
  };
  return NameOf(kNames, static_cast<uint8_t>(result), kUnknownResult);
}

std::string_view ResultName(PlainResult result) {
  static constexpr std::string_view kNames[] = {{}, "OK", "General Error"};
  return NameOf(kNames, static_cast<uint8_t>(result), kUnknownResult);
}

std::string_view ResultName(OutgoingCallResult result) {
  static constexpr std::string_view kNames[] = {
      {},
      "Connected",
      "General Error",
      "No Carrier Detected",
      "Busy Signal",
      "No Dial Tone",
      "Time Out",
      "Not Accepted, Call is administratively prohibited",
  };
  return NameOf(kNames, static_cast<uint8_t>(result), kUnknownResult);
}

std::string_view ResultName(IncomingCallResult result) {
  static constexpr std::string_view kNames[] = {{}, "Connect", "General Error", "Do Not Accept"};
  return NameOf(kNames, static_cast<uint8_t>(result), kUnknownResult);
}

std::string_view ResultName(DisconnectResult result) {
  static constexpr std::string_view kNames[] = {
      {}, "Lost Carrier", "General Error", "Administrative Shutdown", "(your) Request"};
  return NameOf(kNames, static_cast<uint8_t>(result), kUnknownResult);
}

std::string_view ReasonName(StopReason reason) {
  static constexpr std::string_view kNames[] = {{}, "None", "Stop-Protocol", "Stop-Local-Shutdown"};
  return NameOf(kNames, static_cast<uint8_t>(reason), "Unknown Reason");
}

std::string_view ErrorName(GeneralError error) {
  static constexpr std::string_view kNames[] = {"(None)",      "(Not-Connected)", "(Bad-Format)",
                                                "(Bad-Value)", "(No-Resource)",   "(Bad-Call ID)",
                                                "(PAC-Error)"};
  return NameOf(kNames, static_cast<uint8_t>(error), "(Unknown)");
}

}  // namespace pptp::control
