#include "tests/client/tcp_stream.h"

namespace pptp::client {
namespace {

void Put(Bytes* bytes, size_t at, uint16_t value) {
  (*bytes)[at] = static_cast<uint8_t>(value >> 8);
  (*bytes)[at + 1] = static_cast<uint8_t>(value);
}

Bytes TcpSegment(const StreamPacket& packet) {
  Bytes segment;
  ByteWriter out(&segment);
  out.U16(packet.source_port);
  out.U16(80);
  out.U32(packet.sequence);
  out.U32(77);  // acknowledges
  out.U8(static_cast<uint8_t>((20 + packet.options.size()) / 4 << 4));
  out.U8(packet.flags);
  out.U16(500);  // window
  out.U32(0);    // checksum, urgent pointer
  out.Append(packet.options);
  out.Append(packet.payload);
  return segment;
}

}  // namespace

uint16_t NaiveChecksum(const Bytes& bytes) {
  uint32_t sum = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    sum += i % 2 == 0 ? static_cast<uint32_t>(bytes[i] << 8) : bytes[i];
    sum = (sum & 0xffff) + (sum >> 16);
  }
  return static_cast<uint16_t>(~sum);
}

Bytes Encode(const StreamPacket& packet) {
  Bytes segment = TcpSegment(packet);
  const auto total = static_cast<uint16_t>(20 + segment.size());
  Bytes header;
  ByteWriter out(&header);
  out.U16(0x4500);
  out.U16(total);
  out.U16(packet.id);
  out.U16(packet.fragment);
  out.U16(0x4006);  // TTL, TCP
  out.U16(0);
  out.U32(0x0a000001);
  out.U32(0x0a000002);
  Put(&header, 10, NaiveChecksum(header));

  Bytes pseudo(header.begin() + 12, header.end());
  ByteWriter(&pseudo).U16(6);
  ByteWriter(&pseudo).U16(static_cast<uint16_t>(segment.size()));
  ByteWriter(&pseudo).Append(segment);
  Put(&segment, 16, NaiveChecksum(pseudo));
  header.insert(header.end(), segment.begin(), segment.end());
  return header;
}

Bytes StreamBytes(size_t from, size_t count) {
  Bytes bytes(count);
  for (size_t i = 0; i < count; ++i) {
    bytes[i] = static_cast<uint8_t>((from + i) * 2654435761U >> 13);
  }
  return bytes;
}

}  // namespace pptp::client
