// One tunnel from its beginning to its end, both ends in one process.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/simulation/tunnel_pair.h"

namespace pptp::simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;
using tunnel::AuthMethod;
using tunnel::ExitStatus;

TEST(Tunnel, ComesUpEncryptedAndCarriesData) {
  TunnelPair pair(GoodPlan(1));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  ASSERT_TRUE(pair.both_up()) << pair.client().log();
  EXPECT_EQ(0x0a09000bu, pair.client().network()->ipv4.local);
  EXPECT_EQ(0x0a090001u, pair.client().network()->ipv4.remote);
  EXPECT_EQ(20u, pair.server().delivered().size());
  EXPECT_EQ(20u, pair.client().delivered().size());
  EXPECT_EQ(ppp::kMppe128Bit | ppp::kMppeStateless,
            pair.client().tunnel().link().ccp().encryption().send);
}

TEST(Tunnel, EndsInGoodOrderAtTheUsersRequest) {
  TunnelPair pair(GoodPlan(2));
  pair.Run();
  pair.CloseClient();
  pair.RunFor(seconds(20));
  EXPECT_EQ("", pair.violation());
  EXPECT_EQ(ExitStatus::kUserRequest, pair.client().status()) << pair.client().log();
  EXPECT_EQ(ExitStatus::kHangup, pair.server().status()) << pair.server().log();
  EXPECT_TRUE(pair.client().Logged("MPPE disabled")) << pair.client().log();
  EXPECT_FALSE(pair.server().Logged("MPPE disabled")) << pair.server().log();
  EXPECT_TRUE(pair.client().Logged("sent [LCP TermReq id=0x"));
  EXPECT_TRUE(pair.client().Logged("Connect time 1.5 minutes."));
  EXPECT_TRUE(pair.server().Logged("LCP terminated by peer (User request)"));
}

// The words and their order are pppd 2.4.9's.
TEST(Tunnel, SaysThatEncryptionEndsBetweenTheTotalsAndTheFarewell) {
  TunnelPair pair(GoodPlan(2));
  pair.Run();
  pair.CloseClient();
  pair.RunFor(seconds(20));
  const std::string& log = pair.client().log();
  const size_t totals = log.find(" bytes, received "), disabled = log.find("MPPE disabled");
  const size_t farewell = log.find("sent [LCP TermReq");
  EXPECT_LT(log.find("Connect time"), totals) << log;
  EXPECT_LT(totals, disabled) << log;
  EXPECT_LT(disabled, farewell) << log;
}

TEST(Tunnel, SaysThatEncryptionEndsWhenTheCallIsGone) {
  Plan plan = GoodPlan(2);
  plan.server_closes = Instant{} + seconds(30);
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_TRUE(pair.client().Logged("MPPE disabled")) << pair.client().log();
}

TEST(Tunnel, HasNoEncryptionToEndWithoutMppe) {
  Plan plan = GoodPlan(2);
  plan.client.link.mppe.policy = plan.server.link.mppe.policy = tunnel::MppePolicy::kRefused;
  TunnelPair pair(std::move(plan));
  pair.Run();
  pair.CloseClient();
  pair.RunFor(seconds(20));
  EXPECT_FALSE(pair.client().Logged("MPPE disabled")) << pair.client().log();
}

// As pppd does with one "debug": its echoes are there before the addresses, and not after.
TEST(Tunnel, LogsEchoesUntilANetworkProtocolIsUp) {
  Plan plan = GoodPlan(2);
  plan.client.link.lcp.echo = {seconds(5), 4, false};
  TunnelPair pair(std::move(plan));
  pair.Run();
  const std::string& log = pair.client().log();
  ASSERT_TRUE(pair.client().was_up()) << log;
  EXPECT_THAT(log, HasSubstr("sent [LCP EchoReq id=0x0 "));
  EXPECT_THAT(log, HasSubstr("rcvd [LCP EchoRep id=0x0 "));
  EXPECT_THAT(log, Not(HasSubstr("[LCP EchoReq id=0x1 ")));
  EXPECT_GT(log.find("local  IP address"), log.find("rcvd [LCP EchoRep"));
}

TEST(Tunnel, AWrongPasswordIsNamed) {
  Plan plan = GoodPlan(3);
  plan.password = "another";
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  EXPECT_EQ(ExitStatus::kAuthToPeerFailed, pair.client().status()) << pair.client().log();
  EXPECT_EQ(ExitStatus::kPeerAuthFailed, pair.server().status()) << pair.server().log();
  EXPECT_FALSE(pair.client().was_up());
}

TEST(Tunnel, WithoutGreEndsInALcpTimeout) {
  Plan plan = GoodPlan(4);
  plan.to_client.blocked = true;
  plan.server.link.lcp.limits.max_configure = 20;  // it must not give up first
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  EXPECT_EQ(ExitStatus::kNegotiationFailed, pair.client().status()) << pair.client().log();
  EXPECT_TRUE(pair.client().Logged("LCP: timeout sending Config-Requests"));
}

TEST(Tunnel, AServerWithoutMppeIsRefused) {
  Plan plan = GoodPlan(5);
  plan.server.link.mppe.policy = tunnel::MppePolicy::kRefused;
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  EXPECT_EQ(ExitStatus::kNegotiationFailed, pair.client().status()) << pair.client().log();
  EXPECT_FALSE(pair.client().was_up());
}

TEST(Tunnel, NoticesADeadServerByItsSilence) {
  Plan plan = GoodPlan(6);
  plan.client.link.lcp.echo = {seconds(5), 3, false};
  plan.tamper_server = [](Bytes packet, Instant now) {
    return now > Instant{} + seconds(10) ? Bytes() : packet;
  };
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ(ExitStatus::kPeerDead, pair.client().status()) << pair.client().log();
  EXPECT_TRUE(pair.client().was_up());
}

TEST(Tunnel, TheServersHangUpEndsIt) {
  Plan plan = GoodPlan(7);
  plan.server_closes = Instant{} + seconds(30);
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ(ExitStatus::kHangup, pair.client().status());
  EXPECT_TRUE(pair.client().Logged("Modem hangup"));
  EXPECT_THAT(pair.client().reason(), HasSubstr("closed the control connection"));
}

// Deaf on the control connection, and busy in the tunnel.
TEST(Tunnel, AServerThatSendsDataIsNotTakenForDead) {
  Plan plan = GoodPlan(7);
  plan.server_goes_silent = Instant{} + seconds(5);
  plan.server.link.lcp.echo = {seconds(20), 0, false};
  plan.lasts = seconds(600);
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_FALSE(pair.client().ended()) << pair.client().log();
  EXPECT_FALSE(pair.client().Logged("missing echo reply"));
}

TEST(Tunnel, AServerThatSendsNothingAtAllIsTakenForDead) {
  Plan plan = GoodPlan(7);
  plan.server_goes_silent = Instant{} + seconds(5);
  plan.lasts = seconds(600);
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ(ExitStatus::kHangup, pair.client().status()) << pair.client().log();
  EXPECT_TRUE(pair.client().Logged("closing control connection due to missing echo reply"));
}

TEST(Tunnel, EndsWithHangupWhenTheServerStopsTheControlConnection) {
  Plan plan = GoodPlan(7);
  plan.server_stops = Instant{} + seconds(30);
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  EXPECT_EQ(ExitStatus::kHangup, pair.client().status()) << pair.client().log();
  EXPECT_EQ(16, static_cast<int>(*pair.client().status()));
  EXPECT_TRUE(pair.client().Logged("pptp[4718]: Received Stop Control Connection Request."));
  EXPECT_TRUE(pair.client().Logged(
      "pptp[4718]: Sent control packet type is 4 'Stop-Control-Connection-Reply'"));
  EXPECT_TRUE(pair.client().Logged("pppd[4711]: Modem hangup"));
  EXPECT_TRUE(pair.client().Logged("pppd[4711]: Connection terminated."));
  EXPECT_THAT(pair.client().reason(), HasSubstr("stopped the control connection"));
}

TEST(Tunnel, AConnectionThatIsRefusedIsToldInPptpsWords) {
  Plan plan = GoodPlan(8);
  plan.connect_error = "Connection refused";
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ(ExitStatus::kHangup, pair.client().status());
  EXPECT_TRUE(pair.client().Logged("pptp[4718]: connect: Connection refused"));
}

TEST(Tunnel, DataSurvivesLossAndReordering) {
  Plan plan = GoodPlan(9);
  plan.to_server.loss = plan.to_client.loss = 0.05;
  plan.to_server.jitter = plan.to_client.jitter = milliseconds(40);
  plan.packets = 500;
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  EXPECT_TRUE(pair.both_up()) << pair.client().log();
  EXPECT_GT(pair.server().delivered().size(), 450u);
}

TEST(Tunnel, PapWithoutEncryptionWorksWhereItIsWanted) {
  Plan plan = GoodPlan(10);
  plan.client.link.mppe.policy = tunnel::MppePolicy::kRefused;
  plan.server.link.mppe.policy = tunnel::MppePolicy::kRefused;
  plan.server.link.lcp.wishes.require_from_peer = {AuthMethod::kPap};
  TunnelPair pair(std::move(plan));
  pair.Run();
  EXPECT_EQ("", pair.violation());
  EXPECT_TRUE(pair.both_up()) << pair.client().log();
  EXPECT_EQ(20u, pair.server().delivered().size());
  EXPECT_TRUE(pair.client().Logged("sent [PAP AuthReq id=0x1 user=\"joe\" password=<hidden>]"));
  EXPECT_FALSE(pair.server().Logged("secret"));
}

}  // namespace
}  // namespace pptp::simulation
