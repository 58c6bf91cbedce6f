#include "lib/client/segmentation.h"

#include <algorithm>

#include "lib/client/internet_checksum.h"

namespace pptp::client {

Segmentation::Segmentation(const VirtioHeader& header, std::span<uint8_t> packet)
    : packet_(packet) {
  if (header.kind == VirtioHeader::kWhole) {
    if ((header.flags & VirtioHeader::kNeedsChecksum) != 0) CompleteChecksum(header);
    return;
  }
  const int kind = header.kind & ~VirtioHeader::kCongestion;
  if (kind == VirtioHeader::kTcpIpv4) at_ = FindTcp(packet);
  piece_size_ = header.piece_size;
  over_ = !at_ || piece_size_ == 0;
}

// The kernel has put the sum of the pseudo header where the checksum goes, so that the sum over the
// rest is all that is missing. (A UDP checksum of zero would say that there is none.)
void Segmentation::CompleteChecksum(const VirtioHeader& header) {
  const size_t start = header.checksum_start, place = start + header.checksum_offset;
  over_ = place + 2 > packet_.size();
  if (over_) return;
  const uint16_t checksum = Checksum(AddToSum(0, packet_.subspan(start)));
  WriteU16(packet_, place, checksum == 0 ? 0xffff : checksum);
}

std::optional<ByteView> Segmentation::Next(std::span<uint8_t> space) {
  if (over_) return std::nullopt;
  if (!at_) {
    over_ = true;
    return packet_;
  }
  const size_t size = std::min(piece_size_, packet_.size() - at_->payload - next_);
  over_ = at_->payload + next_ + size == packet_.size();
  if (at_->payload + size > space.size()) {
    over_ = true;
    return std::nullopt;
  }
  const ByteView piece = Piece(space, size);
  next_ += size;
  ++index_;
  return piece;
}

// The headers are those of the whole, but for what counts the bytes and packets on, and for the
// flags that say something about the stream's first or last byte.
ByteView Segmentation::Piece(std::span<uint8_t> space, size_t size) const {
  const std::span<uint8_t> piece = space.first(at_->payload + size);
  std::copy_n(packet_.begin(), at_->payload, piece.begin());
  std::copy_n(packet_.begin() + static_cast<ptrdiff_t>(at_->payload + next_), size,
              piece.begin() + static_cast<ptrdiff_t>(at_->payload));
  WriteU16(piece, TcpPacket::kId, static_cast<uint16_t>(ReadU16(packet_, TcpPacket::kId) + index_));
  WriteU32(piece, at_->sequence(),
           ReadU32(packet_, at_->sequence()) + static_cast<uint32_t>(next_));
  uint8_t& flags = piece[at_->flags()];
  if (!over_) flags &= static_cast<uint8_t>(~(TcpPacket::kFin | TcpPacket::kPsh));
  if (index_ > 0) flags &= static_cast<uint8_t>(~TcpPacket::kCwr);
  FinishIpHeader(piece, *at_);
  FinishTcpHeader(piece, *at_);
  return piece;
}

}  // namespace pptp::client
