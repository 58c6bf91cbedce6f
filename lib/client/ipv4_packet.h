#ifndef PPTP_LIB_CLIENT_IPV4_PACKET_H_
#define PPTP_LIB_CLIENT_IPV4_PACKET_H_

#include <cstddef>
#include <optional>

#include "lib/base/bytes.h"

namespace pptp::client {

inline constexpr size_t kLargestIpPacket = 65535;  // RFC 791: the length has 16 bits

// What stands behind the header of an IPv4 packet (RFC 791 section 3.1), without the bytes
// that go beyond its total length. Nothing if it is not one, or not all of it.
inline std::optional<ByteView> Ipv4Payload(ByteView packet) {
  constexpr size_t kSmallestHeader = 20;
  if (packet.size() < kSmallestHeader || packet[0] >> 4 != 4) return std::nullopt;
  const size_t header = size_t{4} * (packet[0] & 0x0f);
  const size_t total = static_cast<size_t>(packet[2] << 8 | packet[3]);
  if (header < kSmallestHeader || total < header || total > packet.size()) return std::nullopt;
  return packet.subspan(header, total - header);
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_IPV4_PACKET_H_
