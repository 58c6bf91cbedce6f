#include <gtest/gtest.h>

#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

struct OptionCase {
  const char* name;
  Protocol protocol;
  const char* text;
  uint8_t type;
  Bytes value;
};
const OptionCase kOptionCases[] = {
    {"Mru", Protocol::kLcp, "<mru 1500>", 1, {0x05, 0xdc}},
    {"Asyncmap", Protocol::kLcp, "<asyncmap 0x0>", 2, {0, 0, 0, 0}},
    {"AsyncmapAll", Protocol::kLcp, "<asyncmap 0xffffffff>", 2, {0xff, 0xff, 0xff, 0xff}},
    {"AuthPap", Protocol::kLcp, "<auth pap>", 3, {0xc0, 0x23}},
    {"AuthEap", Protocol::kLcp, "<auth eap>", 3, {0xc2, 0x27}},
    {"AuthNumber", Protocol::kLcp, "<auth 0xc227>", 3, {0xc2, 0x27}},
    {"AuthMd5", Protocol::kLcp, "<auth chap MD5>", 3, {0xc2, 0x23, 0x05}},
    {"AuthMd5Lower", Protocol::kLcp, "<auth chap md5>", 3, {0xc2, 0x23, 0x05}},
    {"AuthMs", Protocol::kLcp, "<auth chap MS>", 3, {0xc2, 0x23, 0x80}},
    {"AuthMsoft", Protocol::kLcp, "<auth chap m$oft>", 3, {0xc2, 0x23, 0x80}},
    {"AuthMsNumber", Protocol::kLcp, "<auth chap 80>", 3, {0xc2, 0x23, 0x80}},
    {"AuthMsV2", Protocol::kLcp, "<auth chap MS-v2>", 3, {0xc2, 0x23, 0x81}},
    {"AuthMsV2Number", Protocol::kLcp, "<auth chap 81>", 3, {0xc2, 0x23, 0x81}},
    {"AuthFurtherBytes", Protocol::kLcp, "<auth chap MS-v2 01 02>", 3, {0xc2, 0x23, 0x81, 1, 2}},
    {"QualityLqr", Protocol::kLcp, "<quality lqr 00 00 0b b8>", 4, {0xc0, 0x25, 0, 0, 0x0b, 0xb8}},
    {"Magic", Protocol::kLcp, "<magic 0x5d4790f>", 5, {0x05, 0xd4, 0x79, 0x0f}},
    {"Pcomp", Protocol::kLcp, "<pcomp>", 7, {}},
    {"Accomp", Protocol::kLcp, "<accomp>", 8, {}},
    {"CallbackCbcp", Protocol::kLcp, "<callback CBCP>", 13, {6}},
    {"CallbackNumber", Protocol::kLcp, "<callback 0x1>", 13, {1}},
    {"Mrru", Protocol::kLcp, "<mrru 1614>", 17, {0x06, 0x4e}},
    {"Ssnhf", Protocol::kLcp, "<ssnhf>", 18, {}},
    {"EndpointMac",
     Protocol::kLcp,
     "<endpoint [MAC:00:11:22:33:44:55]>",
     19,
     {3, 0x00, 0x11, 0x22, 0x33, 0x44, 0x55}},
    {"EndpointLocal", Protocol::kLcp, "<endpoint [local:aa.bb.cc]>", 19, {1, 0xaa, 0xbb, 0xcc}},
    {"EndpointIp", Protocol::kLcp, "<endpoint [IP:1.2.3.4]>", 19, {2, 1, 2, 3, 4}},
    {"EndpointIpOdd", Protocol::kLcp, "<endpoint [IP:01.02.03.04.05]>", 19, {2, 1, 2, 3, 4, 5}},
    {"EndpointMagic",
     Protocol::kLcp,
     "<endpoint [magic:aabbccdd.00112233]>",
     19,
     {4, 0xaa, 0xbb, 0xcc, 0xdd, 0x00, 0x11, 0x22, 0x33}},
    {"EndpointNull", Protocol::kLcp, "<endpoint [null]>", 19, {0}},
    {"EndpointBare", Protocol::kLcp, "<endpoint 13 05 01 aa bb>", 19, {1, 0xaa, 0xbb}},
    {"EndpointBareValue", Protocol::kLcp, "<endpoint 01 aa bb>", 19, {1, 0xaa, 0xbb}},
    {"LinkDiscriminator", Protocol::kLcp, "< 17 04 00 13>", 23, {0x00, 0x13}},
    {"Predictor1", Protocol::kCcp, "<predictor 1>", 1, {}},
    {"Predictor2", Protocol::kCcp, "<predictor 2>", 2, {}},
    {"MppeNumbers", Protocol::kCcp, "<mppe 1 0 0 40>", 18, {1, 0, 0, 0x40}},
    {"MppeLetters", Protocol::kCcp, "<mppe +H -M +S -L -D -C>", 18, {1, 0, 0, 0x40}},
    {"MppeUnknown", Protocol::kCcp, "< 12 06 01 00 00 40>", 18, {1, 0, 0, 0x40}},
    {"MppeReserved",
     Protocol::kCcp,
     "<mppe +H -M +S -L -D -C +U (aa bb cc dd)>",
     18,
     {0xaa, 0xbb, 0xcc, 0xdd}},
    {"MppeSomeLetters", Protocol::kCcp, "<mppe +H +S>", 18, {1, 0, 0, 0x40}},
    {"Bsd", Protocol::kCcp, "<bsd v1 15>", 21, {0x2f}},
    {"DeflateDraft", Protocol::kCcp, "<deflate(old#) 15>", 24, {0x78, 0x00}},
    {"Deflate", Protocol::kCcp, "<deflate 15>", 26, {0x78, 0x00}},
    {"DeflateOdd", Protocol::kCcp, "<deflate 8 method 0 check 255>", 26, {0x00, 0xff}},
    {"Addrs", Protocol::kIpcp, "<addrs 10.0.0.1 10.0.0.2>", 1, {10, 0, 0, 1, 10, 0, 0, 2}},
    {"Vj", Protocol::kIpcp, "<compress VJ 0f 01>", 2, {0x00, 0x2d, 0x0f, 0x01}},
    {"OldVj", Protocol::kIpcp, "<compress old-VJ 0f>", 2, {0x00, 0x37, 0x0f}},
    {"OtherCompression", Protocol::kIpcp, "<compress 0x61>", 2, {0x00, 0x61}},
    {"Addr", Protocol::kIpcp, "<addr 255.0.10.1>", 3, {255, 0, 10, 1}},
    {"Dns1", Protocol::kIpcp, "<ms-dns1 10.0.0.1>", 129, {10, 0, 0, 1}},
    {"Wins", Protocol::kIpcp, "<ms-wins 10.0.0.1>", 130, {10, 0, 0, 1}},
    {"Dns2", Protocol::kIpcp, "<ms-dns2 10.0.0.1>", 131, {10, 0, 0, 1}},
    {"Dns3", Protocol::kIpcp, "<ms-dns3 10.0.0.1>", 131, {10, 0, 0, 1}},
    {"InterfaceId",
     Protocol::kIpv6cp,
     "<addr fe80::0211:22ff:fe33:4455>",
     1,
     {0x02, 0x11, 0x22, 0xff, 0xfe, 0x33, 0x44, 0x55}},
    {"Ipv6Compression", Protocol::kIpv6cp, "<compress 0x4f>", 2, {0x00, 0x4f}},
};

TEST(Option, IsReadInEverySpelling) {
  for (const OptionCase& c : kOptionCases) {
    SCOPED_TRACE(c.name);
    auto read = ParseOption(c.text, c.protocol);
    ASSERT_TRUE(read);
    EXPECT_EQ((Option{c.type, c.value, {}}), read->option);
  }
}

TEST(Option, ProtocolIsFoundWithoutBeingTold) {
  for (const OptionCase& c : kOptionCases) {
    if (std::string_view(c.name) == "Ipv6Compression") continue;  // IPCP's, as far as one can see
    SCOPED_TRACE(c.name);
    std::string_view text = c.text;
    auto bare = ParseOption(text.substr(1, text.size() - 2));
    ASSERT_TRUE(bare);
    EXPECT_EQ(c.protocol, bare->protocol);
    EXPECT_EQ((Option{c.type, c.value, {}}), bare->option);
  }
}

TEST(Option, BytesOfNoKnownOptionAreLcps) {
  auto read = ParseOption("< c8 04 01 02>");
  ASSERT_TRUE(read);
  EXPECT_EQ(Protocol::kLcp, read->protocol);
  EXPECT_EQ((Option{200, {1, 2}, {}}), read->option);
}

TEST(Option, TextThatIsNoOptionIsRefused) {
  for (std::string_view text : {"",
                                "<>",
                                "...",
                                "mru",
                                "mru x",
                                "mru 70000",
                                "mppe",
                                "mppe 1 0 0",
                                "mppe +X",
                                "mppe +H +H",
                                "mppe +U",
                                "mppe +U (aa bb)",
                                "addr 1.2.3",
                                "addr 1.2.3.4.5",
                                "addr 1.2.3.256",
                                "12 06 01",
                                "predictor 3",
                                "bsd 15",
                                "deflate 99",
                                "endpoint [MAC:0]",
                                "what 1",
                                "\"mru\""}) {
    EXPECT_FALSE(ParseOption(text)) << text;
  }
}

TEST(Option, UnreadableValueKeepsTypeAndText) {
  auto packet = ParsePacket("[LCP ConfReq id=0x1 <mru many> <strange 1> <auth ...>]");
  ASSERT_TRUE(packet);
  const Options expected{
      {{kLcpMru, {}, "mru many"}, {0, {}, "strange 1"}, {kLcpAuth, {}, "auth ..."}}};
  EXPECT_EQ(Body(expected), packet->body);
  EXPECT_FALSE(FindOption(*packet, kLcpMru)->readable());
}

TEST(Option, UnexpectedLengthIsShownInBytes) {
  EXPECT_EQ("< 01 03 05>", PrintOption(Protocol::kLcp, {kLcpMru, {5}, {}}));
  EXPECT_EQ("< 12 04 01 00>", PrintOption(Protocol::kCcp, {kCcpMppe, {1, 0}, {}}));
  EXPECT_EQ("< 03 02>", PrintOption(Protocol::kIpcp, {kIpcpAddress, {}, {}}));
}

}  // namespace
}  // namespace pptp::ppp
