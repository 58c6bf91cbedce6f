#ifndef PPTP_LIB_CLIENT_TCP_PACKET_H_
#define PPTP_LIB_CLIENT_TCP_PACKET_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "lib/base/bytes.h"

namespace pptp::client {

// Where things are in an IPv4 packet (RFC 791) with a TCP segment (RFC 9293) in it.
struct TcpPacket {
  static constexpr size_t kLength = 2, kId = 4, kFragment = 6, kIpChecksum = 10, kAddresses = 12;
  static constexpr uint8_t kFin = 0x01, kSyn = 0x02, kRst = 0x04, kPsh = 0x08, kAck = 0x10,
                           kUrg = 0x20, kEce = 0x40, kCwr = 0x80;

  size_t tcp = 0;      // offset of the TCP header
  size_t payload = 0;  // offset of what it carries

  size_t sequence() const { return tcp + 4; }
  size_t flags() const { return tcp + 13; }
  size_t checksum() const { return tcp + 16; }
};

// Nothing if it is no such packet, if it is a fragment, or if its headers are cut. Says nothing
// about the lengths within: a packet from the kernel that is still to be split is larger than its
// header can tell.
std::optional<TcpPacket> FindTcp(ByteView packet);

inline uint16_t ReadU16(ByteView bytes, size_t at) {
  return static_cast<uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}
inline uint32_t ReadU32(ByteView bytes, size_t at) {
  return static_cast<uint32_t>(ReadU16(bytes, at)) << 16 | ReadU16(bytes, at + 2);
}
inline void WriteU16(std::span<uint8_t> bytes, size_t at, uint16_t value) {
  bytes[at] = static_cast<uint8_t>(value >> 8);
  bytes[at + 1] = static_cast<uint8_t>(value);
}
inline void WriteU32(std::span<uint8_t> bytes, size_t at, uint32_t value) {
  WriteU16(bytes, at, static_cast<uint16_t>(value >> 16));
  WriteU16(bytes, at + 2, static_cast<uint16_t>(value));
}

// The sum of the pseudo header, for a segment of this size.
uint64_t PseudoHeaderSum(ByteView packet, size_t segment_size);

// Whether both checksums are right. REQUIRES: the packet is as long as its header says.
bool ChecksumsAreRight(ByteView packet, const TcpPacket& at);

// Writes into the IP header the packet's size and then the checksum; into the TCP header its own.
void FinishIpHeader(std::span<uint8_t> packet, const TcpPacket& at);
void FinishTcpHeader(std::span<uint8_t> packet, const TcpPacket& at);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_TCP_PACKET_H_
