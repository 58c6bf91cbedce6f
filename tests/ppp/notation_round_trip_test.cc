#include <gtest/gtest.h>

#include "lib/ppp/notation.h"
#include "tests/ppp/canonical_lines.h"
#include "tests/ppp/packet_generator.h"

namespace pptp::ppp {
namespace {

Dialect DialectOfPlainPppd241() {
  Dialect dialect = SeedDialect();
  dialect.mppe = Dialect::Mppe::kUnknown;
  dialect.chap = Dialect::ChapNames::kMsoft;
  return dialect;
}

void ExpectSameLines(std::span<const CanonicalLine> lines, const Dialect& dialect) {
  for (const CanonicalLine& line : lines) {
    SCOPED_TRACE(line.name);
    auto read = ParsePacketLine(line.text);
    ASSERT_TRUE(read);
    EXPECT_TRUE(LooksLikePacketLine(line.text));
    EXPECT_TRUE(read->complete);
    EXPECT_EQ("", read->rest);
    EXPECT_EQ(line.text, PrintPacketLine(*read, dialect));
  }
}

TEST(NotationRoundTrip, LinesOfEveryPppdComeBack) {
  ExpectSameLines(TimelessLines(), ModernDialect());
  ExpectSameLines(TimelessLines(), SeedDialect());
  ExpectSameLines(TimelessLines(), DialectOfPlainPppd241());
}

TEST(NotationRoundTrip, LinesOfACurrentPppdComeBack) {
  ExpectSameLines(ModernLines(), ModernDialect());
}

TEST(NotationRoundTrip, LinesOf2002ComeBack) {
  ExpectSameLines(SeedLines(), SeedDialect());
}

TEST(NotationRoundTrip, LinesOfAPppdWithoutMicrosoftPartsComeBack) {
  static constexpr CanonicalLine kLines[] = {
      {"Mppe", "rcvd [CCP ConfReq id=0x3 < 12 06 01 00 00 40>]"},
      {"MsChap", "rcvd [LCP ConfReq id=0x3 <auth chap m$oft>]"},
      {"MsChapV2", "rcvd [LCP ConfReq id=0x3 <auth chap 81>]"},
  };
  ExpectSameLines(kLines, DialectOfPlainPppd241());
}

TEST(NotationRoundTrip, EveryDialectSaysTheSame) {
  struct Row {
    const char* name;
    const char* modern;
    const char* seed;
  };
  static constexpr Row kRows[] = {
      {"Auth", "rcvd [LCP ConfReq id=0x1 <auth chap MS-v2>]",
       "rcvd [LCP ConfReq id=0x1 <auth chap 81>]"},
      {"AuthV1", "rcvd [LCP ConfReq id=0x1 <auth chap MS>]",
       "rcvd [LCP ConfReq id=0x1 <auth chap 80>]"},
      {"Mppe", "rcvd [CCP ConfReq id=0x1 <mppe +H +M +S +L -D +C>]",
       "rcvd [CCP ConfReq id=0x1 <mppe 1 0 0 e1>]"},
      {"MppeNone", "rcvd [CCP ConfNak id=0x1 <mppe -H -M -S -L -D -C>]",
       "rcvd [CCP ConfNak id=0x1 <mppe 0 0 0 0>]"},
      {"Dns", "rcvd [IPCP ConfNak id=0x1 <ms-dns2 10.0.0.1>]",
       "rcvd [IPCP ConfNak id=0x1 <ms-dns3 10.0.0.1>]"},
      {"Ident", "rcvd [LCP Ident id=0x1 magic=0x6fe7 \"MS\"]",
       "rcvd [LCP code=0xc id=0x1 00 00 6f e7 4d 53]"},
      {"TimeRemaining", "rcvd [LCP TimeRem id=0x1 magic=0x6fe7 seconds=60]",
       "rcvd [LCP code=0xd id=0x1 00 00 6f e7 00 00 00 3c]"},
      {"Escapes", "rcvd [LCP TermReq id=0x1 \"#\\376\"]",
       "rcvd [LCP TermReq id=0x1 \"#\\37777777776\"]"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.name);
    auto modern = ParsePacketLine(row.modern), seed = ParsePacketLine(row.seed);
    ASSERT_TRUE(modern && seed);
    EXPECT_EQ(modern->packet, seed->packet);
    EXPECT_EQ(row.seed, PrintPacketLine(*modern, SeedDialect()));
    EXPECT_EQ(row.modern, PrintPacketLine(*seed, ModernDialect()));
  }
}

TEST(NotationRoundTrip, GeneratedPacketsComeBackInEveryDialect) {
  const Dialect dialects[] = {ModernDialect(), SeedDialect(), DialectOfPlainPppd241()};
  PacketGenerator generator(20020910);
  for (int i = 0; i < 10000; ++i) {
    Packet packet = generator.Next();
    for (const Dialect& dialect : dialects) {
      std::string text = PrintPacketLine({Direction::kReceived, packet, true, {}}, dialect);
      auto read = ParsePacketLine(text);
      ASSERT_TRUE(read) << text;
      ASSERT_EQ("", read->rest) << text;
      ASSERT_TRUE(read->complete) << text;
      ASSERT_EQ(Direction::kReceived, read->direction);
      ASSERT_TRUE(packet == read->packet) << text << "\n"
                                          << PrintPacketLine(*read, dialect) << "\npacket " << i;
    }
  }
}

TEST(NotationRoundTrip, PacketsWithoutADirectionComeBack) {
  PacketGenerator generator(7);
  for (int i = 0; i < 2000; ++i) {
    Packet packet = generator.Next();
    auto read = ParsePacket(PrintPacket(packet));
    ASSERT_TRUE(read) << PrintPacket(packet);
    ASSERT_TRUE(packet == *read) << PrintPacket(packet);
  }
}

}  // namespace
}  // namespace pptp::ppp
