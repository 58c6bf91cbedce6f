#include "lib/client/coalescing.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "lib/client/internet_checksum.h"
#include "lib/client/ipv4_packet.h"

namespace pptp::client {
namespace {

constexpr uint16_t kDontFragment = 0x4000;

bool Equal(ByteView a, ByteView b, size_t from, size_t to) {
  return std::equal(a.begin() + static_cast<ptrdiff_t>(from),
                    a.begin() + static_cast<ptrdiff_t>(to),
                    b.begin() + static_cast<ptrdiff_t>(from));
}

// A plain piece of a stream: nothing but data and an acknowledgement, perhaps pushed. IP options
// would have to be looked at one by one, and are as good as never there.
std::optional<TcpPacket> FindPiece(ByteView packet) {
  const auto at = FindTcp(packet);
  if (!at || at->tcp != 20 || packet.size() == at->payload) return std::nullopt;
  if (ReadU16(packet, TcpPacket::kLength) != packet.size()) return std::nullopt;
  const uint8_t flags = packet[at->flags()];
  if ((flags & ~TcpPacket::kPsh) != TcpPacket::kAck) return std::nullopt;
  return at;
}

// The last piece of what the sender had to say; the machine is to hear of it at once.
bool IsPushed(ByteView packet, const TcpPacket& at) {
  return (packet[at.flags()] & TcpPacket::kPsh) != 0;
}

}  // namespace

Coalescing::Coalescing() : storage_(kHeader + kLargestIpPacket) {}

void Coalescing::Begin(ByteView packet) {
  std::copy(packet.begin(), packet.end(), storage_.begin() + kHeader);
  size_ = packet.size();
  count_ = 1;
  const auto at = FindPiece(packet);
  open_ = at && !IsPushed(packet, *at) && ChecksumsAreRight(packet, *at);
  if (!open_) return;
  at_ = *at;
  piece_size_ = packet.size() - at->payload;
}

// The headers are compared in one go, around what may differ: length, identification and checksum
// of IP; sequence number, flags and checksum of TCP.
bool Coalescing::Follows(ByteView next, const TcpPacket& at) {
  const ByteView whole = packet();
  if (at.payload != at_.payload || !Equal(whole, next, 0, TcpPacket::kLength) ||
      !Equal(whole, next, TcpPacket::kFragment, TcpPacket::kIpChecksum) ||
      !Equal(whole, next, TcpPacket::kAddresses, at.sequence()) ||
      !Equal(whole, next, at.sequence() + 4, at.flags()) ||
      !Equal(whole, next, at.flags() + 1, at.checksum()) ||
      !Equal(whole, next, at.checksum() + 2, at.payload)) {
    return false;
  }
  const size_t carried = size_ - at_.payload;
  const auto id = static_cast<uint16_t>(ReadU16(whole, TcpPacket::kId) + count_);
  const bool may_fragment = (ReadU16(whole, TcpPacket::kFragment) & kDontFragment) == 0;
  return ReadU32(next, at.sequence()) ==
             ReadU32(whole, at_.sequence()) + static_cast<uint32_t>(carried) &&
         (!may_fragment || ReadU16(next, TcpPacket::kId) == id) && ChecksumsAreRight(next, at);
}

bool Coalescing::Append(ByteView next) {
  if (!open_ || size_ == 0) return false;
  const auto at = FindPiece(next);
  if (!at) return false;
  const ByteView payload = next.subspan(at->payload);
  if (payload.size() > piece_size_ || size_ + payload.size() > kLargestIpPacket) return false;
  if (!Follows(next, *at)) return false;
  std::copy(payload.begin(), payload.end(),
            storage_.begin() + static_cast<ptrdiff_t>(kHeader + size_));
  size_ += payload.size();
  ++count_;
  if (IsPushed(next, *at)) packet()[at_.flags()] |= TcpPacket::kPsh;
  open_ = payload.size() == piece_size_ && !IsPushed(next, *at);
  return true;
}

ByteView Coalescing::Finish() {
  VirtioHeader header;
  if (count_ > 1) {
    FinishIpHeader(packet(), at_);
    // The kernel completes the checksum of each piece it may make of this, from the pseudo
    // header's sum on.
    WriteU16(packet(), at_.checksum(), FoldSum(PseudoHeaderSum(packet(), size_ - at_.tcp)));
    header.flags = VirtioHeader::kNeedsChecksum;
    header.kind = VirtioHeader::kTcpIpv4;
    header.headers_size = static_cast<uint16_t>(at_.payload);
    header.piece_size = static_cast<uint16_t>(piece_size_);
    header.checksum_start = static_cast<uint16_t>(at_.tcp);
    header.checksum_offset = static_cast<uint16_t>(at_.checksum() - at_.tcp);
  }
  std::memcpy(storage_.data(), &header, sizeof header);
  return ByteView(storage_).first(kHeader + size_);
}

}  // namespace pptp::client
