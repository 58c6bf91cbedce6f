#ifndef PPTP_LIB_CLIENT_VIRTIO_HEADER_H_
#define PPTP_LIB_CLIENT_VIRTIO_HEADER_H_

#include <cstdint>

namespace pptp::client {

// What stands in front of a packet of a TUN device with IFF_VNET_HDR, in the machine's byte order
// (OASIS virtio 1.1 section 5.1.6). <linux/virtio_net.h> says the same, but has a field named
// "class", which C++ does not read.
struct VirtioHeader {
  enum Flags : uint8_t { kNeedsChecksum = 1 };
  enum Kind : uint8_t { kWhole = 0, kTcpIpv4 = 1, kCongestion = 0x80 };  // the last is a flag

  uint8_t flags = 0;
  uint8_t kind = kWhole;
  uint16_t headers_size = 0;
  uint16_t piece_size = 0;       // of the payload of each packet to be made of it
  uint16_t checksum_start = 0;   // of what is summed up
  uint16_t checksum_offset = 0;  // of the checksum itself, from there
};
static_assert(sizeof(VirtioHeader) == 10);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_VIRTIO_HEADER_H_
