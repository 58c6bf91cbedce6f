#ifndef PPTP_TESTS_PPTP_GRE_PACKET_H_
#define PPTP_TESTS_PPTP_GRE_PACKET_H_

#include "lib/base/bytes.h"
#include "lib/pptp/gre.h"

namespace pptp::gre {

// The bytes of a whole packet.
inline Bytes PacketBytes(const Header& header, ByteView payload = {}) {
  uint8_t headroom[kLargestHeader];
  const auto written = WriteHeader(header, payload.size(), headroom);
  Bytes packet(written.begin(), written.end());
  packet.insert(packet.end(), payload.begin(), payload.end());
  return packet;
}

}  // namespace pptp::gre

#endif  // PPTP_TESTS_PPTP_GRE_PACKET_H_
