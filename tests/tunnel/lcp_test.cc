#include "lib/tunnel/lcp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/tunnel/lcp_protocol_names.h"
#include "tests/tunnel/control_layer_end.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// An LCP with its magic number 1, its link and its clock.
class Peer : public ControlLayerEnd {
 public:
  explicit Peer(const LcpConfig& config, uint8_t first_magic = 1)
      : ControlLayerEnd(&lcp), random(first_magic), lcp(config, &random) {}

  void Reject(uint16_t protocol, const Bytes& information) {
    Actions actions;
    lcp.RejectProtocol(protocol, information, &actions);
    Absorb(actions);
  }

  CountingRandom random;
  Lcp lcp;
};

LcpConfig Client() {
  LcpConfig config;
  config.wishes.authenticate_to_peer = {AuthMethod::kMsChapV2, AuthMethod::kMsChap};
  return config;
}

LcpConfig Server() {
  LcpConfig config;
  config.wishes.mru = 1400;
  config.wishes.require_from_peer = {AuthMethod::kMsChapV2, AuthMethod::kPap};
  return config;
}

LcpConfig WithEcho(int interval, int failure, bool adaptive = false) {
  LcpConfig config = Client();
  config.echo = {seconds(interval), failure, adaptive};
  return config;
}

// Up, with the peer's magic number 0x77 and MRU 1400; nothing of it is left to be told.
void BringUp(Peer* peer) {
  peer->Start();
  peer->Receive("[LCP ConfReq id=0x1 <mru 1400> <auth chap MS-v2> <magic 0x77>]");
  peer->Receive("[LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>]");
  ASSERT_TRUE(peer->up());
  std::vector<std::string> told = peer->Take();
  if (told.back().find("EchoReq") == std::string::npos) {
    EXPECT_EQ("up", told.back());
  }
  peer->outbox().clear();
}

TEST(Lcp, ClientAndServerAgree) {
  Peer client(Client(), 1), server(Server(), 100);
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  ASSERT_TRUE(client.up());
  ASSERT_TRUE(server.up());

  const LcpAgreed ours = client.lcp.Agreed(), theirs = server.lcp.Agreed();
  EXPECT_EQ(AuthMethod::kMsChapV2, ours.auth_to_peer);
  EXPECT_EQ(std::nullopt, ours.auth_of_peer);
  EXPECT_EQ(AuthMethod::kMsChapV2, theirs.auth_of_peer);
  EXPECT_EQ(std::nullopt, theirs.auth_to_peer);
  EXPECT_EQ(1400, theirs.mru);
  EXPECT_EQ(1400, ours.peer_mru);
  EXPECT_EQ(1500, ours.mru);
  EXPECT_EQ(ours.magic, theirs.peer_magic);
  EXPECT_EQ(theirs.magic, ours.peer_magic);
  EXPECT_TRUE(ours.send_pcomp && ours.receive_pcomp && ours.send_accomp && ours.receive_accomp);
}

TEST(Lcp, TellsWhatItDoes) {
  Peer client(Client());
  client.Start();
  client.Receive("[LCP ConfReq id=0x1 <mru 1400> <auth eap> <magic 0x77> <callback CBCP>]");
  client.Receive("[LCP ConfReq id=0x2 <mru 1400> <auth eap> <magic 0x77>]");
  client.Receive("[LCP ConfReq id=0x3 <mru 1400> <auth chap MS-v2> <magic 0x77>]");
  client.Receive("[LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>]");
  EXPECT_THAT(
      client.Take(),
      ElementsAre("started",
                  "sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>]",
                  "sent [LCP ConfRej id=0x1 <callback CBCP>]",
                  "sent [LCP ConfNak id=0x2 <auth chap MS-v2>]",
                  "sent [LCP ConfAck id=0x3 <mru 1400> <auth chap MS-v2> <magic 0x77>]", "up"));
}

TEST(Lcp, ServerFallsBackToWhatTheClientIsWillingToDo) {
  LcpConfig config = Client();
  config.wishes.authenticate_to_peer = {AuthMethod::kPap};
  Peer client(config, 1), server(Server(), 100);
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  EXPECT_TRUE(client.up());
  EXPECT_EQ(AuthMethod::kPap, client.lcp.Agreed().auth_to_peer);
  EXPECT_EQ(AuthMethod::kPap, server.lcp.Agreed().auth_of_peer);
}

TEST(Lcp, ServerClosesWhenTheClientRefusesToAuthenticate) {
  LcpConfig config;  // nothing to authenticate with
  Peer client(config, 1), server(Server(), 100);
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  EXPECT_THAT(client.TakeWords(),
              ElementsAre("started", "debug No auth is possible", "up",
                          "info LCP terminated by peer (peer refused to authenticate)", "down"));
  // It is never announced up.
  EXPECT_THAT(server.TakeWords(),
              ElementsAre("started", "warning peer refused to authenticate: terminating link",
                          "close 11 peer refused to authenticate", "finished"));
}

TEST(Lcp, TwoSilentEndsTimeOut) {
  Peer client(Client());
  client.Start();
  client.Advance(29);
  EXPECT_THAT(client.Take(), SizeIs(11));  // "started" and ten requests
  client.Advance(1);
  EXPECT_THAT(client.Take(),
              ElementsAre("warning LCP: timeout sending Config-Requests", "finished"));
}

TEST(Lcp, ALineLoopedFromTheStartIsNoticed) {
  Peer client(Client());
  client.Start();
  ASSERT_TRUE(Exchange(&client, &client));
  EXPECT_FALSE(client.up());
  const auto words = client.TakeWords();
  EXPECT_THAT(words, ElementsAre("started", "notice Serial line is looped back.",
                                 "close 17 Loopback detected", "finished"));
}

TEST(Lcp, ALoopedLineIsNoticedByAServerToo) {
  Peer server(Server());
  server.Start();
  ASSERT_TRUE(Exchange(&server, &server));
  EXPECT_FALSE(server.up());
  ASSERT_THAT(server.closed(), SizeIs(1));
  EXPECT_EQ(ExitStatus::kLoopback, server.closed()[0].status);
}

TEST(Lcp, SendsNoRequestAfterItAskedForTheEnd) {
  Peer client(Client());
  client.Start();
  for (const char* id : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
    client.Receive(std::string("[LCP ConfNak id=0x") + id + " <magic 0x99>]");
  }
  client.Take();
  client.Receive("[LCP ConfNak id=0xa <magic 0x99>]");
  EXPECT_THAT(client.Take(),
              ElementsAre("notice Serial line is looped back.", "close 17 Loopback detected",
                          "sent [LCP TermReq id=0xc \"Loopback detected\"]"));
}

TEST(Lcp, AnswersEchoesWhenItIsUp) {
  Peer client(Client());
  client.Start();
  client.Take();
  client.Receive("[LCP EchoReq id=0x5 magic=0x77]");
  EXPECT_THAT(client.Take(), IsEmpty());
  client.Receive("[LCP ConfReq id=0x1 <magic 0x77>]");
  client.Receive("[LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>]");
  client.Take();
  client.Receive("[LCP EchoReq id=0x6 magic=0x77 01 02]");
  EXPECT_THAT(client.Take(), ElementsAre("sent [LCP EchoRep id=0x6 magic=0x1 01 02]"));
}

TEST(Lcp, EchoesWithoutMagicNumberHaveZero) {
  LcpConfig config = WithEcho(30, 4);
  config.wishes.magic = false;
  Peer client(config);
  client.Start();
  client.Receive("[LCP ConfReq id=0x1]");
  client.Receive("[LCP ConfAck id=0x1 <asyncmap 0x0> <pcomp> <accomp>]");
  EXPECT_EQ("sent [LCP EchoReq id=0x0 magic=0x0]", client.Take().back());
  client.Receive("[LCP EchoRep id=0x0 magic=0x0]");  // nobody's, so not our own
  client.Receive("[LCP EchoReq id=0x0 magic=0x0]");
  EXPECT_THAT(client.Take(), ElementsAre("sent [LCP EchoRep id=0x0 magic=0x0]"));
}

TEST(Lcp, SendsEchoesFromTheStartAndCountsTheirIdsFromZero) {
  Peer client(WithEcho(30, 4));
  client.Start();
  client.Receive("[LCP ConfReq id=0x1 <magic 0x77>]");
  client.Receive("[LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>]");
  EXPECT_EQ("sent [LCP EchoReq id=0x0 magic=0x1]", client.Take().back());
  client.Advance(60);
  EXPECT_THAT(client.Take(), ElementsAre("sent [LCP EchoReq id=0x1 magic=0x1]",
                                         "sent [LCP EchoReq id=0x2 magic=0x1]"));
}

TEST(Lcp, APeerThatDoesNotReplyIsGivenUp) {
  Peer client(WithEcho(30, 4));
  BringUp(&client);
  client.Advance(119);
  EXPECT_THAT(client.Take(), SizeIs(3));
  client.Advance(1);
  EXPECT_THAT(client.Take(), ElementsAre("info No response to 4 echo-requests",
                                         "notice Serial link appears to be disconnected.",
                                         "close 15 Peer not responding", "down",
                                         "sent [LCP TermReq id=0x2 \"Peer not responding\"]"));
  client.Advance(3);
  EXPECT_THAT(client.Take(), ElementsAre("sent [LCP TermReq id=0x3 \"Peer not responding\"]"));
  client.Advance(300);
  EXPECT_THAT(client.Take(), ElementsAre("finished"));
}

TEST(Lcp, AReplyIsLife) {
  Peer client(WithEcho(30, 2));
  BringUp(&client);
  for (int minute = 0; minute < 10; ++minute) {
    client.Advance(30);
    client.Receive("[LCP EchoRep id=0x1 magic=0x77]");
    client.Advance(30);
  }
  EXPECT_THAT(client.closed(), IsEmpty());
}

TEST(Lcp, WithoutAFailureCountItWaitsForEver) {
  Peer client(WithEcho(10, 0));
  BringUp(&client);
  client.Advance(3600);
  EXPECT_THAT(client.Take(), SizeIs(360));
  EXPECT_THAT(client.closed(), IsEmpty());
}

TEST(Lcp, WithoutAnIntervalItSendsNoEchoes) {
  Peer client(Client());
  BringUp(&client);
  EXPECT_EQ(kNever, client.lcp.deadline());
}

TEST(Lcp, TrafficIsLifeOnlyWhenItIsToldSo) {
  for (const bool adaptive : {false, true}) {
    Peer client(WithEcho(30, 2, adaptive));
    BringUp(&client);
    for (int time = 0; time < 20; ++time) {
      client.lcp.OnTraffic();
      client.Advance(30);
    }
    EXPECT_EQ(adaptive, client.up());
    if (adaptive) {
      EXPECT_THAT(client.Take(), IsEmpty());
    }
    client.Advance(120);  // and then there is none
    EXPECT_FALSE(client.up());
  }
}

TEST(Lcp, OurOwnReplyIsNoLife) {
  Peer client(WithEcho(30, 3));
  BringUp(&client);
  for (int time = 0; time < 2; ++time) {
    client.Receive("[LCP EchoRep id=0x0 magic=0x1]");
    client.Advance(30);
  }
  EXPECT_THAT(client.TakeWords(),
              ElementsAre("warning appear to have received our own echo-reply!",
                          "warning appear to have received our own echo-reply!"));
  client.Advance(30);
  ASSERT_THAT(client.closed(), SizeIs(1));
  EXPECT_EQ(ExitStatus::kPeerDead, client.closed()[0].status);
}

TEST(Lcp, ALineThatBecomesLoopedIsNoticed) {
  Peer client(WithEcho(30, 0));
  BringUp(&client);
  for (int echo = 1; echo <= 10; ++echo) {
    ASSERT_THAT(client.closed(), IsEmpty());
    client.Advance(30);
    const ppp::Packet request = client.outbox().back();
    client.Receive(request);
  }
  ASSERT_THAT(client.closed(), SizeIs(1));
  EXPECT_EQ(ExitStatus::kLoopback, client.closed()[0].status);
  EXPECT_EQ("Loopback detected", client.closed()[0].reason);
}

TEST(Lcp, APeerThatRepliesIsNoLoopWhateverMagicItsRequestsHave) {
  Peer client(WithEcho(30, 0));
  BringUp(&client);
  for (int echo = 1; echo <= 30; ++echo) {
    client.Advance(30);
    const ppp::Packet request = client.outbox().back();
    client.Receive(request);
    client.Receive("[LCP EchoRep id=0x0 magic=0x77]");
  }
  EXPECT_THAT(client.closed(), IsEmpty());
}

TEST(Lcp, SaysThatAReplyIsShort) {
  Peer client(WithEcho(30, 4));
  BringUp(&client);
  client.Receive(ppp::Packet{
      ppp::Protocol::kLcp, ppp::kEchoReply, 1, ppp::Raw{{{1, 2, 3}, false, {}}}, {}, {}});
  EXPECT_THAT(client.Take(), ElementsAre("debug lcp: received short Echo-Reply, length 3"));
}

TEST(Lcp, EchoesStopWhenTheLayerGoesDown) {
  Peer client(WithEcho(30, 4));
  BringUp(&client);
  client.Receive("[LCP TermReq id=0x9 \"User request\"]");
  client.Advance(10);
  EXPECT_THAT(client.Take(), ElementsAre("info LCP terminated by peer (User request)", "down",
                                         "sent [LCP TermAck id=0x9]", "finished"));
  client.Advance(300);
  EXPECT_THAT(client.Take(), IsEmpty());
}

TEST(Lcp, ANewNegotiationStartsTheEchoesAnew) {
  Peer client(WithEcho(30, 4));
  BringUp(&client);
  client.Advance(90);
  client.Receive("[LCP ConfReq id=0x2 <magic 0x78>]");
  EXPECT_FALSE(client.up());
  client.Receive("[LCP ConfAck id=0x2 <asyncmap 0x0> <magic 0x2> <pcomp> <accomp>]");
  ASSERT_TRUE(client.up());
  EXPECT_EQ("sent [LCP EchoReq id=0x0 magic=0x2]", client.Take().back());
  client.Advance(119);
  EXPECT_TRUE(client.up());
  EXPECT_EQ(0x78u, client.lcp.Agreed().peer_magic);
  EXPECT_EQ(std::nullopt, client.lcp.Agreed().auth_to_peer);
}

struct SilentCase {
  const char* name;
  const char* packet;
};
const SilentCase kSilent[] = {
    {"DiscardRequest", "[LCP DiscReq id=0x1 magic=0x77 01 02 03]"},
    {"Identification", "[LCP Ident id=0x2 magic=0x77 \"MSRASV5.20\"]"},
    {"TimeRemaining", "[LCP TimeRem id=0x3 magic=0x77 seconds=60 \"soon\"]"},
    {"EchoReplyNobodyAskedFor", "[LCP EchoRep id=0x50 magic=0x77]"},
    {"LateNak", "[LCP ConfNak id=0x70 <mru 1300>]"},
};

TEST(Lcp, SaysNothingToWhatAsksForNothing) {
  for (const SilentCase& row : kSilent) {
    Peer client(Client());
    BringUp(&client);
    client.Receive(row.packet);
    EXPECT_THAT(client.Take(), IsEmpty()) << row.name;
    EXPECT_TRUE(client.up()) << row.name;
  }
}

TEST(Lcp, ShortPacketsOfItsOwnCodesAreDropped) {
  for (const uint8_t code : {ppp::kProtocolReject, ppp::kEchoRequest, ppp::kDiscardRequest,
                             ppp::kIdentification, ppp::kTimeRemaining}) {
    Peer client(Client());
    BringUp(&client);
    client.Receive(
        ppp::Packet{ppp::Protocol::kLcp, code, 1, ppp::Raw{{{0x80}, false, {}}}, {}, {}});
    EXPECT_THAT(client.Take(), IsEmpty()) << int{code};
  }
}

TEST(Lcp, AnswersAnUnknownCodeByACodeReject) {
  Peer client(Client());
  BringUp(&client);
  client.Receive(ppp::Packet{
      ppp::Protocol::kLcp, 0x21, 7, ppp::Raw{{{0xab, 0xcd}, false, {}}}, {0, 0, 0}, {}});
  EXPECT_THAT(client.Take(), ElementsAre("sent [LCP CodeRej id=0x2 21 07 00 06 ab cd]"));
  client.Receive(ppp::Packet{ppp::Protocol::kLcp, ppp::kResetRequest, 8, ppp::Reset{}, {}, {}});
  EXPECT_THAT(client.Take(), ElementsAre("sent [LCP CodeRej id=0x3 0e 08 00 04]"));
}

TEST(Lcp, ARejectedEchoCodeIsPermitted) {
  Peer client(WithEcho(30, 0));
  BringUp(&client);
  client.Receive("[LCP CodeRej id=0x1 09 00 00 08 00 00 00 01]");
  EXPECT_THAT(client.Take(), ElementsAre("warning LCP: Rcvd Code-Reject for code 9, id 0"));
  EXPECT_TRUE(client.up());
}

struct RejectedCase {
  const char* name;
  uint16_t protocol;
  const char* line;
  const char* event;
};
const RejectedCase kRejected[] = {
    {"Ccp", 0x80fd, "debug Protocol-Reject for 'Compression Control Protocol' (0x80fd) received",
     "rejected 0x80fd"},
    {"Ipv6cp", 0x8057, "debug Protocol-Reject for 'IPv6 Control Protocol' (0x8057) received",
     "rejected 0x8057"},
    {"Compressed", 0x00fd,
     "warning Protocol-Reject for unsupported protocol 'Compressed Datagram' (0xfd)",
     "rejected 0xfd"},
    {"Garbage", 0x59ae, "warning Protocol-Reject for unsupported protocol 0x59ae",
     "rejected 0x59ae"},
};

TEST(Lcp, PassesOnWhatThePeerDoesNotSpeak) {
  for (const RejectedCase& row : kRejected) {
    Peer client(Client());
    BringUp(&client);
    client.Receive(ppp::Packet{ppp::Protocol::kLcp,
                               ppp::kProtocolReject,
                               3,
                               ppp::ProtocolReject{row.protocol, {{1, 2}, false, {}}},
                               {},
                               {}});
    EXPECT_THAT(client.Take(), ElementsAre(row.line, row.event)) << row.name;
  }
}

TEST(Lcp, AProtocolThatIsSwitchedOffIsNotSpoken) {
  LcpConfig config = Client();
  config.spoken = {ppp::Protocol::kChap, ppp::Protocol::kIpcp};
  Peer client(config);
  BringUp(&client);
  client.Receive("[LCP ProtRej id=0x3 80 fd 01 01 00 04]");
  EXPECT_EQ(
      "warning Protocol-Reject for unsupported protocol 'Compression Control Protocol' "
      "(0x80fd)",
      client.Take().front());
}

TEST(Lcp, ARejectOfLcpItselfEndsTheLink) {
  Peer client(Client());
  BringUp(&client);
  client.Receive("[LCP ProtRej id=0x3 c0 21 01 01 00 04]");
  EXPECT_THAT(client.TakeWords(),
              ElementsAre("debug Protocol-Reject for 'Link Control Protocol' (0xc021) received",
                          "error Received Protocol-Reject for LCP!", "down"));
  client.Advance(10);
  EXPECT_THAT(client.TakeWords(), ElementsAre("finished"));
}

TEST(Lcp, AProtocolRejectBeforeItIsOpenIsDropped) {
  Peer client(Client());
  client.Start();
  client.Take();
  client.Receive("[LCP ProtRej id=0x3 80 fd 01 01 00 04]");
  EXPECT_THAT(client.Take(), IsEmpty());
}

TEST(Lcp, RejectsProtocolsThatTheLinkDoesNotSpeak) {
  Peer client(Client());
  client.Start();
  client.Take();
  client.Reject(0x0057, {1, 2, 3});
  EXPECT_THAT(client.Take(), ElementsAre("debug Discarded non-LCP packet when LCP not open"));
  Peer open(Client());
  BringUp(&open);
  open.Reject(0x59ae, {0x22, 0x97});
  open.Reject(0x8057, {});
  EXPECT_THAT(open.Take(),
              ElementsAre("warning Unsupported protocol 0x59ae received",
                          "sent [LCP ProtRej id=0x2 59 ae 22 97]",
                          "warning Unsupported protocol 'IPv6 Control Protocol' (0x8057) received",
                          "sent [LCP ProtRej id=0x3 80 57]"));
}

TEST(Lcp, AProtocolRejectFitsIntoThePeersMru) {
  Peer client(Client());
  BringUp(&client);
  client.Reject(0x0057, Bytes(5000, 0x60));
  const auto* reject = std::get_if<ppp::ProtocolReject>(&client.outbox().back().body);
  ASSERT_TRUE(reject);
  EXPECT_EQ(1400u - 6, reject->information.bytes.size());
}

TEST(Lcp, NamesProtocolsAsPppdDoes) {
  EXPECT_EQ("'Challenge Handshake Authentication Protocol' (0xc223)", QuotedProtocol(0xc223));
  EXPECT_EQ("'IP' (0x21)", QuotedProtocol(0x21));
  EXPECT_EQ("0x2145", QuotedProtocol(0x2145));
}

TEST(Lcp, LivesThroughTwoHundredAndFiftyOptions) {
  ppp::Packet flood{ppp::Protocol::kLcp, ppp::kConfigureRequest, 1, {}, {}, {}};
  for (const uint8_t type : {ppp::kLcpMru, ppp::kLcpAuth, ppp::kLcpMagic, ppp::kLcpPcomp,
                             ppp::kLcpCallback, ppp::kLcpEndpoint}) {
    for (const size_t size : {0u, 1u, 2u, 3u, 4u}) {
      ppp::Options options;
      options.list.assign(250, ppp::Option{type, Bytes(size, 0), {}});
      flood.body = options;
      Peer client(Client());
      client.Start();
      client.outbox().clear();
      client.Receive(flood);
      ASSERT_THAT(client.outbox(), SizeIs(1));
      const auto* answer = std::get_if<ppp::Options>(&client.outbox()[0].body);
      ASSERT_TRUE(answer);
      size_t bytes = 4;
      for (const ppp::Option& option : answer->list) bytes += 2 + option.value.size();
      EXPECT_LE(bytes, 4 + 250 * (2 + size) + 1) << int{type} << " of " << size;
    }
  }
}

}  // namespace
}  // namespace pptp::tunnel
