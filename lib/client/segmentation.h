#ifndef PPTP_LIB_CLIENT_SEGMENTATION_H_
#define PPTP_LIB_CLIENT_SEGMENTATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "lib/base/bytes.h"
#include "lib/client/tcp_packet.h"
#include "lib/client/virtio_header.h"

namespace pptp::client {

// Splits what the kernel gives a TUN device that said it can do so (TUNSETOFFLOAD): up to 64 KiB
// of a TCP stream in one IPv4 packet, with a header in front that says how large its pieces are to
// be. One read() brings as much as dozens would, and the kernel's TCP works on the whole.
//
//   Segmentation pieces(header, packet);
//   while (auto piece = pieces.Next(space)) ...
//
// The header is that of virtio (OASIS virtio 1.1 section 5.1.6). A packet that is not to be split
// comes out as its only piece, with its checksum completed if the kernel left that to us. Borrows
// the packet.
class Segmentation {
 public:
  Segmentation(const VirtioHeader& header, std::span<uint8_t> packet);

  // The next piece, in "space" or, unchanged, in the packet itself; good until either is written
  // to. Nothing after the last one, and for a header that does not fit its packet.
  std::optional<ByteView> Next(std::span<uint8_t> space);

 private:
  void CompleteChecksum(const VirtioHeader& header);
  ByteView Piece(std::span<uint8_t> space, size_t size) const;

  std::span<uint8_t> packet_;
  std::optional<TcpPacket> at_;  // if there is something to be split
  size_t piece_size_ = 0;        // of the payload
  size_t next_ = 0;              // offset in the payload
  uint16_t index_ = 0;
  bool over_ = false;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_SEGMENTATION_H_
