#include "lib/tunnel/tunnel.h"

#include <gtest/gtest.h>

#include "lib/ppp/wire.h"
#include "lib/pptp/control_codec.h"
#include "tests/pptp/gre_packet.h"
#include "tests/tunnel/memory_pair.h"

// What a peer, or somebody on the way, may do to a tunnel's packets. Whole stories are in
// tests/simulation.
namespace pptp::tunnel {
namespace {

using std::chrono::seconds;

constexpr size_t kPacketSize = 400;

Bytes IpPacket() {
  Bytes packet(kPacketSize, 0x5a);
  packet[0] = 0x45;
  return packet;
}

// MPPE authenticates nothing: a bit changed on the way changes the same bit of what is
// decrypted, here of the protocol. The rejection of that protocol must not show the rest.
TEST(Tunnel, RejectsADecryptedProtocolWithoutShowingWhatWasDecrypted) {
  MemoryPair pair;
  ASSERT_TRUE(pair.client.up);
  ASSERT_TRUE(pair.server.tunnel.SendIp(IpPacket(), pair.now));
  Bytes packet = pair.server.gre.back();
  const size_t encrypted_protocol = packet.size() - kPacketSize - 1;
  packet[encrypted_protocol] ^= 0x02;
  pair.client.gre.clear();
  pair.client.tunnel.OnGre(packet, pair.now);
  ASSERT_EQ(1u, pair.client.gre.size());
  const auto answer = gre::Parse(pair.client.gre.back());
  ASSERT_TRUE(answer);
  const ppp::Packet rejection = ppp::DecodeFrame(answer->payload).packet;
  const auto* reject = std::get_if<ppp::ProtocolReject>(&rejection.body);
  ASSERT_TRUE(reject);
  EXPECT_EQ(0x23, reject->protocol);
  EXPECT_TRUE(reject->information.bytes.empty());
  EXPECT_EQ(0u, pair.client.delivered);
}

TEST(Tunnel, SendsNothingOnceItHasEnded) {
  MemoryPair pair;
  pair.server.tunnel.SendIp(IpPacket(), pair.now);
  pair.client.tunnel.OnGre(pair.server.gre.back(), pair.now);  // wants to be acknowledged
  const control::Message stop = control::StopControlConnectionRequest{};
  pair.client.tunnel.OnControl(control::Encode(stop), pair.now);
  ASSERT_TRUE(pair.client.tunnel.ended());
  pair.client.gre.clear();
  pair.client.tunnel.OnTime(pair.now + seconds(1));
  EXPECT_TRUE(pair.client.gre.empty());
}

TEST(Tunnel, DropsEncryptedPacketsThatComeInTheClear) {
  MemoryPair pair;
  gre::Header header;
  header.call_id = 1;
  header.sequence = 1000;
  const Bytes frame = {0xff, 0x03, 0x00, 0x21, 0x45, 0x00};
  pair.client.tunnel.OnGre(gre::PacketBytes(header, frame), pair.now);
  pair.client.tunnel.OnTime(pair.now + seconds(1));
  EXPECT_EQ(0u, pair.client.delivered);
  EXPECT_EQ(1u, pair.client.tunnel.link().counters().plain_refused);
}

}  // namespace
}  // namespace pptp::tunnel
