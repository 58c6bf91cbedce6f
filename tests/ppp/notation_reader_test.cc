#include <gtest/gtest.h>

#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

Packet Read(std::string_view text) {
  auto packet = ParsePacket(text);
  EXPECT_TRUE(packet) << text;
  return packet.value_or(Packet{});
}

template <typename Kind>
Kind BodyOf(std::string_view text) {
  Packet packet = Read(text);
  const Kind* body = std::get_if<Kind>(&packet.body);
  EXPECT_NE(nullptr, body) << text;
  return body != nullptr ? *body : Kind{};
}

TEST(NotationReader, KnowsTheDirections) {
  struct Row {
    const char* text;
    Direction direction;
  };
  const Row rows[] = {
      {"sent [LCP EchoReq id=0x0 magic=0x1]", Direction::kSent},
      {"rcvd [LCP EchoReq id=0x0 magic=0x1]", Direction::kReceived},
      {"send [LCP EchoReq id=0 <magic 1>]", Direction::kSent},
      {"recv [LCP EchoReq id=0 <magic 1>]", Direction::kReceived},
      {"from loop: [LCP EchoReq id=0x0 magic=0x1]", Direction::kLoop},
  };
  for (const Row& row : rows) {
    auto line = ParsePacketLine(row.text);
    ASSERT_TRUE(line) << row.text;
    EXPECT_TRUE(LooksLikePacketLine(row.text));
    EXPECT_EQ(row.direction, line->direction) << row.text;
    EXPECT_EQ((Echo{1, {}}), std::get<Echo>(line->packet.body)) << row.text;
  }
}

TEST(NotationReader, TakesNothingElseForAPacketLine) {
  for (std::string_view text : {
           "",
           "sent",
           "sent ",
           "rcvd",
           "[LCP EchoReq id=0x0 magic=0x1]",
           "Sent 12 bytes, received 13 bytes.",
           "sent 42 packets",
           "sent packets",
           "sending SIGTERM to process 12",
           "received short packet: 00",
           "sentinel [LCP]",
           "from loop",
           "sent [",
           "sent []",
           "sent [WHAT id=0x1]",
           "rcvd [proto=]",
           "send [PPTP Outgoing-Call-Request <Call-ID 1>]",
           "recv [RADIUS(1) Access-Accept id=1]",
           "rcvd [IP packet]",
           "\0",
       }) {
    EXPECT_FALSE(ParsePacketLine(text)) << text;
  }
}

TEST(NotationReader, CheapTestAgreesOnOrdinaryLines) {
  EXPECT_TRUE(LooksLikePacketLine("sent [LCP"));
  EXPECT_TRUE(LooksLikePacketLine("rcvd 21 45 00"));
  EXPECT_FALSE(LooksLikePacketLine("sent packets"));
  EXPECT_FALSE(LooksLikePacketLine("Connect: ppp0 <--> /dev/pts/1"));
}

TEST(NotationReader, PacketAloneHasNothingBehindIt) {
  EXPECT_TRUE(ParsePacket("[LCP TermAck id=0x1]"));
  EXPECT_TRUE(ParsePacket("[LCP TermAck id=0x1] 00 00"));
  EXPECT_FALSE(ParsePacket("[LCP TermAck id=0x1] and more"));
  EXPECT_FALSE(ParsePacket("LCP TermAck id=0x1"));
}

TEST(NotationReader, LcpRequest) {
  Packet packet = Read("[LCP ConfReq id=0x1f <mru 1400> <asyncmap 0xa0000> <auth chap MS-v2>]");
  EXPECT_EQ(Protocol::kLcp, packet.protocol);
  EXPECT_EQ(kConfigureRequest, packet.code);
  EXPECT_EQ(0x1f, packet.id);
  const Options expected{{{kLcpMru, {0x05, 0x78}, {}},
                          {kLcpAsyncmap, {0x00, 0x0a, 0x00, 0x00}, {}},
                          {kLcpAuth, {0xc2, 0x23, 0x81}, {}}}};
  EXPECT_EQ(Body(expected), packet.body);
}

TEST(NotationReader, TerminateBytesAndWordsAreTheSameKind) {
  EXPECT_EQ((Bytes{0x00, 0x00, 0x02, 0xdc}),
            BodyOf<Terminate>("[LCP TermReq id=0x1 00 00 02 dc]").data.bytes);
  EXPECT_EQ((Bytes{'h', 'i'}), BodyOf<Terminate>("[LCP TermReq id=0x1 \"hi\"]").data.bytes);
  EXPECT_EQ((Bytes{'h', 'i'}), BodyOf<Terminate>("[CCP TermReq id=0x1\"hi\"]").data.bytes);
}

TEST(NotationReader, EscapesOfBothGenerationsAreTheSameBytes) {
  const Bytes twelve{0x23, 0xfe, 0x55, 0x91, 0x00, 0x3c, 0xcd, 0x74, 0x00, 0x00, 0x02, 0xe6};
  EXPECT_EQ(twelve,
            BodyOf<Terminate>(R"([LCP TermReq id=0x6 "#\376U\221\000<\315t\000\000\002\346"])")
                .data.bytes);
  EXPECT_EQ(twelve, BodyOf<Terminate>(
                        R"([LCP TermReq id=0x6 "#\37777777776U\37777777621\000<\37777777715t\000)"
                        R"(\000\002\37777777746"])")
                        .data.bytes);
}

TEST(NotationReader, BracketsAndQuotesInStringsAreText) {
  EXPECT_EQ(
      "] <mppe 0 0 0 0>] \" rcvd [LCP TermReq id=0x1",
      BodyOf<PapReply>(R"([PAP AuthNak id=0x1 "] <mppe 0 0 0 0>] \" rcvd [LCP TermReq id=0x1"])")
          .message);
  auto value = BodyOf<ChapValue>(R"([CHAP Challenge id=0x1 <00>, name = ">, name = \"x\"]"])");
  EXPECT_EQ(">, name = \"x\"]", value.name);
}

TEST(NotationReader, NameWithBackslash) {
  EXPECT_EQ(R"(dom\user)",
            BodyOf<ChapValue>(R"([CHAP Response id=0x1 <00>, name = "dom\\user"])").name);
}

TEST(NotationReader, HiddenPassword) {
  auto request = BodyOf<PapRequest>(R"([PAP AuthReq id=0x1 user="joe" password=<hidden>])");
  EXPECT_TRUE(request.hidden);
  EXPECT_EQ("joe", request.user);
  EXPECT_EQ("pw", BodyOf<PapRequest>(R"([PAP AuthReq id=0x1 user="joe" password="pw"])").password);
}

TEST(NotationReader, UnnamedIdentIsTheNamedOne) {
  EXPECT_EQ(Read(R"([LCP Ident id=0x2 magic=0x6fe7 "MSRASV5.20"])"),
            Read("[LCP code=0xc id=0x2 00 00 6f e7 4d 53 52 41 53 56 35 2e 32 30]"));
}

TEST(NotationReader, SecondWinsServerIsKnownByItsPlace) {
  auto options = BodyOf<Options>("[IPCP ConfNak id=0x1 <ms-wins 10.0.0.1> <ms-wins 10.0.0.2>]");
  ASSERT_EQ(2U, options.list.size());
  EXPECT_EQ(kIpcpWins1, options.list[0].type);
  EXPECT_EQ(kIpcpWins2, options.list[1].type);
}

// It has no form that a name is given to: too long, here.
TEST(NotationReader, AWinsServerToldInBytesIsTheOneThatTheyName) {
  auto options =
      BodyOf<Options>("[IPCP ConfNak id=0x1 <ms-wins 10.0.0.1> < 82 07 0a 00 00 02 00>]");
  ASSERT_EQ(2U, options.list.size());
  EXPECT_EQ(kIpcpWins1, options.list[0].type);
  EXPECT_EQ(kIpcpWins1, options.list[1].type);
}

TEST(NotationReader, EcpIsReadOutOfItsBytes) {
  Packet packet = Read("[ECP] 01 07 00 0a 00 06 01 02 03 04 ff");
  EXPECT_EQ(kConfigureRequest, packet.code);
  EXPECT_EQ(7, packet.id);
  EXPECT_EQ(Body(Options{{{0, {1, 2, 3, 4}, {}}}}), packet.body);
  EXPECT_EQ((Bytes{0xff}), packet.padding);
}

TEST(NotationReader, UnknownProtocol) {
  Packet packet = Read("[proto=0x2145] 00 00 28");
  EXPECT_EQ(Protocol{0x2145}, packet.protocol);
  EXPECT_EQ((Datagram{{{0x00, 0x00, 0x28}, false, {}}}), std::get<Datagram>(packet.body));
}

TEST(NotationReader, BareBytesHaveNoProtocol) {
  Packet packet = Read("21 45 00");
  EXPECT_EQ((Frame{{{0x21, 0x45, 0x00}, false, {}}}), std::get<Frame>(packet.body));
}

TEST(NotationReader, WordsOfAccelPpp) {
  struct Row {
    const char* name;
    const char* accel;
    const char* pppd;
  };
  const Row rows[] = {
      {"Lcp", "recv [LCP ConfReq id=1f <auth MSCHAP-v2> <mru 1400> <magic 5d4790f> <accm 0>]",
       "rcvd [LCP ConfReq id=0x1f <auth chap MS-v2> <mru 1400> <magic 0x5d4790f> <asyncmap 0x0>]"},
      {"Pap", "send [LCP ConfReq id=1 <auth PAP>]", "sent [LCP ConfReq id=0x1 <auth pap>]"},
      {"Md5", "send [LCP ConfReq id=1 <auth CHAP-md5>]",
       "sent [LCP ConfReq id=0x1 <auth chap MD5>]"},
      {"Ms1", "send [LCP ConfReq id=1 <auth MSCHAP-v1>]",
       "sent [LCP ConfReq id=0x1 <auth chap MS>]"},
      {"Unknown", "recv [LCP ConfReq id=1 < 11 4 5 d4 >]", "rcvd [LCP ConfReq id=0x1 <mrru 1492>]"},
      {"Echo", "send [LCP EchoRep id=a <magic 6fe7>]", "sent [LCP EchoRep id=0xa magic=0x6fe7]"},
      {"ProtocolReject", "send [LCP ProtoRej id=1 <8057>]", "sent [LCP ProtRej id=0x1 80 57]"},
      {"Challenge", "send [MSCHAP-v2 Challenge id=1 <00ff>]",
       "sent [CHAP Challenge id=0x1 <00ff>, name = \"\"]"},
      {"Success", "send [MSCHAP-v2 Success id=1 \"S=00 M=ok\"]",
       "sent [CHAP Success id=0x1 \"S=00 M=ok\"]"},
      {"Mppe", "send [CCP ConfReq id=1 <mppe +H -M +S -L -D -C>]",
       "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]"},
      {"Ipcp",
       "recv [IPCP ConfReq id=1 <addr 0.0.0.0> <dns1 0.0.0.0> <wins1 0.0.0.0> <dns2 0.0.0.0>]",
       "rcvd [IPCP ConfReq id=0x1 <addr 0.0.0.0> <ms-dns1 0.0.0.0> <ms-wins 0.0.0.0> <ms-dns2 "
       "0.0.0.0>]"},
      {"Terminate", "recv [LCP TermReq id=2]", "rcvd [LCP TermReq id=0x2]"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    auto line = ParsePacketLine(row.accel);
    ASSERT_TRUE(line);
    EXPECT_EQ(row.pppd, PrintPacketLine(*line));
  }
}

}  // namespace
}  // namespace pptp::ppp
