#include "lib/tunnel/lcp_protocol_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace pptp::tunnel {
namespace {

struct NamedProtocol {
  uint16_t protocol;
  std::string_view name;
};

constexpr NamedProtocol kNames[] = {
    {0x0021, "IP"},
    {0x0029, "Appletalk"},
    {0x002b, "Novell IPX"},
    {0x002d, "VJ compressed TCP/IP"},
    {0x002f, "VJ uncompressed TCP/IP"},
    {0x0031, "Bridging PDU"},
    {0x003d, "Multi-Link"},
    {0x0053, "Encryption"},
    {0x0055, "Individual Link Encryption"},
    {0x0057, "IPv6"},
    {0x00fb, "single-link compression"},
    {0x00fd, "Compressed Datagram"},
    {0x0281, "MPLS Unicast"},
    {0x8021, "Internet Protocol Control Protocol"},
    {0x8029, "Appletalk Control Protocol"},
    {0x802b, "Novell IPX Control Protocol"},
    {0x8031, "Bridging NCP"},
    {0x803d, "Multi-Link Control Protocol"},
    {0x803f, "NETBIOS Framing Control Protocol"},
    {0x8053, "Encryption Control Protocol"},
    {0x8057, "IPv6 Control Protocol"},
    {0x80fb, "Single Link Compression Control Protocol"},
    {0x80fd, "Compression Control Protocol"},
    {0x8281, "MPLSCP"},
    {0xc021, "Link Control Protocol"},
    {0xc023, "Password Authentication Protocol"},
    {0xc025, "Link Quality Report"},
    {0xc027, "Shiva Password Authentication Protocol"},
    {0xc029, "CallBack Control Protocol (CBCP)"},
    {0xc02b, "BACP Bandwidth Allocation Control Protocol"},
    {0xc02d, "BAP"},
    {0xc223, "Challenge Handshake Authentication Protocol"},
    {0xc227, "Extensible Authentication Protocol"},
};

}  // namespace

std::string QuotedProtocol(uint16_t protocol) {
  const auto* found =
      std::find_if(std::begin(kNames), std::end(kNames),
                   [protocol](const NamedProtocol& known) { return known.protocol == protocol; });
  if (found == std::end(kNames)) return fmt::format("0x{:x}", protocol);
  return fmt::format("'{}' (0x{:x})", found->name, protocol);
}

}  // namespace pptp::tunnel
