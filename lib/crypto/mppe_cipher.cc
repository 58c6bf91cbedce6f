#include "lib/crypto/mppe_cipher.h"

namespace pptp::crypto {
namespace {

constexpr uint16_t kFlushed = 0x8000, kEncrypted = 0x1000;  // RFC 3078 section 3, A and D
constexpr uint16_t kCountMask = 0x0fff;
constexpr uint16_t kFarthestJump = (kCountMask + 1) / 2;

// Every 256th packet of a stateful stream, the "flag" packet, changes the key.
constexpr bool IsFlagPacket(uint16_t count) {
  return (count & 0xff) == 0xff;
}

// How far "count" lies in front of "last", around the circle.
constexpr uint16_t Ahead(uint16_t count, uint16_t last) {
  return static_cast<uint16_t>(count - last) & kCountMask;
}

constexpr uint16_t Next(uint16_t count) {
  return static_cast<uint16_t>(count + 1) & kCountMask;
}

// How many flag packets are among those from "first" to the one before "end".
constexpr uint16_t FlagPacketsBetween(uint16_t first, uint16_t end) {
  return static_cast<uint16_t>((end >> 8) - (first >> 8)) & (kCountMask >> 8);
}

// How Linux tells a peer that has lost its way from a packet that was damaged:
// each error adds to a score, each good packet halves it, and a score of kTooMuch
// ends the link. A late packet is the network's doing and weighs little.
constexpr uint32_t kErrorWeight = 100, kLateWeight = 1, kTooMuch = 1600;

uint32_t Weight(MppeFault fault) {
  switch (fault) {
    case MppeFault::kNotEncrypted:
    case MppeFault::kNotFlushed:
    case MppeFault::kUnlikelyPayload:
      return kErrorWeight;
    case MppeFault::kLate:
      return kLateWeight;
    default:
      return 0;
  }
}

}  // namespace

std::string_view MppeFaultName(MppeFault fault) {
  switch (fault) {
    case MppeFault::kNone:
      return "none";
    case MppeFault::kTruncated:
      return "truncated";
    case MppeFault::kNotEncrypted:
      return "bit ENCRYPTED not set";
    case MppeFault::kNotFlushed:
      return "bit FLUSHED not set";
    case MppeFault::kLate:
      return "late";
    case MppeFault::kGap:
      return "packets lost";
    case MppeFault::kAwaitingFlush:
      return "awaiting a FLUSHED packet";
    case MppeFault::kUnlikelyPayload:
      break;
  }
  return "unlikely payload";
}

size_t MppeEncryptor::Encrypt(uint16_t protocol, ByteView payload, bool compress_protocol,
                              std::span<uint8_t> out) {
  // Protocols that MPPE encrypts are below 0x100; those of one byte are odd.
  const size_t protocol_size = compress_protocol && (protocol & 1) != 0 ? 1 : 2;
  const size_t size = kMppeHeaderSize + protocol_size + payload.size();
  if (!MppeEncrypts(protocol) || out.size() < size) return 0;

  const bool flushed = mode_ == MppeMode::kStateless || flush_ || IsFlagPacket(count_);
  if (flushed) {
    keys_.ChangeKey();
    keys_.StartCipher();
    flush_ = false;
  }
  const uint16_t header = static_cast<uint16_t>(count_ | kEncrypted | (flushed ? kFlushed : 0));
  count_ = Next(count_);
  out[0] = static_cast<uint8_t>(header >> 8);
  out[1] = static_cast<uint8_t>(header);
  const uint8_t field[] = {static_cast<uint8_t>(protocol >> 8), static_cast<uint8_t>(protocol)};
  keys_.Crypt(ByteView(field).last(protocol_size), out.data() + kMppeHeaderSize);
  keys_.Crypt(payload, out.data() + kMppeHeaderSize + protocol_size);
  return size;
}

MppeDecryptor::Header MppeDecryptor::ReadHeader(ByteView packet) {
  const uint16_t bits = static_cast<uint16_t>(packet[0] << 8 | packet[1]);
  return {(bits & kFlushed) != 0, (bits & kEncrypted) != 0,
          static_cast<uint16_t>(bits & kCountMask)};
}

MppeDecrypted MppeDecryptor::Faulty(MppeFault fault, uint16_t protocol) {
  ++counts_[static_cast<size_t>(fault)];
  sanity_ += Weight(fault);
  MppeDecrypted result{MppeDecrypted::Outcome::kDropped, fault, protocol, {}};
  if (fault == MppeFault::kGap) result.outcome = MppeDecrypted::Outcome::kNeedsReset;
  if (sanity_ >= kTooMuch) result.outcome = MppeDecrypted::Outcome::kFatal;
  return result;
}

MppeFault MppeDecryptor::CheckBits(const Header& header) const {
  const bool must_flush = mode_ == MppeMode::kStateless || IsFlagPacket(header.count);
  if (!header.encrypted) return MppeFault::kNotEncrypted;
  if (must_flush && !header.flushed) return MppeFault::kNotFlushed;
  const uint16_t ahead = Ahead(header.count, last_count_);
  return ahead == 0 || ahead > kFarthestJump ? MppeFault::kLate : MppeFault::kNone;
}

MppeDecrypted MppeDecryptor::Decrypt(ByteView packet, std::span<uint8_t> out) {
  if (packet.size() <= kMppeHeaderSize || out.size() < packet.size() - kMppeHeaderSize) {
    return Faulty(MppeFault::kTruncated);
  }
  const Header header = ReadHeader(packet);
  if (const MppeFault fault = CheckBits(header); fault != MppeFault::kNone) return Faulty(fault);
  const ByteView cipher = packet.subspan(kMppeHeaderSize);
  return mode_ == MppeMode::kStateless ? DecryptStateless(header, cipher, out)
                                       : DecryptStateful(header, cipher, out);
}

// A count in which nobody can believe after the fact has not been: the keys stay
// where they were, and the packets to which they belong can still be read.
MppeDecrypted MppeDecryptor::DecryptStateless(const Header& header, ByteView cipher,
                                              std::span<uint8_t> out) {
  const MppeKeySchedule::SessionKey before = keys_.Save();
  for (uint16_t left = Ahead(header.count, last_count_); left > 0; --left) keys_.ChangeKey();
  keys_.StartCipher();
  const MppeDecrypted result = Open(cipher, out);
  if (result.fault == MppeFault::kNone) {
    last_count_ = header.count;
  } else {
    keys_.Restore(before);
  }
  return result;
}

// Whichever packets are missing, the keys keep step with the flag packets among
// them, so that any FLUSHED packet joins the stream again.
MppeDecrypted MppeDecryptor::DecryptStateful(const Header& header, ByteView cipher,
                                             std::span<uint8_t> out) {
  const bool in_order = Ahead(header.count, last_count_) == 1;
  for (uint16_t left = FlagPacketsBetween(Next(last_count_), header.count); left > 0; --left) {
    keys_.ChangeKey();
  }
  last_count_ = header.count;
  if (header.flushed) {
    keys_.ChangeKey();
    keys_.StartCipher();
    awaiting_flush_ = false;
  } else if (awaiting_flush_) {
    return Faulty(MppeFault::kAwaitingFlush);
  } else if (!in_order) {
    awaiting_flush_ = true;
    return Faulty(MppeFault::kGap);
  }
  return Open(cipher, out);
}

MppeDecrypted MppeDecryptor::Open(ByteView cipher, std::span<uint8_t> out) {
  keys_.Crypt(cipher, out.data());
  // An odd first byte is the whole protocol field (RFC 1661 section 6.5).
  const size_t protocol_size = (out[0] & 1) != 0 ? 1 : 2;
  if (cipher.size() < protocol_size) return Faulty(MppeFault::kTruncated);
  const uint16_t protocol =
      protocol_size == 1 ? out[0] : static_cast<uint16_t>(out[0] << 8 | out[1]);
  if (!MppeEncrypts(protocol)) return Faulty(MppeFault::kUnlikelyPayload, protocol);
  sanity_ /= 2;
  ++counts_[static_cast<size_t>(MppeFault::kNone)];
  return {MppeDecrypted::Outcome::kData, MppeFault::kNone, protocol,
          out.subspan(protocol_size, cipher.size() - protocol_size)};
}

}  // namespace pptp::crypto
