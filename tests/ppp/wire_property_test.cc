// What must hold for all packets and all bytes, over many of both.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lib/base/text.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "tests/ppp/packet_generator.h"

namespace pptp::ppp {
namespace {

constexpr Compression kCompressions[] = {
    {false, false}, {false, true}, {true, false}, {true, true}};

bool IsCut(const Data& data) {
  return data.cut || !data.verbatim.empty();
}

bool IsUnreadable(const Option& option) {
  return !option.readable();
}

// Only its log is cut or has words in place of bytes, never a wire.
bool IsCut(const Packet& packet) {
  if (IsCut(packet.trailing)) return true;
  return std::visit(
      [](const auto& body) {
        if constexpr (requires { body.data; }) return IsCut(body.data);
        if constexpr (requires { body.packet; }) return IsCut(body.packet);
        if constexpr (requires { body.information; }) return IsCut(body.information);
        if constexpr (requires { body.list; }) return std::ranges::any_of(body.list, IsUnreadable);
        if constexpr (requires { body.hidden; }) return body.hidden;
        return false;
      },
      packet.body);
}

// A protocol number has an even high byte and an odd low one (RFC 1661 section 2);
// readers insist on the former.
bool HasWireForm(const Packet& packet) {
  const auto number = static_cast<uint16_t>(packet.protocol);
  return !IsCut(packet) && (number >> 8) % 2 == 0;
}

// Generated packets that a wire can carry.
class WirePackets {
 public:
  explicit WirePackets(uint32_t seed) : generator_(seed) {}

  Packet Next() {
    for (;;) {
      Packet packet = generator_.Next();
      if (HasWireForm(packet) && !std::holds_alternative<Frame>(packet.body)) return packet;
    }
  }

 private:
  PacketGenerator generator_;
};

// Whether the packet's parts are where a reader would look for them: generated
// bytes behind a body may happen to belong to it, and those of a Datagram may
// happen to be a packet; PAP and CHAP read as Raw only what fits no format.
bool IsCanonical(const Packet& packet) {
  if (const auto* datagram = std::get_if<Datagram>(&packet.body)) {
    return datagram->data.bytes.size() < 4 || static_cast<uint16_t>(packet.protocol) < 0x8000;
  }
  const bool authentication =
      packet.protocol == Protocol::kPap || packet.protocol == Protocol::kChap;
  if (authentication && std::holds_alternative<Raw>(packet.body)) return false;
  return packet.trailing == Data{};
}

TEST(WireProperty, PacketsComeBackThroughEveryCompression) {
  WirePackets packets(1661);
  int canonical = 0;
  for (int i = 0; i < 20000; ++i) {
    const Packet packet = packets.Next();
    for (Compression compression : kCompressions) {
      const Bytes frame = EncodeFrame(packet, compression);
      const DecodedFrame decoded = DecodeFrame(frame);
      ASSERT_EQ(ToHex(frame), ToHex(EncodeFrame(decoded.packet, compression)));
      ASSERT_EQ(decoded.packet, DecodeFrame(EncodeFrame(decoded.packet)).packet);
      if (!IsCanonical(packet)) continue;
      ++canonical;
      ASSERT_TRUE(packet == decoded.packet) << PrintPacket(packet) << "\n"
                                            << PrintPacket(decoded.packet) << "\n"
                                            << ToHex(frame, " ");
    }
  }
  EXPECT_GT(canonical, 40000);
}

// LCP may come in without ff 03, but is never sent so.
Bytes AsWritten(const Bytes& frame) {
  const auto split = Split(frame);
  if (!split || split->protocol != Protocol::kLcp) return frame;
  Bytes full = {0xff, 0x03, 0xc0, 0x21};
  full.insert(full.end(), split->information.begin(), split->information.end());
  return full;
}

void ExpectNothingLost(const Bytes& frame) {
  const DecodedFrame decoded = DecodeFrame(frame);
  ASSERT_EQ(ToHex(AsWritten(frame)), ToHex(EncodeFrame(decoded.packet, decoded.compression)))
      << PrintPacket(decoded.packet);
}

TEST(WireProperty, RandomBytesComeBack) {
  static constexpr uint16_t kProtocols[] = {0xc021, 0xc023, 0xc223, 0xc227, 0xc029, 0x8021,
                                            0x80fd, 0x8053, 0x8057, 0x8031, 0x0021, 0x00fd};
  std::mt19937_64 random(1662);
  for (int i = 0; i < 50000; ++i) {
    Bytes frame(random() % 40);
    for (uint8_t& byte : frame) byte = static_cast<uint8_t>(random());
    // Mostly a plausible header, else nothing but Datagrams would be made.
    if (frame.size() >= 8 && random() % 4 != 0) {
      const uint16_t protocol = kProtocols[random() % std::size(kProtocols)];
      frame[0] = 0xff;
      frame[1] = 0x03;
      frame[2] = static_cast<uint8_t>(protocol >> 8);
      frame[3] = static_cast<uint8_t>(protocol);
      frame[4] = static_cast<uint8_t>(random() % 17);
      frame[6] = 0;
      frame[7] = static_cast<uint8_t>(random() % (frame.size() - 2));
    }
    ASSERT_NO_FATAL_FAILURE(ExpectNothingLost(frame));
  }
}

TEST(WireProperty, DamagedPacketsComeBack) {
  std::mt19937_64 random(1663);
  WirePackets packets(1663);
  for (int i = 0; i < 20000; ++i) {
    Bytes frame = EncodeFrame(packets.Next(), kCompressions[random() % 4]);
    for (auto damages = random() % 4; damages > 0 && !frame.empty(); --damages) {
      const auto at = static_cast<ptrdiff_t>(random() % frame.size());
      switch (random() % 4) {
        case 0:
          frame.resize(static_cast<size_t>(at));
          break;
        case 1:
          frame.erase(frame.begin() + at);
          break;
        case 2:
          frame.insert(frame.begin() + at, static_cast<uint8_t>(random()));
          break;
        default:
          frame[static_cast<size_t>(at)] = static_cast<uint8_t>(random());
      }
    }
    ASSERT_NO_FATAL_FAILURE(ExpectNothingLost(frame));
  }
}

// The words of a packet off the wire, read back and sent, are the same bytes.
TEST(WireProperty, WordsHoldTheWholePacket) {
  WirePackets packets(1334);
  for (int i = 0; i < 20000; ++i) {
    const Packet sent = packets.Next();
    const Bytes frame = EncodeFrame(sent);
    const std::string words = PrintPacket(DecodeFrame(frame).packet);
    const auto read = ParsePacket(words);
    ASSERT_TRUE(read) << words;
    if (IsCut(*read)) continue;  // pppd shows 32 bytes, or 8, and no more
    ASSERT_EQ(ToHex(frame, " "), ToHex(EncodeFrame(*read), " ")) << words;
  }
}

}  // namespace
}  // namespace pptp::ppp
