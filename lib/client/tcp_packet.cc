#include "lib/client/tcp_packet.h"

#include <netinet/in.h>

#include <array>

#include "lib/client/internet_checksum.h"

namespace pptp::client {

std::optional<TcpPacket> FindTcp(ByteView packet) {
  constexpr size_t kSmallestHeader = 20;  // of both
  if (packet.size() < 2 * kSmallestHeader || packet[0] >> 4 != 4) return std::nullopt;
  TcpPacket at;
  at.tcp = size_t{4} * (packet[0] & 0x0f);
  if (at.tcp < kSmallestHeader || packet.size() < at.tcp + kSmallestHeader) return std::nullopt;
  const bool fragment = (ReadU16(packet, TcpPacket::kFragment) & 0x3fff) != 0;
  if (packet[9] != IPPROTO_TCP || fragment) return std::nullopt;
  const size_t header = size_t{4} * (packet[at.tcp + 12] >> 4);
  at.payload = at.tcp + header;
  if (header < kSmallestHeader || packet.size() < at.payload) return std::nullopt;
  return at;
}

uint64_t PseudoHeaderSum(ByteView packet, size_t segment_size) {
  const std::array<uint8_t, 4> tail = {0, IPPROTO_TCP, static_cast<uint8_t>(segment_size >> 8),
                                       static_cast<uint8_t>(segment_size)};
  return AddToSum(AddToSum(0, packet.subspan(TcpPacket::kAddresses, 8)), tail);
}

bool ChecksumsAreRight(ByteView packet, const TcpPacket& at) {
  const ByteView segment = packet.subspan(at.tcp);
  return Checksum(AddToSum(0, packet.first(at.tcp))) == 0 &&
         Checksum(AddToSum(PseudoHeaderSum(packet, segment.size()), segment)) == 0;
}

void FinishIpHeader(std::span<uint8_t> packet, const TcpPacket& at) {
  WriteU16(packet, TcpPacket::kLength, static_cast<uint16_t>(packet.size()));
  WriteU16(packet, TcpPacket::kIpChecksum, 0);
  WriteU16(packet, TcpPacket::kIpChecksum, Checksum(AddToSum(0, packet.first(at.tcp))));
}

void FinishTcpHeader(std::span<uint8_t> packet, const TcpPacket& at) {
  const ByteView segment = packet.subspan(at.tcp);
  WriteU16(packet, at.checksum(), 0);
  WriteU16(packet, at.checksum(),
           Checksum(AddToSum(PseudoHeaderSum(packet, segment.size()), segment)));
}

}  // namespace pptp::client
