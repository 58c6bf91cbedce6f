#include "lib/tunnel/ipcp.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "lib/base/ipv4_text.h"

namespace pptp::tunnel {
namespace {

constexpr uint32_t kDefaultRemote = 0x0a404040;  // 10.64.64.64, pppd's choice

}  // namespace

Ipcp::Ipcp(const IpcpConfig& config)
    : ControlLayer(ppp::Protocol::kIpcp, config.limits, &options_),
      options_(config.wishes),
      unit_(config.unit) {}

bool Ipcp::Accept(Instant now, Actions* actions) {
  agreed_ = options_.Agreed();
  if (options_.address_refused()) {
    Refuse("Peer refused to agree to our IP address", "Refused our IP address", now, actions);
    return false;
  }
  if (agreed_.local == 0) {
    constexpr const char* kUnknown = "Could not determine local IP address";
    Refuse(kUnknown, kUnknown, now, actions);
    return false;
  }
  if (agreed_.remote == 0) {
    agreed_.remote = kDefaultRemote + unit_;
    Log(Level::kWarning,
        fmt::format("Could not determine remote IP address: defaulting to {}",
                    Ipv4Text(agreed_.remote)),
        actions);
  }
  return true;
}

void Ipcp::Refuse(const char* line, const char* reason, Instant now, Actions* actions) {
  Log(Level::kError, line, actions);
  Close(reason, now, actions);
}

void Ipcp::OnUp(Instant /*now*/, Actions* actions) {
  Log(Level::kNotice, "local  IP address " + Ipv4Text(agreed_.local), actions);
  Log(Level::kNotice, "remote IP address " + Ipv4Text(agreed_.remote), actions);
  if (agreed_.dns[0] != 0) {
    Log(Level::kNotice, "primary   DNS address " + Ipv4Text(agreed_.dns[0]), actions);
  }
  if (agreed_.dns[1] != 0) {
    Log(Level::kNotice, "secondary DNS address " + Ipv4Text(agreed_.dns[1]), actions);
  }
}

}  // namespace pptp::tunnel
