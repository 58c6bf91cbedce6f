// Whoever can send packets to a tunnel cannot fill its log.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "lib/pptp/control_codec.h"
#include "tests/pptp/gre_packet.h"
#include "tests/tunnel/memory_pair.h"

namespace pptp::tunnel {
namespace {

constexpr int kPackets = 100'000;

// What somebody may send once he knows the call id, packet after packet.
class Flood : public testing::Test {
 protected:
  Flood() { pair_.client.keep = pair_.server.keep = false; }

  void Frame(const Bytes& frame) {
    gre::Header header;
    header.call_id = 1;
    header.sequence = sequence_++;
    pair_.client.tunnel.OnGre(gre::PacketBytes(header, frame), pair_.now);
  }
  void Packet(const char* text) { Frame(ppp::EncodeFrame(ppp::ParsePacket(text).value())); }
  void Message(const control::Message& message) {
    pair_.client.tunnel.OnControl(control::Encode(message), pair_.now);
    pair_.client.control.clear();
  }
  uint64_t lines() const { return pair_.client.log_lines; }

  MemoryPair pair_;
  uint32_t sequence_ = 1000;
};

TEST_F(Flood, OfFramesIsNotLogged) {
  ASSERT_TRUE(pair_.client.up);
  const std::vector<const char*> packets = {
      "[LCP EchoReq id=0x1 magic=0x1]",
      "[LCP EchoRep id=0x1 magic=0x1]",
      "[LCP DiscReq id=0x1 magic=0x1]",
      "[LCP Ident id=0x1 magic=0x1 \"x\"]",
      "[LCP ConfAck id=0x77]",
      "[LCP code=0x20 id=0x1]",
      "[LCP CodeRej id=0x1 20 01 00 04]",
      "[LCP ProtRej id=0x1 12 35]",
      "[IPCP code=0x20 id=0x1]",
      "[IPCP ConfNak id=0x77 <addr 10.0.0.1>]",
      "[CCP ResetReq id=0x1]",
      "[CCP ResetAck id=0x1]",
      "[CHAP Challenge id=0x1 <0102030405060708090a0b0c0d0e0f10>, name = \"x\"]",
      "[CHAP Failure id=0x1 \"E=691\"]",
      "[PAP AuthNak id=0x1 \"x\"]",
      "[IPV6CP ConfReq id=0x1]",
      "[EAP Request id=0x1 Identity <No message>]",
  };
  for (int i = 0; i < kPackets; ++i) {
    const size_t kind = static_cast<size_t>(i) % (packets.size() + 3);
    if (kind < packets.size()) {
      Packet(packets[kind]);
    } else if (kind == packets.size()) {
      Frame({0x21, 0x99});  // IP, in the clear
    } else if (kind == packets.size() + 1) {
      Frame({0x12, static_cast<uint8_t>(i | 1), 1, 2, 3});  // of any protocol
    } else {
      Frame({0xff});
    }
  }
  EXPECT_TRUE(pair_.client.up) << "so that each of them is looked at";
  EXPECT_LT(lines(), 5'000u);
  EXPECT_GT(lines(), 1'000u) << "a burst of each is";
}

TEST_F(Flood, OfPacketsOfNoCallIsNotLoggedAtAll) {
  const uint64_t before = lines();
  for (int i = 0; i < kPackets; ++i) {
    gre::Header header;
    header.call_id = static_cast<uint16_t>(2 + i % 1000);
    header.sequence = sequence_++;
    const Bytes frame = {0xff, 0x03, 0xc0, 0x21, 9, 0, 0, 4};
    pair_.client.tunnel.OnGre(gre::PacketBytes(header, frame), pair_.now);
    pair_.client.tunnel.OnGre(Bytes{1, 2, 3}, pair_.now);
  }
  EXPECT_EQ(before, lines());
  EXPECT_EQ(uint64_t{kPackets}, pair_.client.tunnel.channel()->counters().foreign);
}

TEST_F(Flood, OfIcmpErrorsIsNotLogged) {
  for (int i = 0; i < kPackets; ++i) {
    pair_.client.tunnel.OnGreRefused("No route to host", pair_.now);
    pair_.client.tunnel.OnGreNotSent("Operation not permitted", pair_.now);
    pair_.client.tunnel.OnGreTooLarge(500 + i % 1000, pair_.now);
    Packet("[LCP EchoReq id=0x1 magic=0x1]");  // after which an error is news again
  }
  EXPECT_TRUE(pair_.client.up);
  EXPECT_LT(lines(), 600u);
}

TEST_F(Flood, OfControlMessagesIsNotLogged) {
  for (int i = 0; i < kPackets / 10; ++i) {
    Message(control::SetLinkInfo{});
    Message(control::EchoRequest{});
    Message(control::EchoReply{});
    Message(control::StartControlConnectionReply{});
    Message(control::StartControlConnectionRequest{});
    Message(control::OutgoingCallRequest{});
    Message(control::OutgoingCallReply{});
    Message(control::IncomingCallRequest{});
    Message(control::WanErrorNotify{});
    Message(control::CallClearRequest{});
    Message(control::StopControlConnectionReply{});
  }
  EXPECT_TRUE(pair_.client.up);
  EXPECT_LT(lines(), 2'000u);
}

TEST_F(Flood, DoesNotHideWhyTheTunnelEnds) {
  for (int i = 0; i < kPackets; ++i) Packet("[LCP ProtRej id=0x1 12 35]");
  pair_.client.tunnel.Close(pair_.now);
  for (int minute = 1; minute <= 5; ++minute) {
    pair_.client.tunnel.OnTime(pair_.now + std::chrono::minutes(minute));
  }
  ASSERT_TRUE(pair_.client.tunnel.ended());
  EXPECT_NE(std::string::npos, pair_.client.log.find("Connection terminated.\n"));
  EXPECT_NE(
      std::string::npos,
      pair_.client.log.find("Not logged: 99900 more lines that begin with \"Protocol-Reject"));
}

}  // namespace
}  // namespace pptp::tunnel
