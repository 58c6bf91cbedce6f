#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pptp/render.h"
#include "tests/report/golden_file.h"

namespace pptp::report {
namespace {

using testing::HasSubstr;

struct DecodeCase {
  const char* name;
  const char* text;
  std::vector<const char*> holds;
};
const DecodeCase kDecodeCases[] = {
    {"MppeInNumbers", "mppe 1 0 0 e1", {"<mppe +H +M +S +L -D +C>", "<mppe 1 0 0 e1>"}},
    {"MppeInBrackets", "<mppe 1 0 0 40>", {"<mppe +H -M +S -L -D -C>", "0x01000000", "128-bit"}},
    {"MppeInLetters", "mppe +H -M +S -L -D -C", {"<mppe 1 0 0 40>"}},
    {"MppeAsUnknownOption", "< 12 06 01 00 00 40>", {"<mppe 1 0 0 40>"}},
    {"MppeWithReservedBits", "mppe 1 0 0 42", {"reserved"}},
    {"Auth", "<auth chap 81>", {"<auth chap MS-v2>", "LCP option 3"}},
    {"SeveralOptions", "<mru 1000> <pcomp>", {"LCP option 1,", "LCP option 7"}},
    {"PacketLine",
     "rcvd [CCP ConfNak id=0x1 <mppe 1 0 0 40>]",
     {"Received by", "CCP ConfNak, id 0x1", "Configure-Nak", "<mppe +H -M +S -L -D -C>"}},
    {"SyslogLine",
     "Sep 10 05:19:05 client pppd[311]: sent [LCP ConfReq id=0x1 <mru 1000> <magic 0x5d4790f>]",
     {"Sent by", "LCP ConfReq, id 0x1", "<mru 1000>", "<magic 0x5d4790f>"}},
    {"PacketAlone", "[LCP ConfRej id=0x0 <auth chap 81>]", {"Configure-Reject"}},
    {"PacketWithoutBrackets", "CCP ConfReq id=0x5", {"CCP ConfReq, id 0x5", "no options"}},
    {"PacketThatIsCutOff", "sent [LCP ConfRej id=0x0 <auth chap 81>", {"ends before the packet"}},
    {"TerminationPacket",
     "rcvd [LCP TermReq id=0x1 00 00 02 dc]",
     {"732 (0x2dc)", "NOT_CONVERGING"}},
    {"TerminationBytes", "00 00 02 dc", {"732 (0x2dc)"}},
    {"TwelveTerminationBytes", "0f 3b 01 af 00 3c cd 74 00 00 02 b3", {"691", "0xf3b01af"}},
    {"TerminationInCarets", "LCP terminated by peer (#M-~UM-^Q^@<M-Mt^@^@^BM-f)", {"742 (0x2e6)"}},
    {"TerminationInWords",
     "LCP terminated by peer (peer refused to authenticate)",
     {"peer refused to authenticate"}},
    {"ChapFailure",
     "E=691 R=1 C=0123456789abcdef V=3",
     {"691", "another try is allowed: yes", "0123456789abcdef", "packets: 3"}},
    {"ChapFailurePacket",
     "rcvd [CHAP Failure id=0x0 \"E=691 R=0 V=3\"]",
     {"CHAP Failure, id 0x0", "another try is allowed: no"}},
    {"ChapFailureMessage", "Remote message: E=648 R=0 C=00 V=3 M=Change it", {"648", "Change it"}},
};

TEST(Decode, ExplainsWhatPppdPrints) {
  for (const DecodeCase& c : kDecodeCases) {
    const Result<std::string> decoded = RenderDecoded(c.text, {});
    ASSERT_TRUE(decoded) << c.name << ": " << decoded.error().message();
    for (const char* part : c.holds) EXPECT_THAT(*decoded, HasSubstr(part)) << c.name;
  }
}

TEST(Decode, ExplainsEachBitOfMppe) {
  ExpectGolden("decode_mppe.txt", RenderDecoded("mppe 1 0 0 e1", {}).value());
}

TEST(Decode, ExplainsEachOptionOfAPacket) {
  ExpectGolden("decode_packet.txt",
               RenderDecoded("rcvd [LCP ConfReq id=0x0 <mru 1500> <auth chap MS-v2> "
                             "<magic 0x6fe7> <pcomp> <accomp> < 17 04 00 13>]",
                             {})
                   .value());
}

TEST(Decode, SaysWhatItUnderstandsWhenItDoesNot) {
  for (const char* text : {"", "   ", "hello world", "12345", "[", "]", "<", "<>", "sent", "[]"}) {
    const Result<std::string> decoded = RenderDecoded(text, {});
    ASSERT_FALSE(decoded) << text << ": " << *decoded;
    EXPECT_EQ(Error::Code::kSyntax, decoded.error().code());
    EXPECT_THAT(decoded.error().message(), HasSubstr("mppe 1 0 0 e1"));
  }
}

TEST(Decode, LetsNothingOutThatATerminalWouldActOn) {
  for (const char* text :
       {"rcvd [CHAP Failure id=0x0 \"E=691 R=0 V=3 M=\x1b[2J\"]", "\x1b[2J <mppe 1 0 0 40>",
        "LCP terminated by peer (\x1b[2J\x9b)", "rcvd [LCP Ident id=0x2 magic=0x1 \"\x1b[2J\"]",
        "\x1b[2J", "E=691 R=0 V=3 M=\x1b[2J"}) {
    const Result<std::string> decoded = RenderDecoded(text, {});
    const std::string& said = decoded ? *decoded : decoded.error().message();
    EXPECT_EQ(std::string::npos, said.find('\x1b')) << said;
  }
}

}  // namespace
}  // namespace pptp::report
