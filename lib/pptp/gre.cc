#include "lib/pptp/gre.h"

#include <cassert>

namespace pptp::gre {
namespace {

// The first two bytes: C R K S s Recur(3), A Flags(4) Ver(3).
constexpr uint16_t kChecksumBit = 0x8000, kRoutingBit = 0x4000, kKeyBit = 0x2000,
                   kSequenceBit = 0x1000, kReservedMask = 0x0f00, kAcknowledgementBit = 0x0080,
                   kVersionMask = 0x0007, kVersion = 1;
constexpr uint16_t kPppProtocol = 0x880b;
constexpr size_t kFixedSize = 8, kNumberSize = 4;

// What is wrong with the first four bytes, if anything.
std::optional<Fault> Check(uint16_t bits, uint16_t protocol) {
  if ((bits & kVersionMask) != kVersion) return Fault::kWrongVersion;
  if (protocol != kPppProtocol) return Fault::kWrongProtocol;
  if ((bits & kChecksumBit) != 0) return Fault::kChecksum;
  if ((bits & kRoutingBit) != 0) return Fault::kRouting;
  if ((bits & kKeyBit) == 0) return Fault::kNoCallId;
  if ((bits & kReservedMask) != 0) return Fault::kReservedBits;
  return std::nullopt;
}

uint8_t* PutU16(uint16_t value, uint8_t* at) {
  at[0] = static_cast<uint8_t>(value >> 8);
  at[1] = static_cast<uint8_t>(value);
  return at + 2;
}

uint8_t* PutU32(uint32_t value, uint8_t* at) {
  return PutU16(static_cast<uint16_t>(value), PutU16(static_cast<uint16_t>(value >> 16), at));
}

}  // namespace

std::string_view FaultName(Fault fault) {
  switch (fault) {
    case Fault::kTruncated:
      return "shorter than its header";
    case Fault::kWrongVersion:
      return "not version 1";
    case Fault::kWrongProtocol:
      return "not PPP";
    case Fault::kChecksum:
      return "has a checksum";
    case Fault::kRouting:
      return "has routes";
    case Fault::kReservedBits:
      return "has reserved bits set";
    case Fault::kNoCallId:
      return "has no call ID";
    case Fault::kNoSequence:
      return "has no sequence number";
    case Fault::kPayloadTooShort:
      break;
  }
  return "shorter than announced";
}

tl::expected<Packet, Fault> Parse(ByteView ip_payload) {
  ByteReader in(ip_payload);
  const uint16_t bits = in.U16(), protocol = in.U16(), payload_size = in.U16();
  Packet packet{{in.U16(), std::nullopt, std::nullopt}, {}};
  if (!in.ok()) return tl::unexpected(Fault::kTruncated);
  if (const auto fault = Check(bits, protocol)) return tl::unexpected(*fault);
  if ((bits & kSequenceBit) != 0) packet.header.sequence = in.U32();
  if ((bits & kAcknowledgementBit) != 0) packet.header.acknowledgement = in.U32();
  if (!in.ok()) return tl::unexpected(Fault::kTruncated);
  if (payload_size > 0 && !packet.header.sequence) return tl::unexpected(Fault::kNoSequence);
  packet.payload = in.Take(payload_size);
  if (!in.ok()) return tl::unexpected(Fault::kPayloadTooShort);
  return packet;
}

size_t HeaderSize(const Header& header) {
  return kFixedSize + (header.sequence ? kNumberSize : 0) +
         (header.acknowledgement ? kNumberSize : 0);
}

std::span<uint8_t> WriteHeader(const Header& header, size_t payload_size,
                               std::span<uint8_t> headroom) {
  assert(headroom.size() >= HeaderSize(header) && payload_size <= 0xffff);
  assert(payload_size == 0 || header.sequence);
  const std::span<uint8_t> written = headroom.last(HeaderSize(header));
  const int bits = kKeyBit | kVersion | (header.sequence ? kSequenceBit : 0) |
                   (header.acknowledgement ? kAcknowledgementBit : 0);
  uint8_t* at = PutU16(static_cast<uint16_t>(bits), written.data());
  at = PutU16(kPppProtocol, at);
  at = PutU16(static_cast<uint16_t>(payload_size), at);
  at = PutU16(header.call_id, at);
  if (header.sequence) at = PutU32(*header.sequence, at);
  if (header.acknowledgement) PutU32(*header.acknowledgement, at);
  return written;
}

}  // namespace pptp::gre
