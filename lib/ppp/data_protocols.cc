#include "lib/ppp/data_protocols.h"

namespace pptp::ppp {
namespace {

struct NamedData {
  Protocol protocol;
  std::string_view name;
};
constexpr NamedData kNames[] = {
    {Protocol::kIpv4, "IP"},
    {Protocol::kIpv6, "IPV6"},
    {Protocol::kCompressed, "Compressed"},
    {Protocol{0x0053}, "Encrypted"},
    {Protocol{0x002b}, "IPX"},
};

}  // namespace

std::string_view DataProtocolName(Protocol protocol) {
  for (const NamedData& known : kNames) {
    if (known.protocol == protocol) return known.name;
  }
  return {};
}

std::optional<Protocol> DataProtocolFromName(std::string_view name) {
  for (const NamedData& known : kNames) {
    if (known.name == name) return known.protocol;
  }
  return std::nullopt;
}

bool IsSpelledByEveryPppd(Protocol protocol) {
  switch (protocol) {
    case Protocol::kLcp:
    case Protocol::kPap:
    case Protocol::kChap:
    case Protocol::kIpcp:
    case Protocol::kCcp:
    case Protocol::kEcp:
      return true;
    default:
      return false;
  }
}

}  // namespace pptp::ppp
