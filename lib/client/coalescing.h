#ifndef PPTP_LIB_CLIENT_COALESCING_H_
#define PPTP_LIB_CLIENT_COALESCING_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/client/tcp_packet.h"
#include "lib/client/virtio_header.h"

namespace pptp::client {

// Joins IPv4 packets that carry a TCP stream on from one to the next into one large packet, for one
// write() to a TUN device: the reverse of Segmentation, and to split what comes out gives exactly
// what went in, except that packets which may not be fragmented may get other identifications.
//
//   if (!joined.Append(packet)) {
//     ... writes joined.bytes() ...
//     joined.Begin(packet);
//   }
//
// Joined are packets of one stream without a gap, with the same headers but for what counts on,
// and with the right checksums: the kernel does not look at them again. Allocates when it is made
// and never again. Nobody waits for a packet to come: write what is there before waiting for more.
class Coalescing {
 public:
  Coalescing();

  // Starts anew with a packet of any kind. REQUIRES: empty(), packet.size() < 65536.
  void Begin(ByteView packet);

  // Takes a packet in, if it follows on what is there.
  bool Append(ByteView packet);

  bool empty() const { return size_ == 0; }
  void Clear() { size_ = 0; }
  // The virtio header and the packet, for the device. Call it once, when all is in.
  ByteView Finish();

 private:
  static constexpr size_t kHeader = sizeof(VirtioHeader);

  std::span<uint8_t> packet() { return std::span(storage_).subspan(kHeader, size_); }
  bool Follows(ByteView packet, const TcpPacket& at);

  std::vector<uint8_t> storage_;
  size_t size_ = 0;    // of the packet
  size_t count_ = 0;   // of packets in it
  bool open_ = false;  // something may follow
  TcpPacket at_;
  size_t piece_size_ = 0;  // of the payload of each but the last
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_COALESCING_H_
