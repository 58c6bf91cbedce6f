#include "lib/base/text.h"

#include <gtest/gtest.h>

namespace pptp {
namespace {

TEST(Text, TrimTakesBlanksOffBothEnds) {
  EXPECT_EQ("a b", Trim(" \t a b\r\n"));
  EXPECT_EQ("a ", TrimLeft(" a "));
  EXPECT_EQ(" a", TrimRight(" a "));
  EXPECT_EQ("", Trim(" \n "));
}

TEST(Text, ConsumeTakesOnlyThatPrefix) {
  std::string_view text = "sent [LCP";
  EXPECT_FALSE(Consume(&text, "rcvd "));
  EXPECT_EQ("sent [LCP", text);
  EXPECT_TRUE(Consume(&text, "sent "));
  EXPECT_EQ("[LCP", text);
}

TEST(Text, ConsumeDecimalStopsAtTheFirstOtherCharacter) {
  std::string_view text = "691 R=1";
  EXPECT_EQ(691U, ConsumeDecimal(&text));
  EXPECT_EQ(" R=1", text);
  EXPECT_EQ(std::nullopt, ConsumeDecimal(&text));
}

TEST(Text, ConsumeDecimalRefusesWhatDoesNotFit) {
  std::string_view text = "99999999999999999999";
  EXPECT_EQ(std::nullopt, ConsumeDecimal(&text));
  EXPECT_EQ("99999999999999999999", text);
}

TEST(Text, ConsumeHexReadsBothCases) {
  std::string_view text = "7aFFz";
  EXPECT_EQ(0x7affU, ConsumeHex(&text));
  EXPECT_EQ("z", text);
}

TEST(Text, ToHexWritesTwoDigitsAByte) {
  const Bytes bytes = {0x00, 0x0a, 0xff};
  EXPECT_EQ("000aff", ToHex(bytes));
  EXPECT_EQ("00 0a ff", ToHex(bytes, " "));
  EXPECT_EQ("", ToHex({}, " "));
}

TEST(Text, ComparesWithoutCase) {
  EXPECT_TRUE(EqualsIgnoringCase("NetworkManager", "networkmanager"));
  EXPECT_FALSE(EqualsIgnoringCase("pppd", "pptpd"));
  EXPECT_FALSE(EqualsIgnoringCase("pppd", "pppd2"));
  EXPECT_EQ("pptp 2", ToLower("PPTP 2"));
}

}  // namespace
}  // namespace pptp
