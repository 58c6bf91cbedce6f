#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/ppp/notation.h"
#include "tests/catalog/packs.h"

namespace pptp::catalog {
namespace {

// The hits of one packet line on a catalog.
std::vector<LeafMatch> MatchPacketLine(const Catalog& catalog, const std::string& text) {
  session::Event event;
  event.order = 1;
  event.text = text;
  event.raw = text;
  const std::optional<ppp::LoggedPacket> packet = ppp::ParsePacketLine(text);
  EXPECT_TRUE(packet) << text;
  if (packet) event.packet = &*packet;
  std::vector<LeafMatch> hits;
  catalog.Match(event, &hits);
  return hits;
}

struct PacketCase {
  const char* name;
  const char* packet;  // the value of "packet"
  const char* line;
  bool fits;
};

const char kNak2002[] = "rcvd [CCP ConfNak id=0x3 <mppe 1 0 0 40>]";
const char kNakLetters[] = "rcvd [CCP ConfNak id=0x3 <mppe +H -M +S -L -D -C>]";
const char kNakUnknown[] = "rcvd [CCP ConfNak id=0x3 < 12 06 01 00 00 40>]";
const char kNakNone[] = "rcvd [CCP ConfNak id=0x3 <mppe -H -M -S -L -D -C>]";
const char kLcpRequest[] =
    "sent [LCP ConfReq id=0x1 <mru 1400> <asyncmap 0x0> <auth chap MS-v2> <magic 0x6fe7> <pcomp>]";
const char kLcpRequest2002[] = "sent [LCP ConfReq id=0x1 <mru 1400> <auth chap 81> <magic 0x6fe7>]";
const char kIpcpNak[] =
    "rcvd [IPCP ConfNak id=0x2 <addr 10.0.0.5> <ms-dns1 10.0.0.1> <ms-dns3 10.0.0.2>]";
const char kFailure[] =
    "rcvd [CHAP Failure id=0x2 \"E=691 R=1 C=0123456789ABCDEF0123456789ABCDEF V=3 M=No way\"]";
const char kChallenge[] =
    "rcvd [CHAP Challenge id=0x1 <0123456789abcdef0123456789abcdef>, name = \"DOM\\\\srv\"]";
const char kTermString[] =
    "rcvd [LCP TermReq id=0x5 \"#\\376U\\221\\000<\\315t\\000\\000\\002\\346\"]";
const char kTermHex[] = "rcvd [LCP TermReq id=0x5 00 00 02 dc]";
const char kTermWords[] = "rcvd [LCP TermReq id=0x5 \"MPPE required but not available\"]";
const char kProtRejCcp[] = "rcvd [LCP ProtRej id=0x2 80 fd 01 01 00 0a 12 06 01 00 00 40]";
const char kProtRejGarbage[] = "rcvd [LCP ProtRej id=0x70 59 ae 22 01]";

const PacketCase kPacketCases[] = {
    {"Direction", R"({"direction": "rcvd", "protocol": "CCP"})", kNakLetters, true},
    {"OtherDirection", R"({"direction": "sent", "protocol": "CCP"})", kNakLetters, false},
    {"Protocol", R"({"protocol": "LCP"})", kNakLetters, false},
    {"ProtocolNumber", R"({"protocol": "0x80fd"})", kNakLetters, true},
    {"Code", R"({"protocol": "CCP", "code": "ConfNak"})", kNakLetters, true},
    {"OtherCode", R"({"protocol": "CCP", "code": "ConfReq"})", kNakLetters, false},
    {"OneOfTheCodes", R"({"protocol": "CCP", "code": ["ConfRej", "ConfNak"]})", kNakLetters, true},
    {"CodeOfAnyProtocol", R"({"code": "ConfNak"})", kIpcpNak, true},
    {"CodeOfNumberedProtocol", R"({"protocol": "0x80fd", "code": "ConfNak"})", kNak2002, true},
    {"Id", R"({"protocol": "CCP", "id": 3})", kNakLetters, true},
    {"OtherId", R"({"protocol": "CCP", "id": 4})", kNakLetters, false},

    {"OptionByName", R"({"protocol": "LCP", "option": "auth"})", kLcpRequest, true},
    {"OptionMissing", R"({"protocol": "LCP", "option": "accomp"})", kLcpRequest, false},
    {"OptionWithValue", R"({"protocol": "LCP", "option": "mru 1400"})", kLcpRequest, true},
    {"OptionWithOtherValue", R"({"protocol": "LCP", "option": "mru 1500"})", kLcpRequest, false},
    {"OptionInNewWords", R"({"option": "auth chap MS-v2"})", kLcpRequest2002, true},
    {"OptionInOldWords", R"({"option": "auth chap 81"})", kLcpRequest, true},
    {"OtherAuth", R"({"option": "auth chap MS"})", kLcpRequest, false},
    {"AllOptions", R"({"option": ["mru", "auth chap MS-v2"]})", kLcpRequest, true},
    {"NotAllOptions", R"({"option": ["mru", "accomp"]})", kLcpRequest, false},
    {"MppeNumbersForLetters", R"({"option": "mppe 1 0 0 40"})", kNakLetters, true},
    {"MppeLettersForNumbers", R"({"option": "mppe +H -M +S -L -D -C"})", kNak2002, true},
    {"MppeHexForNumbers", R"({"protocol": "CCP", "option": "12 06 01 00 00 40"})", kNak2002, true},
    {"MppeByNameForHex", R"({"protocol": "CCP", "option": "mppe"})", kNakUnknown, true},
    {"MppeNumbersForHex", R"({"option": "mppe 1 0 0 40"})", kNakUnknown, true},
    {"MppeNothing", R"({"option": "mppe 0 0 0 0"})", kNakNone, true},
    {"MppeNotNothing", R"({"option": "mppe 0 0 0 0"})", kNakLetters, false},
    {"SecondDnsInNewWords", R"({"option": "ms-dns2 10.0.0.2"})", kIpcpNak, true},
    {"SecondDnsByName", R"({"protocol": "IPCP", "option": "ms-dns2"})", kIpcpNak, true},
    {"EitherDns", R"({"protocol": "IPCP", "option": "ms-dns"})", kIpcpNak, true},
    {"SameNameOtherProtocol", R"({"protocol": "IPV6CP", "option": "addr"})", kIpcpNak, false},
    {"NameOfTwoProtocols", R"({"option": "addr"})", kIpcpNak, true},
    {"TypeOfOtherProtocol", R"({"option": "ssnhf"})", kNakLetters, false},

    {"NoOption", R"({"protocol": "LCP", "no_option": "accomp"})", kLcpRequest, true},
    {"NoOptionButThere", R"({"protocol": "LCP", "no_option": ["accomp", "mru 1400"]})", kLcpRequest,
     false},
    {"NoOptionWithThatValue", R"({"protocol": "LCP", "no_option": "mru 1500"})", kLcpRequest, true},
    {"NoOptionAtAll", R"({"protocol": "CCP", "code": "ConfReq", "no_option": "*"})",
     "rcvd [CCP ConfReq id=0x1]", true},
    {"SomeOption", R"({"protocol": "CCP", "code": "ConfReq", "no_option": "*"})",
     "rcvd [CCP ConfReq id=0x1 <deflate 15>]", false},
    {"NoOptionOfALineCutOff", R"({"protocol": "LCP", "no_option": "accomp"})",
     "sent [LCP ConfReq id=0x1 <mru 1400> <asynC", false},
    {"OptionOfALineCutOff", R"({"protocol": "LCP", "option": "mru"})",
     "sent [LCP ConfReq id=0x1 <mru 1400> <asynC", true},

    {"MppeHas", R"({"mppe": {"has": "HS"}})", kNak2002, true},
    {"MppeHasNot", R"({"mppe": {"has": "HL"}})", kNakLetters, false},
    {"MppeLacks", R"({"mppe": {"lacks": "MLDCU"}})", kNakUnknown, true},
    {"MppeLacksNot", R"({"mppe": {"lacks": "S"}})", kNakUnknown, false},
    {"MppeAtAll", R"({"mppe": {}})", kNakNone, true},
    {"MppeNotThere", R"({"mppe": {}})", "rcvd [CCP ConfNak id=0x3 <deflate 15>]", false},
    {"MppeReserved", R"({"mppe": {"has": "U"}})", "rcvd [CCP ConfReq id=0x3 <mppe 2 0 0 40>]",
     true},
    {"MppeTypeInLcp", R"({"mppe": {}})", "rcvd [LCP ConfReq id=0x3 <ssnhf>]", false},

    {"MsCodeInText", R"({"ms_code": [691, 742]})", kTermString, true},
    {"MsCodeInHex", R"({"ms_code": [732]})", kTermHex, true},
    {"OtherMsCode", R"({"ms_code": [691]})", kTermHex, false},
    {"MsCodeOfWords", R"({"ms_code": [732]})", kTermWords, false},
    {"MsCodeOfAcknowledgement", R"({"ms_code": [732]})", "rcvd [LCP TermAck id=0x5 00 00 02 dc]",
     false},
    {"ChapError", R"({"chap_error": [648, 691]})", kFailure, true},
    {"OtherChapError", R"({"chap_error": [648]})", kFailure, false},
    {"ChapErrorOfSuccess", R"({"chap_error": [691]})", "rcvd [CHAP Success id=0x2 \"E=691 R=0\"]",
     false},
    {"Rejected", R"({"rejected": "0x80fd"})", kProtRejCcp, true},
    {"RejectedOneOf", R"({"rejected": ["0x8057", "0x80FD"]})", kProtRejCcp, true},
    {"RejectedOther", R"({"rejected": "0x8057"})", kProtRejCcp, false},
    {"RejectedUnknown", R"({"rejected": "unknown"})", kProtRejGarbage, true},
    {"RejectedKnown", R"({"rejected": "unknown"})", kProtRejCcp, false},
    {"RejectedUnknownOrThat", R"({"rejected": ["unknown", "0x80fd"]})", kProtRejCcp, true},
    {"RejectedOfOtherPacket", R"({"rejected": "unknown"})", kNakLetters, false},

    {"Text", R"({"protocol": "LCP", "text": "MPPE required"})", kTermWords, true},
    {"TextFromItsStart", R"({"protocol": "LCP", "text": "required"})", kTermWords, false},
    {"TextOfFailure", R"({"text": ".* M=No way$"})", kFailure, true},
    {"TextOfCcp", R"({"text": "No compression"})",
     "sent [CCP TermReq id=0x3\"No compression negotiated\"]", true},
    {"TextOfIdent", R"({"text": "MSRASV5"})", "rcvd [LCP Ident id=0x2 magic=0x1 \"MSRASV5.20\"]",
     true},
    {"TextOfPapNak", R"({"text": "Login"})", "rcvd [PAP AuthNak id=0x1 \"Login incorrect\"]", true},
    {"TextOfOptions", R"({"text": ".*"})", kNakLetters, false},
    {"Name", R"({"name": "DOM\\\\srv$"})", kChallenge, true},
    {"NameWithTwoBackslashes", R"({"name": "DOM\\\\\\\\srv$"})", kChallenge, false},
    {"NameOfPap", R"({"name": "joe$"})", "sent [PAP AuthReq id=0x1 user=\"joe\" password=<hidden>]",
     true},
    {"NameOfFailure", R"({"name": ".*"})", kFailure, false},

    {"WordsInAName", R"({"protocol": "LCP", "code": "TermReq"})",
     "rcvd [CHAP Challenge id=0x1 <00>, name = \"] rcvd [LCP TermReq id=0x1\"]", false},
    {"DatagramHasNoCode", R"({"code": "ConfReq"})", "rcvd [Compressed data] 01 02 03 04", false},
};

class PacketMatcher : public testing::TestWithParam<PacketCase> {};
TEST_P(PacketMatcher, Fits) {
  const auto catalog =
      CompileOrDie(PackWithSignature(fmt::format("{{\"packet\": {}}}", GetParam().packet)));
  EXPECT_EQ(MatchPacketLine(*catalog, GetParam().line).size(), GetParam().fits ? 1u : 0u);
}
INSTANTIATE_TEST_SUITE_P(All, PacketMatcher, testing::ValuesIn(kPacketCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PacketMatcher, CapturesFromTextAndName) {
  const auto catalog = CompileOrDie(PackWithSignature(
      R"json({"any": [{"packet": {"code": "Failure", "text": "E=(?P<error>\\d+).* M=(?P<words>.*)"}},
           {"packet": {"code": "Challenge", "name": "(?P<domain>[^\\\\]*)\\\\(?P<server>.*)"}}]})json"));
  std::vector<LeafMatch> hits = MatchPacketLine(*catalog, kFailure);
  ASSERT_EQ(hits.size(), 1u);
  ASSERT_NE(hits[0].captures, nullptr);
  EXPECT_EQ(*hits[0].captures, (Captures{{"error", "691"}, {"words", "No way"}}));
  hits = MatchPacketLine(*catalog, kChallenge);
  ASSERT_EQ(hits.size(), 1u);
  ASSERT_NE(hits[0].captures, nullptr);
  EXPECT_EQ(*hits[0].captures, (Captures{{"domain", "DOM"}, {"server", "srv"}}));
}

TEST(PacketMatcher, EqualOnesInDifferentWordsAreOneLeaf) {
  const auto catalog = CompileOrDie(PackWithSignature(
      R"({"any": [{"packet": {"protocol": "CCP", "code": ["ConfNak", "ConfRej"], "option": "mppe 1 0 0 40"}},
           {"packet": {"code": ["ConfRej", "ConfNak"], "option": "mppe +H -M +S -L -D -C", "protocol": "0x80fd"}},
           {"packet": {"protocol": "CCP", "code": ["ConfNak"], "option": "mppe 1 0 0 40"}}]})"));
  EXPECT_LE(catalog->leaf_count(), 3u);
  const std::vector<LeafMatch> hits = MatchPacketLine(*catalog, kNakLetters);
  EXPECT_EQ(hits.size(), catalog->leaf_count());
}

}  // namespace
}  // namespace pptp::catalog
