#include "lib/ppp/mppe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

struct MppeCase {
  const char* name;
  uint32_t bits;
  const char* numbers;
  const char* letters;
  const char* description;
};
const MppeCase kMppeCases[] = {
    {"Nothing", 0, "mppe 0 0 0 0", "mppe -H -M -S -L -D -C", "no encryption"},
    {"Stateless128", 0x01000040, "mppe 1 0 0 40", "mppe +H -M +S -L -D -C", "128-bit stateless"},
    {"Stateful128", 0x00000040, "mppe 0 0 0 40", "mppe -H -M +S -L -D -C", "128-bit stateful"},
    {"Stateless40", 0x01000020, "mppe 1 0 0 20", "mppe +H -M -S +L -D -C", "40-bit stateless"},
    {"Stateless56", 0x01000080, "mppe 1 0 0 80", "mppe +H +M -S -L -D -C", "56-bit stateless"},
    {"Two", 0x01000060, "mppe 1 0 0 60", "mppe +H -M +S +L -D -C", "40- or 128-bit, stateless"},
    {"TwoAndMppc", 0x01000061, "mppe 1 0 0 61", "mppe +H -M +S +L -D +C",
     "40- or 128-bit, stateless, and MPPC"},
    {"Everything", 0x010000e1, "mppe 1 0 0 e1", "mppe +H +M +S +L -D +C",
     "40-, 56- or 128-bit, stateless, and MPPC"},
    {"MppcAlone", 0x00000001, "mppe 0 0 0 1", "mppe -H -M -S -L -D +C", "no encryption, and MPPC"},
    {"Obsolete", 0x01000050, "mppe 1 0 0 50", "mppe +H -M +S -L +D -C",
     "128-bit stateless, and the obsolete bit"},
    {"Reserved", 0x03001042, "mppe 3 0 10 42", "mppe +H -M +S -L -D -C +U (03 00 10 42)",
     "128-bit stateless, and reserved bits"},
};

TEST(Mppe, HasThreeSpellings) {
  for (const MppeCase& c : kMppeCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(c.numbers, MppeNumbers(c.bits));
    EXPECT_EQ(c.letters, MppeLetters(c.bits));
    EXPECT_EQ(c.description, DescribeMppe(c.bits));
  }
}

TEST(Mppe, OptionHoldsTheBits) {
  EXPECT_EQ((Option{kCcpMppe, {0x01, 0, 0, 0x40}, {}}), MppeOption(0x01000040));
  EXPECT_EQ(0x010000e1U, MppeBits(MppeOption(0x010000e1)));
  EXPECT_EQ(std::nullopt, MppeBits({kCcpMppe, {1, 0, 0}, {}}));
  EXPECT_EQ(std::nullopt, MppeBits({kCcpMppe, {1, 0, 0, 0, 0}, {}}));
  EXPECT_EQ(std::nullopt, MppeBits({kCcpMppe, {}, "mppe ..."}));
}

TEST(Mppe, BothSpellingsReadBackToTheSameBits) {
  std::mt19937 random(3078);
  for (int i = 0; i < 2000; ++i) {
    auto bits = static_cast<uint32_t>(random());
    for (const std::string& text : {MppeNumbers(bits), MppeLetters(bits)}) {
      auto read = ParseOption(text, Protocol::kCcp);
      ASSERT_TRUE(read) << text;
      EXPECT_EQ(bits, MppeBits(read->option)) << text;
    }
  }
}

std::string LettersSet(uint32_t bits) {
  std::string letters;
  for (const MppeBit& bit : ExplainMppe(bits)) {
    EXPECT_EQ(bit.set, (bits & bit.mask) != 0);
    if (bit.set) letters += bit.letter;
  }
  return letters;
}

TEST(Mppe, ExplainsEveryBit) {
  EXPECT_EQ("", LettersSet(0));
  EXPECT_EQ("HS", LettersSet(0x01000040));
  EXPECT_EQ("HMSLC", LettersSet(0x010000e1));
  EXPECT_EQ("HMSLDCU", LettersSet(0xffffffff));
  EXPECT_EQ("U", LettersSet(0x80000000));
  EXPECT_EQ(6U, ExplainMppe(0).size());
  EXPECT_EQ(7U, ExplainMppe(0x2).size());
}

TEST(Mppe, ExplainsThatThe57BitsOf2002Are56) {
  auto bits = ExplainMppe(kMppe56Bit);
  auto m =
      std::find_if(bits.begin(), bits.end(), [](const MppeBit& bit) { return bit.letter == 'M'; });
  ASSERT_NE(bits.end(), m);
  EXPECT_EQ("56-bit keys", m->name);
  EXPECT_THAT(m->meaning, testing::HasSubstr("57-bit"));
}

}  // namespace
}  // namespace pptp::ppp
