#include "lib/tunnel/ipv6cp.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace pptp::tunnel {
namespace {

// As pppd 2.4 writes it: four groups, leading zeros and all.
std::string LinkLocalText(uint64_t id) {
  return fmt::format("fe80::{:04x}:{:04x}:{:04x}:{:04x}", id >> 48, id >> 32 & 0xffff,
                     id >> 16 & 0xffff, id & 0xffff);
}

// Why the layer cannot come up, or null.
const char* Trouble(const Ipv6cpAgreed& agreed) {
  if (agreed.remote == 0) return "Could not determine remote LL address";
  if (agreed.local == agreed.remote) return "local and remote LL addresses are equal";
  return nullptr;
}

}  // namespace

Ipv6cp::Ipv6cp(const Ipv6cpWishes& wishes, RandomSource* random,
               const ControlProtocol::Limits& limits)
    : ControlLayer(ppp::Protocol::kIpv6cp, limits, &options_), options_(wishes, random) {}

bool Ipv6cp::Accept(Instant now, Actions* actions) {
  const char* trouble = Trouble(Agreed());
  if (!trouble) return true;
  actions->push_back(LogLine{Level::kError, trouble});
  Close(trouble, now, actions);
  return false;
}

void Ipv6cp::OnUp(Instant /*now*/, Actions* actions) {
  const Ipv6cpAgreed agreed = Agreed();
  actions->push_back(LogLine{Level::kNotice, "local  LL address " + LinkLocalText(agreed.local)});
  actions->push_back(LogLine{Level::kNotice, "remote LL address " + LinkLocalText(agreed.remote)});
}

}  // namespace pptp::tunnel
