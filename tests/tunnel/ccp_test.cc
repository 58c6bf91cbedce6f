#include "lib/tunnel/ccp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tunnel/ccp_peers.h"

namespace pptp::tunnel {
namespace {

using ppp::kMppe128Bit;
using ppp::kMppe40Bit;
using ppp::kMppe56Bit;
using ppp::kMppeStateless;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr uint32_t kBoth = kMppe128Bit | kMppe40Bit;
constexpr MppeConfig kNo = {MppePolicy::kRefused, kBoth, false};
constexpr MppeConfig kMay = {MppePolicy::kAllowed, kBoth, false};
constexpr MppeConfig kMust = {MppePolicy::kRequired, kBoth, false};
constexpr MppeConfig kMust128 = {MppePolicy::kRequired, kMppe128Bit, false};
constexpr MppeConfig kMust40 = {MppePolicy::kRequired, kMppe40Bit, false};
constexpr MppeConfig kMust56 = {MppePolicy::kRequired, kMppe56Bit, false};
constexpr MppeConfig kMay40 = {MppePolicy::kAllowed, kMppe40Bit, false};
constexpr MppeConfig kMay128 = {MppePolicy::kAllowed, kMppe128Bit, false};

constexpr char kRefusedReason[] = "MPPE required but peer refused";
constexpr char kFailedReason[] = "MPPE required but peer negotiation failed";

struct PolicyCase {
  const char* name;
  MppeConfig client, server;
  uint32_t strength;         // agreed on in both directions; zero: in the clear or closed
  const char* client_close;  // the reason, empty when the link lives
  const char* server_close;
};

// Of two ends that cannot agree, the one that finds it out first closes the link; the
// other hears no more of CCP.
const PolicyCase kPolicyCases[] = {
    {"NoNo", kNo, kNo, 0, "", ""},
    {"NoMay", kNo, kMay, 0, "", ""},
    {"NoMust", kNo, kMust, 0, "", kRefusedReason},
    {"MayNo", kMay, kNo, 0, "", ""},
    {"MayMay", kMay, kMay, kMppe128Bit, "", ""},
    {"MayMust", kMay, kMust, kMppe128Bit, "", ""},
    {"MustNo", kMust, kNo, 0, kRefusedReason, ""},
    {"MustMay", kMust, kMay, kMppe128Bit, "", ""},
    {"MustMust", kMust, kMust, kMppe128Bit, "", ""},
    {"Must128", kMust128, kMust, kMppe128Bit, "", ""},
    {"Must40", kMust40, kMust, kMppe40Bit, "", ""},
    {"Must40May", kMust40, kMay, kMppe40Bit, "", ""},
    {"MayMust56", {MppePolicy::kAllowed, kBoth | kMppe56Bit, false}, kMust56, kMppe56Bit, "", ""},
    {"May128May40", kMay128, kMay40, 0, "", ""},
    {"May40Must128", kMay40, kMust128, 0, "", kFailedReason},
};

TEST(Ccp, EndsAsThePoliciesOfBothEndsSay) {
  for (const PolicyCase& c : kPolicyCases) {
    SCOPED_TRACE(c.name);
    CcpPeers peers(c.client, c.server);
    peers.Start();
    EXPECT_EQ(c.client_close, peers.client().close);
    EXPECT_EQ(c.server_close, peers.server().close);
    const uint32_t bits = c.strength == 0 ? 0 : c.strength | kMppeStateless;
    for (CcpEnd* end : {&peers.client(), &peers.server()}) {
      EXPECT_EQ(bits, end->ccp.encryption().send);
      EXPECT_EQ(bits, end->ccp.encryption().receive);
      EXPECT_EQ(bits != 0, end->ccp.encryptor() != nullptr);
    }
    if (*c.client_close == '\0' && *c.server_close == '\0') {
      EXPECT_TRUE(peers.client().ccp.networks_allowed());
      EXPECT_TRUE(peers.server().ccp.networks_allowed());
      EXPECT_EQ(kNever, peers.client().ccp.deadline());
    } else {
      const bool client_closed = *c.client_close != '\0';
      EXPECT_FALSE((client_closed ? peers.client() : peers.server()).ccp.networks_allowed());
    }
  }
}

TEST(Ccp, FindsNoStrengthThatOnlyOneEndHas) {
  CcpPeers peers(kMust128, kMust40);
  peers.Start();
  EXPECT_TRUE(peers.client().Closed() || peers.server().Closed());
  EXPECT_FALSE(peers.client().ccp.networks_allowed() && peers.server().ccp.networks_allowed());
  EXPECT_FALSE(peers.client().ccp.encryption().agreed());
}

TEST(Ccp, WithoutKeysDoesWithoutEncryptionOrWithoutTheLink) {
  const AuthResult plain = {AuthMethod::kPap, "joe", std::nullopt};
  const AuthResult client = MsChapV2Result(crypto::MppeRole::kClient);
  const AuthResult server = MsChapV2Result(crypto::MppeRole::kServer);
  struct Case {
    const char* name;
    const AuthResult *to_peer, *of_peer;
    MppeConfig config;
    const char* complaint;
  };
  const MppeConfig nothing = {MppePolicy::kRequired, 0, false};
  const Case cases[] = {
      {"Nobody", nullptr, nullptr, kMust, "MPPE required, but MS-CHAP[v2] auth not performed."},
      {"Pap", &plain, nullptr, kMust, "MPPE required, but MS-CHAP[v2] auth not performed."},
      {"Both", &client, &server, kMust, "MPPE required, but auth done in both directions."},
      {"NoStrength", &client, nullptr, nothing,
       "MPPE required, but both 40-bit and 128-bit disabled."},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    CcpEnd end(c.config);
    end.ccp.Start(c.to_peer, c.of_peer, {}, &end.actions);
    EXPECT_THAT(Told(&end.actions), ElementsAre(std::string("error: ") + c.complaint,
                                                "close 10: MPPE required but not available"));
    EXPECT_FALSE(end.ccp.networks_allowed());

    MppeConfig allowed = c.config;
    allowed.policy = MppePolicy::kAllowed;
    CcpEnd lenient(allowed);
    lenient.ccp.Start(c.to_peer, c.of_peer, {}, &lenient.actions);
    EXPECT_THAT(Told(&lenient.actions), IsEmpty()) << "waits for the peer to begin";
    EXPECT_TRUE(lenient.ccp.networks_allowed());
  }
}

// The story of a client at a server that names one strength, as pppd would tell it.
TEST(Ccp, TellsTheStoryOfAClient) {
  CcpEnd client(kMust);
  const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
  client.ccp.Start(&login, nullptr, {}, &client.actions);
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("started", "sent [CCP ConfReq id=0x1 <mppe +H -M +S +L -D -C>]"));
  client.Receive(PacketOf("CCP ConfReq id=0x4 <mppe +H +M +S +L -D +C>"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("sent [CCP ConfNak id=0x4 <mppe +H -M +S -L -D -C>]"));
  client.Receive(PacketOf("CCP ConfNak id=0x1 <mppe +H -M +S -L -D -C>"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("sent [CCP ConfReq id=0x2 <mppe +H -M +S -L -D -C>]"));
  client.Receive(PacketOf("CCP ConfReq id=0x5 <mppe +H -M +S -L -D -C>"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("sent [CCP ConfAck id=0x5 <mppe +H -M +S -L -D -C>]"));
  EXPECT_FALSE(client.ccp.encryption().agreed()) << "in one direction only";
  EXPECT_FALSE(client.ccp.networks_allowed());
  client.Receive(PacketOf("CCP ConfAck id=0x2 <mppe +H -M +S -L -D -C>"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("notice: MPPE 128-bit stateless compression enabled", "up"));
  EXPECT_TRUE(client.ccp.networks_allowed());
}

// The data of a packet from one end to the other; empty when it is not delivered.
Bytes SendData(CcpEnd* from, CcpEnd* to, const Bytes& payload, Instant now) {
  Bytes packet(payload.size() + crypto::kMppeOverhead), out(packet.size());
  packet.resize(from->ccp.encryptor()->Encrypt(0x0021, payload, false, packet));
  const crypto::MppeDecrypted data = to->ccp.Decrypt(packet, out, now, &to->actions);
  return Bytes(data.payload.begin(), data.payload.end());
}

// Two that have been up, on both ends of a wire.
class OpenCcp : public testing::Test {
 protected:
  explicit OpenCcp(MppeConfig config = kMust) : peers_(config, config) {}
  void SetUp() override {
    peers_.Start();
    ASSERT_TRUE(client().ccp.encryption().agreed());
    ASSERT_TRUE(server().ccp.encryption().agreed());
    client().told.clear();
    server().told.clear();
  }

  CcpEnd& client() { return peers_.client(); }
  CcpEnd& server() { return peers_.server(); }
  void ClientReceives(const std::string& text) {
    client().Receive(PacketOf(text), peers_.now());
    peers_.Deliver();
  }

  // What the client makes of a packet of protocol 0x00fd.
  Bytes Decrypt(const Bytes& packet) {
    Bytes out(packet.size());
    const crypto::MppeDecrypted data =
        client().ccp.Decrypt(packet, out, peers_.now(), &client().actions);
    return Bytes(data.payload.begin(), data.payload.end());
  }

  CcpPeers peers_;
};

TEST_F(OpenCcp, EncryptsFromEndToEnd) {
  for (uint8_t i = 0; i < 200; ++i) {
    const Bytes payload(i, i);
    EXPECT_EQ(payload, SendData(&client(), &server(), payload, peers_.now()));
    EXPECT_EQ(payload, SendData(&server(), &client(), payload, peers_.now()));
  }
  EXPECT_THAT(client().actions, IsEmpty());
}

TEST_F(OpenCcp, IsEndedByThePeersTerminateRequestAndTakesTheLinkAlong) {
  ClientReceives("CCP TermReq id=0x9\"bye\"");
  EXPECT_THAT(
      client().told,
      ElementsAre("info: CCP terminated by peer (bye)", "down",
                  "notice: Compression disabled by peer.", "error: MPPE disabled, closing LCP",
                  "close 10: MPPE disabled by peer", "sent [CCP TermAck id=0x9]"));
  EXPECT_FALSE(client().ccp.networks_allowed());
  EXPECT_EQ(nullptr, client().ccp.encryptor());
}

struct EndingCase {
  const char* name;
  const char* packet;
};
// A new negotiation would start the same key stream once more.
const EndingCase kEndings[] = {
    {"Renegotiation", "CCP ConfReq id=0x9 <mppe +H -M +S -L -D -C>"},
    {"WeakerRenegotiation", "CCP ConfReq id=0x9 <mppe +H -M -S +L -D -C>"},
    {"WithoutMppe", "CCP ConfReq id=0x9"},
    {"StatefulRenegotiation", "CCP ConfReq id=0x9 <mppe -H -M +S -L -D -C>"},
    {"TerminateAck", "CCP TermAck id=0x9"},
    {"CodeRejectOfConfReq", "CCP CodeRej id=0x9 01 01 00 04"},
};

TEST(Ccp, ClosesTheLinkRatherThanNegotiateAgain) {
  for (const EndingCase& c : kEndings) {
    SCOPED_TRACE(c.name);
    CcpPeers peers(kMust, kMust);
    peers.Start();
    CcpEnd& client = peers.client();
    EXPECT_THAT(SendData(&peers.server(), &client, {1, 2}, peers.now()), ElementsAre(1, 2));
    client.told.clear();
    client.Receive(PacketOf(c.packet), peers.now());
    std::vector<std::string> told = Told(&client.actions);
    std::erase_if(told, [](const std::string& line) { return line.starts_with("sent "); });
    std::erase_if(told, [](const std::string& line) { return line.starts_with("warning: "); });
    EXPECT_THAT(told, ElementsAre("down", "error: MPPE disabled", "close 10: MPPE disabled"));
    EXPECT_FALSE(client.ccp.networks_allowed());
    EXPECT_EQ(nullptr, client.ccp.encryptor());
    EXPECT_EQ(kNever, client.ccp.deadline());
  }
}

// The peer has not opened yet: it asks once more, under another id, for what it had.
TEST(Ccp, AcknowledgesThePeerThatIsBehind) {
  CcpPeers peers(kMust, kMust);
  peers.Start();
  CcpEnd& client = peers.client();
  client.Receive(PacketOf("CCP ConfReq id=0x9 <mppe +H -M +S -L -D -C>"), peers.now());
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("sent [CCP ConfAck id=0x9 <mppe +H -M +S -L -D -C>]"));
  EXPECT_THAT(SendData(&peers.server(), &client, {1, 2}, peers.now()), ElementsAre(1, 2));
}

TEST(Ccp, GoesBackFromEncryptionForNobodyEvenWhereItIsOnlyAllowed) {
  CcpPeers peers(kMay, kMay);
  peers.Start();
  peers.client().Receive(PacketOf("CCP ConfReq id=0x9"), peers.now());
  peers.Deliver();
  EXPECT_EQ("MPPE disabled", peers.client().close);
  EXPECT_FALSE(peers.client().ccp.networks_allowed());
}

TEST_F(OpenCcp, IsEndedByAProtocolReject) {
  client().ccp.OnProtocolReject(peers_.now(), &client().actions);
  EXPECT_THAT(Told(&client().actions), Contains("close 10: MPPE disabled"));
}

// The last Configure-Ack of the client is lost: the server asks again, and nothing is torn down.
TEST(Ccp, AcknowledgesARepeatedRequestOnceMore) {
  CcpPeers peers(kMust128, kMust128);
  peers.DropNext("ConfAck id=0x1");
  peers.Start();
  EXPECT_NE(peers.client().ccp.automaton().opened(), peers.server().ccp.automaton().opened());
  peers.Wait(seconds(4));
  EXPECT_EQ("", peers.client().close + peers.server().close);
  EXPECT_TRUE(peers.client().ccp.encryption().agreed());
  EXPECT_TRUE(peers.server().ccp.encryption().agreed());
}

TEST(Ccp, AgreesOverAWireThatLosesPackets) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    CcpPeers peers(kMust, kMust, 20, seed);
    peers.Start();
    peers.Wait();
    EXPECT_EQ("", peers.client().close + peers.server().close);
    EXPECT_TRUE(peers.client().ccp.encryption().agreed());
    EXPECT_TRUE(peers.server().ccp.encryption().agreed());
  }
}

TEST(Ccp, MayHaveAnotherStrengthInEachDirection) {
  CcpEnd client(kMust);
  const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
  client.ccp.Start(&login, nullptr, {}, &client.actions);
  client.Receive(PacketOf("CCP ConfReq id=0x1 <mppe +H -M -S +L -D -C>"), {});
  client.Receive(PacketOf("CCP ConfNak id=0x1 <mppe +H -M +S -L -D -C>"), {});
  client.Receive(PacketOf("CCP ConfAck id=0x2 <mppe +H -M +S -L -D -C>"), {});
  EXPECT_THAT(
      Told(&client.actions),
      Contains("notice: MPPE 128-bit stateless / MPPE 40-bit stateless compression enabled"));
  EXPECT_EQ(kMppeStateless | kMppe40Bit, client.ccp.encryption().send);
  EXPECT_EQ(kMppeStateless | kMppe128Bit, client.ccp.encryption().receive);
  // The peer of these directions understands.
  const AuthResult peer = MsChapV2Result(crypto::MppeRole::kServer);
  crypto::MppeDecryptor peer_receives(peer.keys->At(crypto::MppeStrength::k40Bit).receive,
                                      crypto::MppeMode::kStateless);
  Bytes packet(100), out(100);
  packet.resize(client.ccp.encryptor()->Encrypt(0x0021, Bytes{1, 2, 3}, false, packet));
  EXPECT_THAT(peer_receives.Decrypt(packet, out).payload, ElementsAre(1, 2, 3));
}

// MPPE in one direction only: the peer wants to be sent encrypted packets and sends none.
TEST(Ccp, TakesHalfAnAgreementForNone) {
  CcpEnd client(kMay);
  const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
  client.ccp.Start(&login, nullptr, {}, &client.actions);
  client.Receive(PacketOf("CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>"), {});
  client.Receive(PacketOf("CCP ConfRej id=0x1 <mppe +H -M +S +L -D -C>"), {});
  Told(&client.actions);
  client.Receive(PacketOf("CCP ConfAck id=0x2"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("up", "down", "sent [CCP TermReq id=0x3\"No compression negotiated\"]"));
  EXPECT_FALSE(client.ccp.encryption().agreed());
  EXPECT_TRUE(client.ccp.networks_allowed());
}

struct SilenceCase {
  const char* name;
  MppeConfig config;
  std::vector<std::string> told;
  bool networks;
};
TEST(Ccp, WithAPeerThatNeverAnswersDoesWithoutOrCloses) {
  const SilenceCase cases[] = {
      {"Required",
       kMust,
       {"warning: CCP: timeout sending Config-Requests", "finished",
        "error: MPPE required but peer negotiation failed",
        "close 10: MPPE required but peer negotiation failed"},
       false},
      {"Allowed", kMay, {"warning: CCP: timeout sending Config-Requests", "finished"}, true},
  };
  for (const SilenceCase& c : cases) {
    SCOPED_TRACE(c.name);
    CcpEnd client(c.config);
    const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
    Instant now{seconds(7)};
    client.ccp.Start(&login, nullptr, now, &client.actions);
    EXPECT_FALSE(client.ccp.networks_allowed());
    int requests = 1;
    for (int second = 0; second < 40; ++second) {
      Told(&client.actions);
      now += seconds(1);
      client.ccp.OnTime(now, &client.actions);
      if (client.actions.size() == 1) ++requests;
      if (client.actions.size() > 1) break;
    }
    EXPECT_EQ(10, requests);
    EXPECT_EQ(c.told, Told(&client.actions));
    EXPECT_EQ(c.networks, client.ccp.networks_allowed());
    EXPECT_EQ(kNever, client.ccp.deadline());
  }
}

TEST(Ccp, WithAPeerThatRejectsTheProtocolDoesWithoutOrCloses) {
  for (const MppeConfig& config : {kMust, kMay}) {
    CcpEnd client(config);
    const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
    client.ccp.Start(&login, nullptr, {}, &client.actions);
    Told(&client.actions);
    client.ccp.OnProtocolReject({}, &client.actions);
    if (config.policy == MppePolicy::kRequired) {
      EXPECT_THAT(Told(&client.actions),
                  ElementsAre("finished", "error: MPPE required but peer negotiation failed",
                              "close 10: MPPE required but peer negotiation failed"));
    } else {
      EXPECT_THAT(Told(&client.actions), ElementsAre("finished"));
      EXPECT_TRUE(client.ccp.networks_allowed());
    }
  }
}

// What pppd calls a Nak loop of a server that wants MPPE from a client that does not.
TEST(Ccp, DoesNotEncryptForAServerThatInsists) {
  CcpEnd client(kNo);
  client.ccp.Start(nullptr, nullptr, {}, &client.actions);
  client.Receive(PacketOf("CCP ConfReq id=0x1 <mppe +H +M +S +L -D +C>"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("sent [CCP ConfReq id=0x1]",
                          "sent [CCP ConfRej id=0x1 <mppe +H +M +S +L -D +C>]"));
  client.Receive(PacketOf("CCP ConfNak id=0x1 <mppe -H -M -S -L -D -C>"), {});
  EXPECT_THAT(Told(&client.actions), ElementsAre("sent [CCP ConfReq id=0x2]"));
  client.Receive(PacketOf("CCP TermAck id=0x2"), {});
  EXPECT_THAT(Told(&client.actions),
              ElementsAre("sent [CCP TermReq id=0x3\"No compression negotiated\"]"));
  EXPECT_TRUE(client.ccp.networks_allowed());
}

TEST(Ccp, AnswersATerminateRequestEvenWhenItWaits) {
  CcpEnd client(kNo);
  client.ccp.Start(nullptr, nullptr, {}, &client.actions);
  client.Receive(PacketOf("CCP TermReq id=0x1"), {});
  EXPECT_THAT(Told(&client.actions), ElementsAre("sent [CCP TermAck id=0x1]"));
}

TEST(Ccp, RejectsCodesThatItDoesNotKnow) {
  CcpEnd client(kMust);
  const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
  client.ccp.Start(&login, nullptr, {}, &client.actions);
  Told(&client.actions);
  client.Receive(PacketOf("CCP code=0x9 id=0x5 01 02"), {});
  EXPECT_THAT(Told(&client.actions), ElementsAre("sent [CCP CodeRej id=0x2 09 05 00 06 01 02]"));
}

TEST_F(OpenCcp, StopsInSilenceAndStartsAgain) {
  client().ccp.Stop(peers_.now(), &client().actions);
  EXPECT_THAT(Told(&client().actions), ElementsAre("down"));
  EXPECT_FALSE(client().ccp.encryption().agreed());
  EXPECT_FALSE(client().ccp.networks_allowed());
  EXPECT_EQ(kNever, client().ccp.deadline());
  client().Receive(PacketOf("CCP ConfReq id=0x9"), peers_.now());
  EXPECT_THAT(Told(&client().actions), IsEmpty());
  const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
  client().ccp.Start(&login, nullptr, peers_.now(), &client().actions);
  EXPECT_THAT(Told(&client().actions),
              Contains(StartsWith("sent [CCP ConfReq id=0x3 <mppe +H -M +S +L -D -C>]")));
}

TEST_F(OpenCcp, EndsAfterTooManyErrors) {
  const Bytes garbage = {0x00, 0x00, 0x12, 0x34};  // neither FLUSHED nor ENCRYPTED
  for (int i = 0; i < 15; ++i) Decrypt(garbage);
  EXPECT_THAT(client().actions, IsEmpty());
  Decrypt(garbage);
  EXPECT_THAT(
      Told(&client().actions),
      ElementsAre("error: Lost compression sync: disabling compression",
                  "error: Too many MPPE errors, closing LCP", "close 10: Too many MPPE errors"));
  EXPECT_FALSE(client().ccp.networks_allowed());
  EXPECT_THAT(Decrypt(garbage), IsEmpty());
  EXPECT_THAT(client().actions, IsEmpty());
}

TEST_F(OpenCcp, AnswersAResetRequestAlsoInStatelessMode) {
  ClientReceives("CCP ResetReq id=0x9");
  EXPECT_THAT(client().told, ElementsAre("sent [CCP ResetAck id=0x9]"));
}

TEST(Ccp, AnswersNoResetRequestBeforeItIsOpen) {
  CcpEnd client(kMust);
  const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
  client.ccp.Start(&login, nullptr, {}, &client.actions);
  Told(&client.actions);
  client.Receive(PacketOf("CCP ResetReq id=0x9"), {});
  EXPECT_THAT(Told(&client.actions), IsEmpty());
}

// Both directions stateful: client and server are made to agree on it.
class StatefulCcp : public OpenCcp {
 protected:
  StatefulCcp() : OpenCcp({MppePolicy::kRequired, kMppe128Bit, true}) {}

  // The client, a peer that insists on the stateful mode having been played to it, and
  // that peer's sending side.
  void SetUp() override {
    const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
    client().ccp.Start(&login, nullptr, peers_.now(), &client().actions);
    client().Receive(PacketOf("CCP ConfReq id=0x1 <mppe -H -M +S -L -D -C>"), peers_.now());
    client().Receive(PacketOf("CCP ConfNak id=0x1 <mppe -H -M +S -L -D -C>"), peers_.now());
    client().Receive(PacketOf("CCP ConfAck id=0x2 <mppe -H -M +S -L -D -C>"), peers_.now());
    EXPECT_THAT(Told(&client().actions),
                Contains("notice: MPPE 128-bit stateful compression enabled"));
    now_ = peers_.now();
  }
  Bytes FromPeer(uint8_t content) {
    Bytes packet(20);
    packet.resize(peer_.Encrypt(0x0021, Bytes{content}, false, packet));
    return packet;
  }
  std::vector<std::string> Receive(const Bytes& packet, Bytes* payload = nullptr) {
    Bytes out(packet.size());
    const auto data = client().ccp.Decrypt(packet, out, now_, &client().actions);
    if (payload) *payload = Bytes(data.payload.begin(), data.payload.end());
    return Told(&client().actions);
  }
  std::vector<std::string> Wait(Duration time) {
    now_ += time;
    client().ccp.OnTime(now_, &client().actions);
    return Told(&client().actions);
  }

  Instant now_;
  crypto::MppeEncryptor peer_{
      MsChapV2Result(crypto::MppeRole::kServer).keys->At(crypto::MppeStrength::k128Bit).send,
      crypto::MppeMode::kStateful};
};

TEST_F(StatefulCcp, AsksForAResetAfterAGapUntilThePeerFlushes) {
  Bytes payload;
  EXPECT_THAT(Receive(FromPeer(1), &payload), IsEmpty());
  EXPECT_THAT(payload, ElementsAre(1));
  FromPeer(2);  // lost
  EXPECT_EQ(kNever, client().ccp.deadline());
  EXPECT_THAT(Receive(FromPeer(3), &payload), ElementsAre("sent [CCP ResetReq id=0x3]"));
  EXPECT_THAT(payload, IsEmpty());
  // More of them within a second lead to no more requests.
  for (uint8_t i = 4; i < 100; ++i) EXPECT_THAT(Receive(FromPeer(i)), IsEmpty());
  EXPECT_EQ(now_ + seconds(1), client().ccp.deadline());
  EXPECT_THAT(Wait(seconds(1)), ElementsAre("sent [CCP ResetReq id=0x4]"));
  EXPECT_THAT(Wait(seconds(1)), ElementsAre("sent [CCP ResetReq id=0x5]"));
  peer_.OnResetRequest();
  EXPECT_THAT(Receive(FromPeer(7), &payload), IsEmpty());
  EXPECT_THAT(payload, ElementsAre(7));
  EXPECT_EQ(kNever, client().ccp.deadline());
  EXPECT_THAT(Wait(seconds(5)), IsEmpty());
}

TEST_F(StatefulCcp, WaitsAfterAResetAckForTheFlush) {
  FromPeer(1);
  EXPECT_THAT(Receive(FromPeer(2)), ElementsAre("sent [CCP ResetReq id=0x3]"));
  client().Receive(PacketOf("CCP ResetAck id=0x2"), now_);
  EXPECT_EQ(now_ + seconds(1), client().ccp.deadline()) << "of another request";
  client().Receive(PacketOf("CCP ResetAck id=0x3"), now_);
  EXPECT_EQ(kNever, client().ccp.deadline()) << "the peer may have nothing to send";
  now_ += seconds(2);
  EXPECT_THAT(Receive(FromPeer(3)), ElementsAre("sent [CCP ResetReq id=0x4]")) << "not flushed";
}

TEST_F(StatefulCcp, FlushesWhenThePeerAsks) {
  crypto::MppeDecryptor peer(
      MsChapV2Result(crypto::MppeRole::kServer).keys->At(crypto::MppeStrength::k128Bit).receive,
      crypto::MppeMode::kStateful);
  const auto send = [&](uint8_t content) {
    Bytes packet(20);
    packet.resize(client().ccp.encryptor()->Encrypt(0x0021, Bytes{content}, false, packet));
    return packet;
  };
  Bytes out(20);
  peer.Decrypt(send(1), out);
  send(2);  // lost
  EXPECT_EQ(crypto::MppeDecrypted::Outcome::kNeedsReset, peer.Decrypt(send(3), out).outcome);
  client().Receive(PacketOf("CCP ResetReq id=0x8"), now_);
  EXPECT_THAT(Told(&client().actions), ElementsAre("sent [CCP ResetAck id=0x8]"));
  EXPECT_THAT(peer.Decrypt(send(4), out).payload, ElementsAre(4));
}

}  // namespace
}  // namespace pptp::tunnel
