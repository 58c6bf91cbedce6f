#include "lib/ppp/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pptp::ppp {
namespace {

struct DescribeCase {
  const char* packet;
  const char* note;
};

TEST(Describe, SaysWhatAPacketIsAbout) {
  const DescribeCase cases[] = {
      {"[LCP ConfReq id=0x0 <auth chap 81> <magic 0x6fe7>]", "asks for MS-CHAPv2 authentication"},
      {"[LCP ConfReq id=0x0 <auth chap m$oft>]", "asks for MS-CHAPv1 authentication"},
      {"[LCP ConfAck id=0x0 <auth chap MD5>]", "agrees to CHAP (MD5) authentication"},
      {"[LCP ConfRej id=0x0 <auth chap 81>]", "refuses MS-CHAPv2 authentication"},
      {"[LCP ConfNak id=0x0 <auth pap>]", "wants PAP authentication"},
      {"[LCP ConfReq id=0x0 <auth 0x1234>]", "asks for protocol 0x1234 authentication"},
      {"[LCP ConfReq id=0x0 <mru 1400>]", ""},
      {"[CCP ConfReq id=0x1 <mppe 1 0 0 60>]", "offers 40- or 128-bit, stateless"},
      {"[CCP ConfReq id=0x1]", "offers neither compression nor encryption"},
      {"[CCP ConfReq id=0x1 <deflate 15>]", ""},
      {"[CCP ConfNak id=0x1 <mppe +H -M +S -L -D -C>]", "wants 128-bit stateless"},
      {"[CCP ConfNak id=0x1 <mppe 0 0 0 0>]", "asks which encryption we want: it requires one"},
      {"[CCP ConfAck id=0x1 < 12 06 01 00 00 40>]", "agrees to 128-bit stateless"},
      {"[CCP ConfRej id=0x1 <mppe 1 0 0 40>]", "refuses 128-bit stateless"},
      {"[IPCP ConfReq id=0x1 <addr 0.0.0.0>]", "asks for an address"},
      {"[IPCP ConfNak id=0x1 <addr 10.0.0.9>]", "assigns address 10.0.0.9"},
      {"[LCP TermReq id=0x1 00 00 00 00]",
       "0: The peer's user or administrator ended the connection."},
      {"[LCP TermReq id=0x1 \"User request\"]", "ends LCP: \"User request\""},
      {"[LCP TermReq id=0x1 00 00 0f ff]", "error 4095"},
      {"[LCP TermReq id=0x1]", ""},
      {"[LCP TermAck id=0x1 \"User request\"]", ""},
      {"[LCP ProtRej id=0x1 80 fd 01]", "does not speak CCP"},
      {"[LCP ProtRej id=0x1 59 ae]", "does not speak protocol 0x59ae"},
      {"[LCP CodeRej id=0x1 0c 01]", "does not know Ident"},
      {"[LCP CodeRej id=0x1 63 01]", "does not know code 99"},
      {"[LCP Ident id=0x1 magic=0x1 \"MSRASV5.20\"]", "says that it is \"MSRASV5.20\""},
      {"[LCP TimeRem id=0x1 magic=0x1 seconds=60]", "says that 60 seconds remain"},
      {"[LCP EchoReq id=0x1 magic=0x1]", ""},
      {"[CHAP Success id=0x1 \"S=00\"]", "accepts the authentication"},
      {"[CHAP Failure id=0x1 \"Go away\"]", "refuses the authentication: \"Go away\""},
      {"[CHAP Response id=0x1 <00>, name = \"dom\\\\joe\"]", "answers as \"dom\\joe\""},
      {"[PAP AuthReq id=0x1 user=\"joe\" password=<hidden>]", "logs in as \"joe\""},
      {"[PAP AuthNak id=0x1 \"\"]", "refuses the authentication"},
      {"[Compressed data] 90 01", "compressed or encrypted data"},
      {"[proto=0x2145] 00", "a packet of protocol 0x2145 that was not understood"},
      {"[IP data] 45 00", ""},
      {"[LCP ConfReq ...]", ""},
  };
  for (const DescribeCase& c : cases) {
    auto packet = ParsePacket(c.packet);
    ASSERT_TRUE(packet) << c.packet;
    EXPECT_EQ(c.note, DescribePacket(*packet)) << c.packet;
  }
}

TEST(Describe, NamesMicrosoftsErrorNumbers) {
  for (const char* text :
       {"[LCP TermReq id=0x1 00 00 02 dc]", "[CCP TermReq id=0x1 00 00 02 dc]"}) {
    EXPECT_THAT(DescribePacket(*ParsePacket(text)), testing::StartsWith("732: ")) << text;
  }
  EXPECT_THAT(DescribePacket(*ParsePacket("[CHAP Failure id=0x1 \"E=691 R=1 V=3\"]")),
              testing::StartsWith("691: "));
}

TEST(Describe, ShowsTextOfThePeerAsPlainAscii) {
  auto packet = ParsePacket(R"([LCP TermReq id=0x1 "a\033[31m\nb\303"])");
  ASSERT_TRUE(packet);
  EXPECT_EQ("ends LCP: \"a.[31m.b.\"", DescribePacket(*packet));
  packet = Packet{Protocol::kPap, kPapNak, 1, PapReply{std::string(5000, 'x')}, {}, {}};
  EXPECT_LT(DescribePacket(*packet).size(), 200U);
}

TEST(Describe, OptionTextsHaveNoBrackets) {
  auto packet = ParsePacket("[CCP ConfReq id=0x1 <mppe 1 0 0 40> < 11 05 00 01 03> <...>]");
  ASSERT_TRUE(packet);
  EXPECT_THAT(OptionTexts(*packet),
              testing::ElementsAre("mppe +H -M +S -L -D -C", "11 05 00 01 03", "..."));
  EXPECT_THAT(OptionTexts(*packet, SeedDialect()),
              testing::ElementsAre("mppe 1 0 0 40", "11 05 00 01 03", "..."));
  EXPECT_TRUE(OptionTexts(*ParsePacket("[LCP TermReq id=0x1]")).empty());
}

}  // namespace
}  // namespace pptp::ppp
