#include "lib/tunnel/ipcp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/tunnel/control_layer_end.h"
#include "tests/tunnel/option_text.h"

namespace pptp::tunnel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr ppp::Protocol kIpcp = ppp::Protocol::kIpcp;

constexpr uint32_t Ip(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

IpcpWishes Client() {
  return {};
}

IpcpWishes CuriousClient() {
  IpcpWishes wishes;
  wishes.ask_dns = wishes.ask_wins = true;
  return wishes;
}

IpcpWishes ClientWithAWish() {
  IpcpWishes wishes;
  wishes.local = Ip(192, 168, 1, 7);
  return wishes;
}

IpcpWishes Server() {
  IpcpWishes wishes;
  wishes.local = Ip(10, 0, 0, 1);
  wishes.remote = Ip(10, 0, 0, 2);
  wishes.accept_local = wishes.accept_remote = false;
  return wishes;
}

IpcpWishes GenerousServer() {
  IpcpWishes wishes = Server();
  wishes.give_dns = {Ip(10, 0, 0, 53), Ip(10, 0, 0, 54)};
  wishes.give_wins = {0, Ip(10, 0, 0, 42)};
  return wishes;
}

using MakeWishes = IpcpWishes (*)();

struct Fresh {
  explicit Fresh(MakeWishes make) : options(make()) { options.Restart(); }

  std::string Request() { return TextOf(kIpcp, options.Request()); }
  std::string Judge(const std::string& request, bool may_nak = true) {
    return TextOf(kIpcp, options.Judge(OptionsOf(kIpcp, request), may_nak, &actions));
  }
  bool Nak(const std::string& text) { return options.OnNak(OptionsOf(kIpcp, text), &actions); }
  bool Reject(const std::string& text) {
    return options.OnReject(OptionsOf(kIpcp, text), &actions);
  }

  IpcpOptions options;
  Actions actions;
};

TEST(IpcpOptions, AsksInPppdsOrder) {
  EXPECT_EQ("<addr 0.0.0.0>", Fresh(Client).Request());
  EXPECT_EQ("<addr 192.168.1.7>", Fresh(ClientWithAWish).Request());
  EXPECT_EQ("<addr 10.0.0.1>", Fresh(GenerousServer).Request());
  EXPECT_EQ(
      "<addr 0.0.0.0> <ms-dns1 0.0.0.0> <ms-dns2 0.0.0.0> <ms-wins 0.0.0.0> <ms-wins 0.0.0.0>",
      Fresh(CuriousClient).Request());
}

struct JudgeCase {
  const char* name;
  MakeWishes wishes;
  const char* request;
  const char* answer;
  const char* answer_at_the_end;  // when we sent enough Naks; null when the same
};
const JudgeCase kJudged[] = {
    {"PeerTellsItsAddress", Client, "<addr 10.9.9.9>", "ConfAck <addr 10.9.9.9>", nullptr},
    {"PeerTellsNone", Client, "", "ConfNak <addr 0.0.0.0>", "ConfAck "},
    {"NeitherKnows", Client, "<addr 0.0.0.0>", "ConfRej <addr 0.0.0.0>", nullptr},
    {"PeerAsks", Server, "<addr 0.0.0.0>", "ConfNak <addr 10.0.0.2>", "ConfRej <addr 0.0.0.0>"},
    {"PeerWishesAnother", Server, "<addr 192.168.1.7>", "ConfNak <addr 10.0.0.2>",
     "ConfRej <addr 192.168.1.7>"},
    {"PeerTakesIt", Server, "<addr 10.0.0.2>", "ConfAck <addr 10.0.0.2>", nullptr},
    {"PeerDoesNotAsk", Server, "", "ConfNak <addr 10.0.0.2>", "ConfAck "},
    {"AddressTooShort", Server, "< 03 05 0a 00 00>", "ConfRej < 03 05 0a 00 00>", nullptr},
    {"AddressWithoutValue", Client, "< 03 02>", "ConfRej < 03 02>", nullptr},
    {"Compression", Server, "<compress VJ 0f 01> <addr 0.0.0.0>", "ConfRej <compress VJ 0f 01>",
     "ConfRej <compress VJ 0f 01> <addr 0.0.0.0>"},
    {"OldAddresses", Client, "<addrs 10.0.0.2 10.0.0.1>", "ConfRej <addrs 10.0.0.2 10.0.0.1>",
     nullptr},
    {"Unknown", Client, "<addr 10.9.9.9> < 90 06 01 02 03 04>", "ConfRej < 90 06 01 02 03 04>",
     nullptr},
    {"NameServersThatWeHaveNot", Server,
     "<addr 10.0.0.2> <ms-dns1 0.0.0.0> <ms-dns2 0.0.0.0> <ms-wins 0.0.0.0>",
     "ConfRej <ms-dns1 0.0.0.0> <ms-dns2 0.0.0.0> <ms-wins 0.0.0.0>", nullptr},
    {"NameServers", GenerousServer, "<addr 0.0.0.0> <ms-dns1 0.0.0.0> <ms-dns2 0.0.0.0>",
     "ConfNak <addr 10.0.0.2> <ms-dns1 10.0.0.53> <ms-dns2 10.0.0.54>",
     "ConfRej <addr 0.0.0.0> <ms-dns1 0.0.0.0> <ms-dns2 0.0.0.0>"},
    {"NameServersTaken", GenerousServer,
     "<addr 10.0.0.2> <ms-dns1 10.0.0.53> <ms-dns2 10.0.0.54> <ms-wins 10.0.0.42>",
     "ConfAck <addr 10.0.0.2> <ms-dns1 10.0.0.53> <ms-dns2 10.0.0.54> <ms-wins 10.0.0.42>",
     nullptr},
    {"OneServerStandsForBoth", GenerousServer,
     "<addr 10.0.0.2> <ms-wins 0.0.0.0> <ms-wins 0.0.0.0>",
     "ConfNak <ms-wins 10.0.0.42> <ms-wins 10.0.0.42>",
     "ConfRej <ms-wins 0.0.0.0> <ms-wins 0.0.0.0>"},
    {"ServerTooShort", GenerousServer, "<addr 10.0.0.2> < 81 04 00 00>", "ConfRej < 81 04 00 00>",
     nullptr},
    {"TwoAddresses", Client, "<addr 10.9.9.9> <addr 10.9.9.8>",
     "ConfAck <addr 10.9.9.9> <addr 10.9.9.8>", nullptr},
};

TEST(IpcpOptions, JudgesThePeersRequest) {
  for (const JudgeCase& row : kJudged) {
    EXPECT_EQ(row.answer, Fresh(row.wishes).Judge(row.request)) << row.name;
    const char* at_the_end = row.answer_at_the_end ? row.answer_at_the_end : row.answer;
    EXPECT_EQ(at_the_end, Fresh(row.wishes).Judge(row.request, false)) << row.name;
  }
}

TEST(IpcpOptions, AsksOnceForAnAddressThatThePeerDoesNotTell) {
  Fresh fresh(Client);
  EXPECT_EQ("ConfNak <addr 0.0.0.0>", fresh.Judge(""));
  EXPECT_EQ("ConfAck ", fresh.Judge(""));
  fresh.options.Restart();
  EXPECT_EQ("ConfNak <addr 0.0.0.0>", fresh.Judge(""));
}

TEST(IpcpOptions, DoesNotAskForAnAddressThatNeitherSideKnows) {
  Fresh fresh(Client);
  EXPECT_EQ("ConfRej <addr 0.0.0.0>", fresh.Judge("<addr 0.0.0.0>"));
  EXPECT_EQ("ConfAck ", fresh.Judge(""));
}

struct AnswerCase {
  const char* name;
  MakeWishes wishes;
  const char* answer;
  const char* next;  // our next request; null when the answer makes no sense
};
const AnswerCase kNaks[] = {
    {"Empty", Client, "", nullptr},
    {"Address", Client, "<addr 10.0.0.2>", "<addr 10.0.0.2>"},
    {"AnotherThanWished", ClientWithAWish, "<addr 10.0.0.2>", "<addr 10.0.0.2>"},
    {"NoAddress", ClientWithAWish, "<addr 0.0.0.0>", "<addr 192.168.1.7>"},
    {"OfAServer", Server, "<addr 10.0.0.7>", "<addr 10.0.0.1>"},
    {"AddressTooShort", Client, "< 03 04 0a 00>", nullptr},
    {"AChoice", Client, "<addr 10.0.0.2> <addr 10.0.0.3>", "<addr 10.0.0.2>"},
    {"NameServers", CuriousClient,
     "<addr 10.0.0.2> <ms-dns1 10.0.0.53> <ms-dns2 10.0.0.54> <ms-wins 10.0.0.42> "
     "<ms-wins 10.0.0.43>",
     "<addr 10.0.0.2> <ms-dns1 10.0.0.53> <ms-dns2 10.0.0.54> <ms-wins 10.0.0.42> "
     "<ms-wins 10.0.0.43>"},
    {"NameServerThatIsNone", CuriousClient, "<addr 10.0.0.2> <ms-dns2 0.0.0.0>",
     "<addr 10.0.0.2> <ms-dns1 0.0.0.0> <ms-wins 0.0.0.0> <ms-wins 0.0.0.0>"},
    {"NameServerThatWeDidNotAskFor", Client, "<ms-dns1 10.0.0.53> <ms-dns1 10.0.0.53>",
     "<addr 0.0.0.0> <ms-dns1 10.0.0.53>"},
    {"NameServerTooShort", CuriousClient, "<addr 10.0.0.2> < 81 03 00>", nullptr},
    {"Compression", Client, "<compress VJ 0f 01>", "<addr 0.0.0.0>"},
    {"OldAddresses", Client, "<addrs 10.0.0.2 10.0.0.1>", "<addr 0.0.0.0>"},
};

TEST(IpcpOptions, FollowsANak) {
  for (const AnswerCase& row : kNaks) {
    Fresh fresh(row.wishes);
    const std::string before = fresh.Request();
    EXPECT_EQ(row.next != nullptr, fresh.Nak(row.answer)) << row.name;
    EXPECT_EQ(row.next ? row.next : before, fresh.Request()) << row.name;
  }
}

const AnswerCase kRejects[] = {
    {"Empty", Client, "", nullptr},
    {"Address", ClientWithAWish, "<addr 192.168.1.7>", ""},
    {"NameServers", CuriousClient, "<ms-dns1 0.0.0.0> <ms-dns2 0.0.0.0> <ms-wins 0.0.0.0>",
     "<addr 0.0.0.0> <ms-wins 0.0.0.0>"},
    {"NameServerThatWeDidNotAskFor", Client, "<ms-dns1 0.0.0.0>", nullptr},
    {"Compression", Client, "<compress VJ 0f 01>", nullptr},
};

TEST(IpcpOptions, FollowsAReject) {
  for (const AnswerCase& row : kRejects) {
    Fresh fresh(row.wishes);
    const std::string before = fresh.Request();
    EXPECT_EQ(row.next != nullptr, fresh.Reject(row.answer)) << row.name;
    EXPECT_EQ(row.next ? row.next : before, fresh.Request()) << row.name;
  }
}

TEST(IpcpOptions, ARejectedNameServerIsNotAgreedOn) {
  Fresh fresh(CuriousClient);
  EXPECT_TRUE(fresh.Nak("<ms-dns1 10.0.0.53>"));
  EXPECT_EQ(Ip(10, 0, 0, 53), fresh.options.Agreed().dns[0]);
  EXPECT_TRUE(fresh.Reject("<ms-dns1 10.0.0.53>"));
  EXPECT_EQ(0u, fresh.options.Agreed().dns[0]);
}

// One end of IPCP.
class Peer : public ControlLayerEnd {
 public:
  explicit Peer(const IpcpWishes& wishes, uint8_t unit = 0)
      : ControlLayerEnd(&ipcp), ipcp({wishes, unit, {}}) {}

  Ipcp ipcp;
};

TEST(Ipcp, ServerGivesTheClientAllThatItAsksFor) {
  Peer client(CuriousClient()), server(GenerousServer());
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  EXPECT_THAT(client.TakeWords(), ElementsAre("started", "up", "notice local  IP address 10.0.0.2",
                                              "notice remote IP address 10.0.0.1",
                                              "notice primary   DNS address 10.0.0.53",
                                              "notice secondary DNS address 10.0.0.54"));
  EXPECT_THAT(server.TakeWords(), ElementsAre("started", "up", "notice local  IP address 10.0.0.1",
                                              "notice remote IP address 10.0.0.2"));
  const IpcpAgreed& agreed = client.ipcp.agreed();
  EXPECT_THAT(agreed.wins, ElementsAre(Ip(10, 0, 0, 42), Ip(10, 0, 0, 42)));
  EXPECT_EQ(server.ipcp.agreed().remote, agreed.local);
}

TEST(Ipcp, ClientDoesWithoutNameServers) {
  Peer client(CuriousClient()), server(Server());
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  EXPECT_THAT(client.TakeWords(), ElementsAre("started", "up", "notice local  IP address 10.0.0.2",
                                              "notice remote IP address 10.0.0.1"));
  EXPECT_THAT(client.ipcp.agreed().dns, ElementsAre(0u, 0u));
}

TEST(Ipcp, ClientGivesUpItsWishForTheServersWill) {
  Peer client(ClientWithAWish()), server(Server());
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  EXPECT_TRUE(server.up());
  EXPECT_EQ(Ip(10, 0, 0, 2), client.ipcp.agreed().local);
}

TEST(Ipcp, TwoEndsWithoutAddressesDoNotComeUp) {
  Peer one(Client()), other(Client());
  one.Start();
  other.Start();
  ASSERT_TRUE(Exchange(&one, &other));
  EXPECT_FALSE(one.up() || other.up());
  EXPECT_THAT(one.TakeWords(), testing::Contains("error Could not determine local IP address"));
}

TEST(Ipcp, ClosesWithoutAnAddressOfItsOwn) {
  Peer client(Client());
  client.Start();
  client.Receive("[IPCP ConfReq id=0x1 <addr 10.0.0.1>]");
  client.Receive("[IPCP ConfRej id=0x1 <addr 0.0.0.0>]");
  client.Take();
  client.Receive("[IPCP ConfAck id=0x2]");
  EXPECT_THAT(client.Take(),
              ElementsAre("error Could not determine local IP address",
                          "sent [IPCP TermReq id=0x3 \"Could not determine local IP address\"]"));
  client.Receive("[IPCP TermAck id=0x3]");
  EXPECT_THAT(client.Take(), ElementsAre("finished"));
}

TEST(Ipcp, ClosesWhenThePeerAcknowledgesNoAddressAtAll) {
  Peer client(Client());
  client.Start();
  client.Receive("[IPCP ConfReq id=0x1 <addr 10.0.0.1>]");
  client.Receive("[IPCP ConfAck id=0x1 <addr 0.0.0.0>]");
  EXPECT_THAT(client.TakeWords(),
              ElementsAre("started", "error Could not determine local IP address"));
}

TEST(Ipcp, ClosesWhenThePeerRefusesItsAddress) {
  Peer server(Server());
  server.Start();
  server.Receive("[IPCP ConfReq id=0x1 <addr 10.0.0.2>]");
  server.Receive("[IPCP ConfRej id=0x1 <addr 10.0.0.1>]");
  server.Take();
  server.Receive("[IPCP ConfAck id=0x2]");
  EXPECT_THAT(server.Take(), ElementsAre("error Peer refused to agree to our IP address",
                                         "sent [IPCP TermReq id=0x3 \"Refused our IP address\"]"));
}

TEST(Ipcp, APeerThatNaksForEverIsTakenToRefuse) {
  Peer server(Server());
  server.Start();
  server.Receive("[IPCP ConfReq id=0x1 <addr 10.0.0.2>]");
  for (int nak = 1; nak <= 10; ++nak) {
    ppp::Packet packet = server.outbox().back();
    packet.code = ppp::kConfigureNak;
    packet.body = OptionsOf(kIpcp, "<addr 10.0.0.9>");
    if (server.outbox().back().code != ppp::kConfigureRequest) packet.id = 1;  // the Ack was last
    server.Receive(packet);
  }
  server.Receive("[IPCP ConfAck id=0xb]");
  EXPECT_THAT(server.TakeWords(),
              ElementsAre("started", "error Peer refused to agree to our IP address"));
}

TEST(Ipcp, MakesUpAnAddressForAPeerWithoutOne) {
  Peer client(Client(), 3);
  client.Start();
  client.Receive("[IPCP ConfReq id=0x1]");
  client.Receive("[IPCP ConfReq id=0x2]");
  client.Receive("[IPCP ConfNak id=0x1 <addr 10.0.0.2>]");
  client.Receive("[IPCP ConfAck id=0x2 <addr 10.0.0.2>]");
  EXPECT_THAT(
      client.Take(),
      ElementsAre("started", "sent [IPCP ConfReq id=0x1 <addr 0.0.0.0>]",
                  "sent [IPCP ConfNak id=0x1 <addr 0.0.0.0>]", "sent [IPCP ConfAck id=0x2]",
                  "sent [IPCP ConfReq id=0x2 <addr 10.0.0.2>]",
                  "warning Could not determine remote IP address: defaulting to 10.64.64.67", "up",
                  "notice local  IP address 10.0.0.2", "notice remote IP address 10.64.64.67"));
  EXPECT_EQ(Ip(10, 64, 64, 67), client.ipcp.agreed().remote);
}

TEST(Ipcp, StaysOffWhenThePeerDoesNotSpeakIt) {
  Peer client(Client());
  client.Start();
  client.Take();
  Actions actions;
  client.ipcp.OnProtocolReject(client.now(), &actions);
  client.Absorb(actions);
  EXPECT_THAT(client.Take(), ElementsAre("finished"));
  EXPECT_EQ(kNever, client.ipcp.deadline());
}

TEST(Ipcp, TellsThatItIsTerminatedAndGoesDownOnce) {
  Peer client(Client()), server(Server());
  client.Start();
  server.Start();
  ASSERT_TRUE(Exchange(&client, &server));
  client.Take();
  client.Receive("[IPCP TermReq id=0x9 \"Unauthorized remote IP address\"]");
  EXPECT_THAT(client.Take(),
              ElementsAre("info IPCP terminated by peer (Unauthorized remote IP address)", "down",
                          "sent [IPCP TermAck id=0x9]"));
  client.Advance(30);
  EXPECT_THAT(client.Take(), ElementsAre("finished"));
}

TEST(Ipcp, AnswersCodesOfLcpByACodeReject) {
  Peer client(Client());
  client.Start();
  client.Take();
  client.Receive(
      ppp::Packet{kIpcp, ppp::kEchoRequest, 7, ppp::Raw{{{0, 0, 0, 1}, false, {}}}, {}, {}});
  EXPECT_THAT(client.Take(), ElementsAre("sent [IPCP CodeRej id=0x2 09 07 00 08 00 00 00 01]"));
}

TEST(Ipcp, LivesThroughTwoHundredAndFiftyOptions) {
  for (const char* option : {"<addr 10.0.0.2> ", "<addr 0.0.0.0> ", "< 03 02> ", "< 81 03 00> ",
                             "<ms-dns1 0.0.0.0> ", "<compress VJ 0f 01> ", "< c8 02> "}) {
    std::string request;
    for (int i = 0; i < 250; ++i) request += option;
    for (const MakeWishes wishes : {&Client, &GenerousServer}) {
      Peer peer(wishes());
      peer.Start();
      peer.outbox().clear();
      peer.Receive({kIpcp, ppp::kConfigureRequest, 1, OptionsOf(kIpcp, request), {}, {}});
      ASSERT_EQ(1u, peer.outbox().size()) << option;
      const auto* answer = std::get_if<ppp::Options>(&peer.outbox()[0].body);
      ASSERT_TRUE(answer);
      EXPECT_LE(answer->list.size(), 251u) << option;
    }
  }
}

// RFC 1661 section 5: in silence. A Code-Reject of what begins with a 1 would be one of the
// Configure-Request, and end the peer's IPCP.
TEST(Ipcp, DiscardsAPacketWhoseLengthIsWrong) {
  Ipcp ipcp({});
  Actions actions;
  ipcp.Open(Instant{}, &actions);
  ipcp.Up(Instant{}, &actions);
  actions.clear();
  const ppp::Packet malformed = {
      ppp::Protocol::kIpcp, 0, 0, ppp::Datagram{{{1, 1, 0, 99}, false, {}}}, {}, {}};
  ipcp.OnPacket(malformed, Instant{}, &actions);
  EXPECT_TRUE(actions.empty());
}

}  // namespace
}  // namespace pptp::tunnel
