// Lines as they reach us: cut at 1023 bytes, shortened by hand, copied out of
// web pages. The first ones stand in the HOWTO of 2002 in just this way.
#include <gtest/gtest.h>

#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

LoggedPacket Read(std::string_view text) {
  auto line = ParsePacketLine(text);
  EXPECT_TRUE(line) << text;
  return line.value_or(LoggedPacket{});
}

template <typename Kind>
Kind BodyOf(const LoggedPacket& line) {
  const Kind* body = std::get_if<Kind>(&line.packet.body);
  EXPECT_NE(nullptr, body);
  return body != nullptr ? *body : Kind{};
}

TEST(RaggedLines, RejectWithoutClosingBracket) {
  LoggedPacket line = Read("sent [LCP ConfRej id=0x0 <auth chap 81>");
  EXPECT_FALSE(line.complete);
  EXPECT_EQ(kConfigureReject, line.packet.code);
  const Option* auth = FindOption(line.packet, kLcpAuth);
  ASSERT_NE(nullptr, auth);
  EXPECT_EQ((Bytes{0xc2, 0x23, 0x81}), auth->value);
  EXPECT_EQ("sent [LCP ConfRej id=0x0 <auth chap 81>", PrintPacketLine(line, SeedDialect()));
}

TEST(RaggedLines, EchoWithoutAnythingAfterItsId) {
  LoggedPacket line = Read("sent [LCP EchoReq id=0x1");
  EXPECT_FALSE(line.complete);
  EXPECT_EQ(kEchoRequest, line.packet.code);
  EXPECT_EQ(1, line.packet.id);
  EXPECT_EQ("sent [LCP EchoReq id=0x1", PrintPacketLine(line));
}

TEST(RaggedLines, HiddenResponse) {
  LoggedPacket line = Read(R"(sent [CHAP Response id=0x0 <...>, name = "domain\\\\username"])");
  EXPECT_TRUE(line.complete);
  auto body = BodyOf<ChapValue>(line);
  EXPECT_EQ("...", body.value.verbatim);
  EXPECT_EQ(R"(domain\\username)", body.name);
}

TEST(RaggedLines, ShortenedResponse) {
  auto body = BodyOf<ChapValue>(
      Read(R"(sent [CHAP Response id=0xf4 <b6 ... 00>, name = "domain\\username"])"));
  EXPECT_EQ("b6 ... 00", body.value.verbatim);
  EXPECT_TRUE(body.value.bytes.empty());
  EXPECT_EQ(R"(domain\username)", body.name);
}

TEST(RaggedLines, ShortenedName) {
  EXPECT_EQ("...",
            BodyOf<ChapValue>(Read(R"(rcvd [CHAP Challenge id=0x1 <...>, name = "..."])")).name);
}

TEST(RaggedLines, ShortenedFailure) {
  EXPECT_EQ(
      "E=691 R=1 C=... V=3",
      BodyOf<ChapResult>(Read(R"(rcvd [CHAP Failure id=0x0 "E=691 R=1 C=... V=3"])")).message);
}

TEST(RaggedLines, ShortenedTerminateRequest) {
  auto body =
      BodyOf<Terminate>(Read(R"(rcvd [LCP TermReq id=0x6 "#\37777777776U\37777777621\000<..."])"));
  EXPECT_EQ((Bytes{0x23, 0xfe, 0x55, 0x91, 0x00, 0x3c, '.', '.', '.'}), body.data.bytes);
}

TEST(RaggedLines, ShortenedProtocolReject) {
  auto body = BodyOf<ProtocolReject>(
      Read("rcvd [LCP ProtRej id=0x70 59 ae 22 41 d5 15 51 fc 50 3a 4b 21 ...]"));
  EXPECT_EQ(0x59ae, body.protocol);
  EXPECT_TRUE(body.information.cut);
  EXPECT_EQ(10U, body.information.bytes.size());
}

TEST(RaggedLines, ProtocolRejectCutWithoutBracket) {
  LoggedPacket line = Read("rcvd [LCP ProtRej id=0x70 59 ae 2");
  EXPECT_FALSE(line.complete);
  EXPECT_EQ(0x59ae, BodyOf<ProtocolReject>(line).protocol);
  EXPECT_EQ("2", line.packet.trailing.verbatim);
}

TEST(RaggedLines, ShortenedOptions) {
  LoggedPacket line = Read("sent [LCP ConfReq id=0x1 <mru 1000> <...> <pcomp> ...]");
  auto body = BodyOf<Options>(line);
  ASSERT_EQ(3U, body.list.size());
  EXPECT_EQ("...", body.list[1].verbatim);
  EXPECT_EQ(kLcpPcomp, body.list[2].type);
  EXPECT_TRUE(line.packet.trailing.cut);
  EXPECT_EQ("sent [LCP ConfReq id=0x1 <mru 1000> <...> <pcomp> ...]", PrintPacketLine(line));
}

TEST(RaggedLines, PacketShortenedToItsCode) {
  LoggedPacket line = Read("sent [LCP ConfReq ...]");
  EXPECT_EQ(kConfigureRequest, line.packet.code);
  EXPECT_TRUE(line.packet.trailing.cut);
}

TEST(RaggedLines, OptionCutInItsMiddleIsNoOption) {
  LoggedPacket line = Read("sent [LCP ConfReq id=0x1 <mru 1000> <magic 0x5d4");
  EXPECT_FALSE(line.complete);
  EXPECT_EQ(1U, BodyOf<Options>(line).list.size());
  EXPECT_EQ("<magic 0x5d4", line.packet.trailing.verbatim);
}

TEST(RaggedLines, StringCutInItsMiddleGoesAsFarAsItGoes) {
  LoggedPacket line = Read(R"(rcvd [CHAP Failure id=0x0 "E=691 R=1 C=9CCA)");
  EXPECT_FALSE(line.complete);
  EXPECT_EQ("E=691 R=1 C=9CCA", BodyOf<ChapResult>(line).message);
}

TEST(RaggedLines, ChallengeCutInItsMiddle) {
  LoggedPacket line = Read("rcvd [CHAP Challenge id=0x1 <13b0a");
  EXPECT_FALSE(line.complete);
  EXPECT_EQ(kChapChallenge, line.packet.code);
  EXPECT_EQ("<13b0a", BodyOf<Raw>(line).data.verbatim);
}

TEST(RaggedLines, BlanksAndLetterCaseDoNotMatter) {
  LoggedPacket plain = Read("rcvd [CCP ConfReq id=0xab <mppe 1 0 0 e1> < 11 05 00 01 03>]");
  for (std::string_view text : {
           "rcvd [CCP ConfReq id=0xAB <mppe 1 0 0 E1> < 11 05 00 01 03>]",
           "rcvd  [CCP  ConfReq  id=0xab  <mppe  1  0  0  e1>  <  11  05  00  01  03> ]",
           "rcvd [CCP ConfReq id=0xab<mppe 1 0 0 e1><11 05 00 01 03>]",
           "rcvd [CCP ConfReq id=0XAB <mppe +H +M +S +L -D +C> <11 5 0 1 3 >]\r",
           "  rcvd [ CCP ConfReq id=0xab < mppe 01 00 00 e1 > < 11 05 00 01 03>]",
       }) {
    LoggedPacket line = Read(text);
    EXPECT_EQ(plain.packet, line.packet) << text;
    EXPECT_TRUE(line.complete) << text;
    EXPECT_EQ("", line.rest) << text;
  }
}

TEST(RaggedLines, HexBytesInUpperCase) {
  EXPECT_EQ((Bytes{0, 0, 2, 0xdc}),
            BodyOf<Terminate>(Read("rcvd [LCP TermReq id=0x1 00 00 02 DC]")).data.bytes);
}

TEST(RaggedLines, TextBehindThePacketIsKept) {
  LoggedPacket line = Read("rcvd [LCP TermAck id=0x3] (2 times)");
  EXPECT_TRUE(line.complete);
  EXPECT_EQ("(2 times)", line.rest);
  EXPECT_EQ("rcvd [LCP TermAck id=0x3] (2 times)", PrintPacketLine(line));
}

TEST(RaggedLines, WordsOfHexLettersBehindThePacketAreNoPadding) {
  LoggedPacket line = Read("rcvd [LCP TermAck id=0x3] be careful");
  EXPECT_TRUE(line.packet.padding.empty());
  EXPECT_EQ("be careful", line.rest);
}

TEST(RaggedLines, PaddingThatIsCutIsKeptAsText) {
  LoggedPacket line = Read("rcvd [LCP TermAck id=0x3] 00 00 ...");
  EXPECT_TRUE(line.packet.padding.empty());
  EXPECT_EQ("00 00 ...", line.rest);
}

TEST(RaggedLines, LostAngleBracketsAreKeptAsText) {
  struct Row {
    const char* name;
    const char* text;
  };
  const Row rows[] = {
      {"Dropped", "sent [LCP ConfReq id=0x1     ]"},
      {"DroppedWithoutBlanks", "sent [LCP ConfReq id=0x1]"},
      {"Braces", "sent [LCP ConfReq id=0x1 {mru 1000} {magic 0x5}]"},
      {"Bare", "sent [LCP ConfReq id=0x1 mru 1000 magic 0x5]"},
      {"Entities", "sent [LCP ConfReq id=0x1 &lt;mru 1000&gt; &lt;magic 0x5&gt;]"},
      {"DroppedValue", "sent [CHAP Response id=0x1 , name = \"joe\"]"},
      {"DroppedMppe", "rcvd [CCP ConfNak id=0x1 ]"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    LoggedPacket line = Read(row.text);
    EXPECT_TRUE(line.complete);
    std::string printed = PrintPacketLine(line);
    for (std::string_view kept : {"mru 1000", "magic 0x5", "joe", "{", "&lt;"}) {
      bool there = std::string_view(row.text).find(kept) != std::string_view::npos;
      EXPECT_EQ(there, printed.find(kept) != std::string::npos) << printed;
    }
  }
}

TEST(RaggedLines, UnclosedOptionDoesNotSwallowTheNext) {
  LoggedPacket line = Read("sent [LCP ConfReq id=0x1 <mru 1000 <pcomp>]");
  EXPECT_TRUE(line.complete);
  EXPECT_EQ("<mru 1000 <pcomp>", line.packet.trailing.verbatim);
}

TEST(RaggedLines, IdThatIsNoNumberKeepsTheText) {
  LoggedPacket line = Read("sent [LCP ConfReq id=0x1ff <mru 1000>]");
  EXPECT_EQ("ConfReq id=0x1ff <mru 1000>", BodyOf<Datagram>(line).data.verbatim);
}

TEST(RaggedLines, UnknownCodeNameKeepsTheText) {
  LoggedPacket line = Read("rcvd [LCP Whatever id=0x1 <mru 1000>] 00");
  EXPECT_EQ("Whatever id=0x1 <mru 1000>", BodyOf<Datagram>(line).data.verbatim);
  EXPECT_EQ("rcvd [LCP Whatever id=0x1 <mru 1000>] 00", PrintPacketLine(line));
}

TEST(RaggedLines, NameWithoutEscapesKeepsItsBackslash) {
  EXPECT_EQ(
      R"(DOMAIN\user)",
      BodyOf<ChapValue>(Read(R"(sent [CHAP Response id=0x1 <00>, name = "DOMAIN\user"])")).name);
}

}  // namespace
}  // namespace pptp::ppp
