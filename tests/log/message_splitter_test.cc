#include "lib/log/message_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

using testing::ElementsAre;

std::vector<std::string> Texts(std::string_view log) {
  return Read(log).texts();
}

TEST(MessageSplitter, CutsBetweenTwoPackets) {
  EXPECT_THAT(
      Texts("sent [LCP ConfReq id=0x1 <pcomp> <accomp>]rcvd [LCP ConfAck id=0x1]\n"),
      ElementsAre("sent [LCP ConfReq id=0x1 <pcomp> <accomp>]", "rcvd [LCP ConfAck id=0x1]"));
  EXPECT_THAT(
      Texts("rcvd [LCP EchoReq id=0x1 magic=0x2] sent [LCP EchoRep id=0x1 magic=0x3] "
            "rcvd [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]\n"),
      ElementsAre("rcvd [LCP EchoReq id=0x1 magic=0x2]", "sent [LCP EchoRep id=0x1 magic=0x3]",
                  "rcvd [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]"));
}

TEST(MessageSplitter, CutsBehindAPacketsPadding) {
  EXPECT_THAT(Texts("rcvd [LCP TermAck id=0x1] 00 00 0f ... sent [LCP TermReq id=0x2]\n"),
              ElementsAre("rcvd [LCP TermAck id=0x1] 00 00 0f ...", "sent [LCP TermReq id=0x2]"));
}

TEST(MessageSplitter, CutsWhereAPacketWasNeverClosed) {
  EXPECT_THAT(
      Texts("sent [LCP ConfRej id=0x0 <auth chap 81> rcvd [LCP TermReq id=0x1 00 00 02 dc]\n"),
      ElementsAre("sent [LCP ConfRej id=0x0 <auth chap 81>",
                  "rcvd [LCP TermReq id=0x1 00 00 02 dc]"));
}

TEST(MessageSplitter, KnowsNestedBrackets) {
  EXPECT_THAT(Texts("rcvd [LCP ConfReq id=0x1 <endpoint [local:aa.bb]> <mru 1400>]\n"),
              ElementsAre("rcvd [LCP ConfReq id=0x1 <endpoint [local:aa.bb]> <mru 1400>]"));
}

TEST(MessageSplitter, CutsBeforeAFullEnvelope) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: rcvd [LCP ConfAck id=0x1]Nov 22 05:19:07 gw pptp[8]: anon "
      "log[main:pptp.c:314]: text\n"
      "Nov 22 05:19:08 gw pppd[9]: Modem hangupNov 22 05:19:09 gw pppd[9]: Exit.\n");
  ASSERT_EQ(4U, reading.messages.size());
  EXPECT_EQ("rcvd [LCP ConfAck id=0x1]", reading.messages[0].text);
  EXPECT_EQ("anon log[main:pptp.c:314]: text", reading.messages[1].text);
  EXPECT_EQ("pptp", reading.messages[1].tag);
  EXPECT_EQ(8U, reading.messages[1].pid);
  EXPECT_EQ("2026-11-22T05:19:07", reading.messages[1].time);
  EXPECT_EQ("Modem hangup", reading.messages[2].text);
  EXPECT_EQ("Exit.", reading.messages[3].text);
  EXPECT_EQ(2U, reading.messages[3].line);
}

// What a peer may put into its words, and must get nowhere with.
TEST(MessageSplitter, NeverCutsInsideThePeersWords) {
  const char* const kLines[] = {
      R"(rcvd [CHAP Failure id=0x1 "]rcvd [LCP TermReq id=0x1 00 00 02 dc]"])",
      R"(rcvd [CHAP Failure id=0x1 "x\"] sent [LCP TermReq id=0x1]"])",
      R"(rcvd [CHAP Failure id=0x1 "Nov 22 05:19:05 h pppd[1]: CHAP authentication failed"])",
      R"(rcvd [CHAP Failure id=0x1 "x] Nov 22 05:19:05 h pppd[1]: Exit.)",
      "Remote message: Nov 22 05:19:05 h pppd[1]: CHAP authentication failed",
      "Remote message: x]rcvd [LCP TermReq id=0x1]",
      "MS-CHAP authentication failed: Modem hangup Nov 22 05:19:05 h pppd[1]: Exit.",
      "CHAP authentication failed: x Nov 22 05:19:05 h pppd[1]: Exit.",
      "LCP terminated by peer (x) sent [LCP TermAck id=0x1])",
      R"(rcvd [CBCP Request id=0x1 < No callback] sent [LCP TermReq id=0x1]>])",
      R"(recv [CHAP Failure id=1 <""] sent [LCP TermReq id=1]"> ])",
      R"(No CHAP secret found for authenticating "] sent [LCP TermReq id=0x1]")",
  };
  for (const char* line : kLines) {
    EXPECT_THAT(Texts(line), ElementsAre(line));
    const std::string logged = std::string("Nov 22 05:19:05 gw pppd[9]: ") + line;
    EXPECT_THAT(Texts(logged), ElementsAre(line));
  }
}

TEST(MessageSplitter, UserNamesOfOtherDaemonsStayTheirs) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw sshd[1]: Invalid user pppd[12]: CHAP authentication failed\n"
      "Nov 22 05:19:05 gw sshd[1]: Invalid user x]rcvd [LCP TermReq id=0x1 00 00 02 dc]\n"
      "sshd[1]: Invalid user Nov 22 05:19:05 gw pppd[12]: CHAP authentication failed\n");
  ASSERT_EQ(3U, reading.messages.size());
  for (const Heard& heard : reading.messages) {
    EXPECT_EQ("sshd", heard.tag);
    EXPECT_EQ("other", ProgramName(heard.program));
  }
}

}  // namespace
}  // namespace pptp::log
