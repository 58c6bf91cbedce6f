// Packets in both spellings, bytes and pppd's words, side by side.
#include "lib/ppp/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lib/base/text.h"
#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

struct Spelling {
  const char* name;
  const char* bytes;
  const char* words;
};
const Spelling kSpellings[] = {
    {"ConfReq", "ff 03 c0 21 01 01 00 12 01 04 03 e8 05 06 00 00 6f e7 07 02 08 02 0d 03 06",
     "[LCP ConfReq id=0x1 <mru 1000> <magic 0x6fe7> <pcomp> <accomp>] 0d 03 06"},
    {"AuthMsChapV2", "ff 03 c0 21 01 02 00 09 03 05 c2 23 81",
     "[LCP ConfReq id=0x2 <auth chap MS-v2>]"},
    {"UnknownOption", "ff 03 c0 21 04 00 00 08 17 04 00 13", "[LCP ConfRej id=0x0 < 17 04 00 13>]"},
    {"OptionWithoutValue", "ff 03 c0 21 02 01 00 06 07 02", "[LCP ConfAck id=0x1 <pcomp>]"},
    {"OptionCutOff", "ff 03 c0 21 01 01 00 08 08 02 01 04", "[LCP ConfReq id=0x1 <accomp> 01 04]"},
    {"OptionShorterThanItsHeader", "ff 03 c0 21 01 01 00 06 05 01", "[LCP ConfReq id=0x1 05 01]"},
    {"TermReq", "ff 03 c0 21 05 02 00 08 62 79 65 21", "[LCP TermReq id=0x2 \"bye!\"]"},
    {"TermReqOfMicrosoft", "ff 03 c0 21 05 02 00 08 00 00 02 dc",
     "[LCP TermReq id=0x2 00 00 02 dc]"},
    {"CodeRej", "ff 03 c0 21 07 02 00 08 0c 01 00 04", "[LCP CodeRej id=0x2 0c 01 00 04]"},
    {"ProtRej", "ff 03 c0 21 08 02 00 0a 80 57 01 01 00 04",
     "[LCP ProtRej id=0x2 80 57 01 01 00 04]"},
    {"ProtRejOfOneByte", "ff 03 c0 21 08 02 00 05 80", "[LCP ProtRej id=0x2 80]"},
    {"EchoReq", "ff 03 c0 21 09 00 00 08 00 00 6f e7", "[LCP EchoReq id=0x0 magic=0x6fe7]"},
    {"EchoRepWithData", "ff 03 c0 21 0a 00 00 0a 00 00 6f e7 aa bb",
     "[LCP EchoRep id=0x0 magic=0x6fe7 aa bb]"},
    {"EchoTooShort", "ff 03 c0 21 09 00 00 07 00 00 6f", "[LCP EchoReq id=0x0 00 00 6f]"},
    {"Ident", "ff 03 c0 21 0c 02 00 0d 00 00 6f e7 4d 53 52 41 53",
     "[LCP Ident id=0x2 magic=0x6fe7 \"MSRAS\"]"},
    {"TimeRem", "ff 03 c0 21 0d 02 00 0c 00 00 6f e7 00 00 00 3c",
     "[LCP TimeRem id=0x2 magic=0x6fe7 seconds=60]"},
    {"UnknownCode", "ff 03 c0 21 63 02 00 06 01 02", "[LCP code=0x63 id=0x2 01 02]"},
    {"Mppe", "ff 03 80 fd 03 01 00 0a 12 06 01 00 00 40",
     "[CCP ConfNak id=0x1 <mppe +H -M +S -L -D -C>]"},
    {"ResetReq", "ff 03 80 fd 0e 05 00 04", "[CCP ResetReq id=0x5]"},
    {"Ipcp", "ff 03 80 21 03 02 00 16 03 06 0a 00 00 02 81 06 0a 00 00 01 83 06 0a 00 00 03",
     "[IPCP ConfNak id=0x2 <addr 10.0.0.2> <ms-dns1 10.0.0.1> <ms-dns2 10.0.0.3>]"},
    {"Ipv6cp", "ff 03 80 57 01 01 00 0e 01 0a 00 00 00 00 00 00 00 01",
     "[IPV6CP ConfReq id=0x1 <addr fe80::0000:0000:0000:0001>]"},
    {"PapReq", "ff 03 c0 23 01 01 00 0b 02 6d 65 03 70 77 21",
     "[PAP AuthReq id=0x1 user=\"me\" password=\"pw!\"]"},
    {"PapReqWithMore", "ff 03 c0 23 01 01 00 08 00 01 78 aa",
     "[PAP AuthReq id=0x1 user=\"\" password=\"x\" aa]"},
    {"PapReqCutOff", "ff 03 c0 23 01 01 00 07 02 6d 65", "[PAP AuthReq id=0x1 02 6d 65]"},
    {"PapAck", "ff 03 c0 23 02 01 00 07 02 6f 6b", "[PAP AuthAck id=0x1 \"ok\"]"},
    {"PapAckWithoutMessage", "ff 03 c0 23 02 01 00 04", "[PAP AuthAck id=0x1]"},
    {"ChapChallenge", "ff 03 c2 23 01 01 00 0c 04 01 02 03 04 73 72 76",
     "[CHAP Challenge id=0x1 <01020304>, name = \"srv\"]"},
    {"ChapResponseCutOff", "ff 03 c2 23 02 01 00 06 04 01", "[CHAP Response id=0x1 04 01]"},
    {"ChapSuccess", "ff 03 c2 23 03 01 00 07 53 3d 31", "[CHAP Success id=0x1 \"S=1\"]"},
    {"EapIdentity", "ff 03 c2 27 01 01 00 05 01", "[EAP Request id=0x1 Identity <No message>]"},
    {"EapWithoutType", "ff 03 c2 27 01 01 00 04", "[EAP Request id=0x1 <missing type>]"},
    {"EapSuccess", "ff 03 c2 27 03 01 00 04", "[EAP Success id=0x1]"},
    {"Cbcp", "ff 03 c0 29 01 01 00 06 01 02", "[CBCP Request id=0x1 01 02]"},
    {"Ecp", "ff 03 80 53 01 01 00 04", "[ECP] 01 01 00 04"},
    {"UnknownNcp", "ff 03 80 31 01 01 00 04", "[proto=0x8031] 01 01 00 04"},
    {"LengthTooLong", "ff 03 c0 21 01 01 00 05", "[LCP] 01 01 00 05"},
    {"LengthTooShort", "ff 03 c0 21 01 01 00 03", "[LCP] 01 01 00 03"},
    {"HeaderCutOff", "ff 03 c0 21 01 01 00", "[LCP] 01 01 00"},
    {"Ip", "ff 03 00 21 45 00", "[IP data] 45 00"},
    {"Encrypted", "ff 03 00 fd 90 00 aa", "[Compressed data] 90 00 aa"},
    {"Lqr", "ff 03 c0 25 01", "[proto=0xc025] 01"},
    {"Nothing", "ff 03 00 21", "[IP data]"},
};

Bytes FromHex(std::string_view text) {
  Bytes bytes;
  while (auto byte = ConsumeHex(&text)) {
    bytes.push_back(static_cast<uint8_t>(*byte));
    Consume(&text, " ");
  }
  return bytes;
}

TEST(Wire, BytesAndWordsAreTwoSpellingsOfOnePacket) {
  for (const Spelling& c : kSpellings) {
    SCOPED_TRACE(c.name);
    const Bytes bytes = FromHex(c.bytes);
    const DecodedFrame decoded = DecodeFrame(bytes);
    EXPECT_EQ(c.words, PrintPacket(decoded.packet));
    EXPECT_EQ(c.bytes, ToHex(EncodeFrame(decoded.packet, decoded.compression), " "));
    const auto read = ParsePacket(c.words);
    ASSERT_TRUE(read);
    EXPECT_EQ(c.bytes, ToHex(EncodeFrame(*read), " "));
  }
}

TEST(Wire, FramesWithoutAHeaderKeepTheirBytes) {
  for (const Bytes& bytes : {Bytes{}, Bytes{0xff}, Bytes{0xff, 0x03}, Bytes{0xff, 0x7d, 0x23}}) {
    const DecodedFrame decoded = DecodeFrame(bytes);
    EXPECT_TRUE(std::holds_alternative<Frame>(decoded.packet.body));
    EXPECT_EQ(bytes, EncodeFrame(decoded.packet, {true, true}));
  }
}

TEST(Wire, EveryCompressionGivesTheSamePacket) {
  const Packet packet{Protocol::kIpcp, kConfigureRequest, 1, Options{}, {}, {}};
  EXPECT_EQ("ff 03 80 21 01 01 00 04", ToHex(EncodeFrame(packet), " "));
  for (bool pfc : {false, true}) {
    for (bool acfc : {false, true}) {
      const DecodedFrame decoded = DecodeFrame(EncodeFrame(packet, {pfc, acfc}));
      EXPECT_EQ(packet, decoded.packet);
      EXPECT_EQ(acfc, decoded.compression.address_and_control);
    }
  }
}

// A packet from a log may hold what no wire can.
TEST(Wire, WhatDoesNotFitIsCutAndTextWithoutBytesLeftOut) {
  const Packet request{
      Protocol::kPap, kPapRequest, 1, PapRequest{std::string(300, 'u'), {}, true}, {}, {}};
  const Bytes frame = EncodeFrame(request);
  EXPECT_EQ(4U + 4 + 1 + 255 + 1, frame.size());
  EXPECT_EQ(frame.size() - 4, static_cast<size_t>(frame[6] << 8 | frame[7]));

  Packet options{Protocol::kLcp, kConfigureRequest, 1, Options{{{9, {}, "cut ..."}}}, {}, {}};
  EXPECT_EQ("ff 03 c0 21 01 01 00 06 09 02", ToHex(EncodeFrame(options), " "));
  options.body = Options{{{9, Bytes(300), {}}}};
  EXPECT_EQ(4U + 4 + 255, EncodeFrame(options).size());
}

}  // namespace
}  // namespace pptp::ppp
