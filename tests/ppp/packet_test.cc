#include "lib/ppp/packet.h"

#include <gtest/gtest.h>

namespace pptp::ppp {
namespace {

struct CodeCase {
  Protocol protocol;
  uint8_t code;
  const char* name;
};
const CodeCase kCodeCases[] = {
    {Protocol::kLcp, 1, "ConfReq"},    {Protocol::kLcp, 2, "ConfAck"},
    {Protocol::kLcp, 3, "ConfNak"},    {Protocol::kLcp, 4, "ConfRej"},
    {Protocol::kLcp, 5, "TermReq"},    {Protocol::kLcp, 6, "TermAck"},
    {Protocol::kLcp, 7, "CodeRej"},    {Protocol::kLcp, 8, "ProtRej"},
    {Protocol::kLcp, 9, "EchoReq"},    {Protocol::kLcp, 10, "EchoRep"},
    {Protocol::kLcp, 11, "DiscReq"},   {Protocol::kLcp, 12, "Ident"},
    {Protocol::kLcp, 13, "TimeRem"},   {Protocol::kIpcp, 7, "CodeRej"},
    {Protocol::kCcp, 14, "ResetReq"},  {Protocol::kCcp, 15, "ResetAck"},
    {Protocol::kIpv6cp, 1, "ConfReq"}, {Protocol::kPap, 1, "AuthReq"},
    {Protocol::kPap, 2, "AuthAck"},    {Protocol::kPap, 3, "AuthNak"},
    {Protocol::kChap, 1, "Challenge"}, {Protocol::kChap, 2, "Response"},
    {Protocol::kChap, 3, "Success"},   {Protocol::kChap, 4, "Failure"},
    {Protocol::kEap, 1, "Request"},    {Protocol::kEap, 4, "Failure"},
    {Protocol::kCbcp, 3, "Ack"},
};

TEST(Packet, CodesHavePppdsNames) {
  for (const CodeCase& c : kCodeCases) {
    EXPECT_EQ(c.name, CodeName(c.protocol, c.code));
    EXPECT_EQ(c.code, CodeFromName(c.protocol, c.name)) << c.name;
  }
}

TEST(Packet, CodesOfOtherProtocolsHaveNoName) {
  EXPECT_EQ("", CodeName(Protocol::kLcp, 14));
  EXPECT_EQ("", CodeName(Protocol::kIpcp, 9));
  EXPECT_EQ("", CodeName(Protocol::kPap, 4));
  EXPECT_EQ("", CodeName(Protocol::kIpv4, 1));
  EXPECT_EQ(std::nullopt, CodeFromName(Protocol::kLcp, "ResetReq"));
  EXPECT_EQ(std::nullopt, CodeFromName(Protocol::kPap, "ConfReq"));
  EXPECT_EQ(std::nullopt, CodeFromName(Protocol::kLcp, "confreq"));
  EXPECT_EQ(std::nullopt, CodeFromName(Protocol::kLcp, ""));
}

TEST(Packet, ProtocolsHavePppdsNames) {
  for (const char* name :
       {"LCP", "PAP", "CHAP", "EAP", "CBCP", "IPCP", "IPV6CP", "CCP", "ECP", "IPXCP", "ATCP"}) {
    auto protocol = ProtocolFromName(name);
    ASSERT_TRUE(protocol) << name;
    EXPECT_EQ(name, ProtocolName(*protocol));
  }
  EXPECT_EQ("", ProtocolName(Protocol::kIpv4));
  EXPECT_EQ("", ProtocolName(Protocol{0x2145}));
  EXPECT_EQ(std::nullopt, ProtocolFromName("IP"));
}

TEST(Packet, ControlProtocolsSpeakConfigureRequests) {
  for (Protocol protocol : {Protocol::kLcp, Protocol::kIpcp, Protocol::kIpv6cp, Protocol::kCcp,
                            Protocol::kEcp, Protocol::kIpxcp, Protocol{0x8281}}) {
    EXPECT_TRUE(IsControlProtocol(protocol));
  }
  for (Protocol protocol : {Protocol::kPap, Protocol::kChap, Protocol::kEap, Protocol::kCbcp,
                            Protocol::kIpv4, Protocol::kCompressed, Protocol{0xc025}}) {
    EXPECT_FALSE(IsControlProtocol(protocol));
  }
}

TEST(Packet, FindsTheFirstOptionOfAType) {
  Packet packet{Protocol::kIpcp,
                kConfigureRequest,
                1,
                Options{{{3, {1}, {}}, {2, {}, {}}, {3, {2}, {}}}},
                {},
                {}};
  ASSERT_NE(nullptr, FindOption(packet, 3));
  EXPECT_EQ(Bytes{1}, FindOption(packet, 3)->value);
  EXPECT_EQ(nullptr, FindOption(packet, 4));
  packet.body = Raw{};
  EXPECT_EQ(nullptr, FindOption(packet, 3));
}

}  // namespace
}  // namespace pptp::ppp
