// Tunnels through NATs that know PPTP, and through those that do not.

#include "tests/simulation/nat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/pptp/control_codec.h"
#include "lib/pptp/message_stream.h"
#include "tests/pptp/gre_packet.h"
#include "tests/simulation/tunnel_pair.h"

namespace pptp::simulation {
namespace {

using std::chrono::seconds;
using tunnel::ExitStatus;

template <typename Message>
Message Only(ByteView bytes) {
  control::MessageStream stream;
  auto received = stream.Next(&bytes);
  EXPECT_TRUE(received && *received);
  const auto* message = std::get_if<Message>(&(*received)->message);
  EXPECT_TRUE(message);
  return message ? *message : Message{};
}

TEST(NatHelper, ShowsTheServerAnotherCallId) {
  NatHelper nat(5);
  control::OutgoingCallRequest request;
  request.call_id = 1001;
  EXPECT_EQ(
      5, Only<control::OutgoingCallRequest>(nat.ControlToServer(control::Encode(request))).call_id);
  const control::CallClearRequest clear{1001};
  EXPECT_EQ(5,
            Only<control::CallClearRequest>(nat.ControlToServer(control::Encode(clear))).call_id);
}

TEST(NatHelper, GivesTheClientItsOwnBack) {
  NatHelper nat(5);
  control::OutgoingCallRequest request;
  request.call_id = 1001;
  nat.ControlToServer(control::Encode(request));
  control::OutgoingCallReply reply;
  reply.call_id = 2002;
  reply.peer_call_id = 5;
  reply = Only<control::OutgoingCallReply>(nat.ControlToClient(control::Encode(reply)));
  EXPECT_EQ(2002, reply.call_id);
  EXPECT_EQ(1001, reply.peer_call_id);

  gre::Header header;
  header.call_id = 5;
  header.sequence = 7;
  const Bytes frame = {0xff, 0x03, 0xc0, 0x21};
  const Bytes inside = nat.GreToClient(gre::PacketBytes(header, frame));
  const auto packet = gre::Parse(inside);
  ASSERT_TRUE(packet);
  EXPECT_EQ(1001, packet->header.call_id);
  EXPECT_EQ(7u, packet->header.sequence);
  header.call_id = 1001;
  EXPECT_TRUE(nat.GreToClient(gre::PacketBytes(header, frame)).empty()) << "of no call here";
}

TEST(Nat, ThatKnowsPptpIsNotNoticed) {
  Plan plan = GoodPlan(1);
  plan.nat_call_id = 5;
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  ASSERT_TRUE(pair.both_up()) << pair.client().log();
  EXPECT_EQ(20u, pair.server().delivered().size());
  EXPECT_EQ(20u, pair.client().delivered().size());
  EXPECT_TRUE(
      pair.client().Logged("Outgoing call established (call ID 1001, peer's call ID 2002)"));
  pair.CloseClient();
  pair.RunFor(seconds(30));
  EXPECT_EQ(ExitStatus::kUserRequest, pair.client().status());
  EXPECT_TRUE(pair.server().Logged("Call closed (RQST) (call id 5)")) << pair.server().log();
}

// All GRE from the server's address goes to the client that came first. The second hears
// nothing, as two pptp behind such a router do; the first must not mind.
TEST(Nat, ThatDoesNotKnowPptpGivesTheSecondClientsPacketsToTheFirst) {
  TunnelPair first(GoodPlan(1));
  first.Run();
  ASSERT_TRUE(first.both_up());
  const size_t delivered = first.client().delivered().size();

  Plan plan = GoodPlan(2);
  plan.client.control.call_id = 1002;
  plan.server.link.lcp.limits.max_configure = 20;  // it must not give up first
  plan.tamper_server = [&first](Bytes packet, Instant) {
    first.client().tunnel().OnGre(packet, first.now());
    return Bytes();
  };
  TunnelPair second(std::move(plan));
  second.Run();
  EXPECT_EQ(ExitStatus::kNegotiationFailed, second.client().status()) << second.client().log();
  EXPECT_TRUE(second.client().Logged("LCP: timeout sending Config-Requests"));

  first.RunFor(seconds(90));
  EXPECT_EQ("", first.violation());
  EXPECT_TRUE(first.both_up()) << first.client().log();
  EXPECT_EQ(delivered, first.client().delivered().size());
  EXPECT_GT(first.client().tunnel().channel()->counters().foreign, 5u);
}

}  // namespace
}  // namespace pptp::simulation
