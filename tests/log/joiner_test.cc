#include "lib/log/joiner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

using testing::ElementsAre;

std::vector<std::string> Texts(std::string_view log) {
  return Read(log).texts();
}

TEST(Joiner, JoinsAPacketWrappedBetweenOptions) {
  EXPECT_THAT(Texts("Nov 22 05:19:05 gw pppd[9]: sent [LCP ConfReq id=0x1 <asyncmap\n"
                    "0x0> <magic 0x5d4790f> <pcomp>\n"
                    "<accomp>]\n"
                    "Nov 22 05:19:06 gw pppd[9]: Modem hangup\n"),
              ElementsAre("sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x5d4790f> <pcomp> "
                          "<accomp>]",
                          "Modem hangup"));
}

TEST(Joiner, JoinsAPacketWrappedInAQuotedMail) {
  EXPECT_THAT(Texts("> > rcvd [LCP ProtRej id=0x70 59 ae 22 41 d5 15 51 fc 50 3a 4b\n"
                    "> > 21 ...]\n"
                    "> > rcvd [CHAP Failure id=0x0 \"E=691 R=1 C=0123456789abcdef\n"
                    "> > V=3\"]\n"),
              ElementsAre("rcvd [LCP ProtRej id=0x70 59 ae 22 41 d5 15 51 fc 50 3a 4b 21 ...]",
                          "rcvd [CHAP Failure id=0x0 \"E=691 R=1 C=0123456789abcdef V=3\"]"));
}

TEST(Joiner, KeepsAnUnclosedPacketApartFromTheNext) {
  EXPECT_THAT(Texts("sent [LCP ConfRej id=0x0 <auth chap 81>\n"
                    "rcvd [LCP TermReq id=0x1 00 00 02 dc]\n"
                    "sent [LCP EchoReq id=0x1\n"
                    "CCP: timeout sending Config-Requests\n"
                    "sent [LCP EchoReq id=0x2\n"
                    "No response to 4 echo-requests\n"),
              ElementsAre("sent [LCP ConfRej id=0x0 <auth chap 81>",
                          "rcvd [LCP TermReq id=0x1 00 00 02 dc]", "sent [LCP EchoReq id=0x1",
                          "CCP: timeout sending Config-Requests", "sent [LCP EchoReq id=0x2",
                          "No response to 4 echo-requests"));
}

TEST(Joiner, KeepsProseOutOfAnUnclosedPacket) {
  EXPECT_THAT(
      Texts("sent [LCP EchoReq id=0x2\n"
            "which indicates that echo requests are lost\n"),
      ElementsAre("sent [LCP EchoReq id=0x2", "which indicates that echo requests are lost"));
}

TEST(Joiner, JoinsAtMostFourContinuations) {
  const auto texts = Texts("sent [LCP ProtRej id=0x1 01\n02\n03\n04\n05\n06\n");
  ASSERT_EQ(2U, texts.size());
  EXPECT_EQ("sent [LCP ProtRej id=0x1 01 02 03 04 05", texts[0]);
  EXPECT_EQ("06", texts[1]);
}

TEST(Joiner, FinishesAKnownSentence) {
  EXPECT_THAT(
      Texts("/usr/sbin/pppd: The remote system is required to authenticate\n"
            "itself\n"
            "but I couldn't find any suitable secret (password) for it to use to do\n"
            "so.\n"
            "/usr/sbin/pppd: This system lacks kernel support for PPP.  This could be because\n"
            "the PPP kernel module could not be loaded, or because PPP was not\n"
            "included in the kernel configuration.\n"),
      ElementsAre("The remote system is required to authenticate itself",
                  "but I couldn't find any suitable secret (password) for it to use to do "
                  "so.",
                  "This system lacks kernel support for PPP.  This could be because the "
                  "PPP kernel module could not be loaded, or because PPP was not included "
                  "in the kernel configuration."));
}

TEST(Joiner, JoinsWhatMailWrappedAtItsMargin) {
  EXPECT_THAT(
      Texts("> Nov 22 05:19:05 gw pptp[9]: anon fatal[callmgr_main:pptp_callmgr.c:134]:\n"
            "> could not open control connection to 192.0.2.1\n"
            "> Nov 22 05:19:06 gw pppd[9]: Modem hangup\n"),
      ElementsAre("anon fatal[callmgr_main:pptp_callmgr.c:134]: could not open control connection "
                  "to 192.0.2.1",
                  "Modem hangup"));
}

TEST(Joiner, LeavesPppdsStandardErrorAlone) {
  EXPECT_THAT(Texts("Script /etc/ppp/ip-up finished (pid 14084), status = 0x0 and some more words\n"
                    "local IP address 192.0.2.9\n"
                    "something nobody has ever listed\n"),
              ElementsAre("Script /etc/ppp/ip-up finished (pid 14084), status = 0x0 and some more "
                          "words",
                          "local IP address 192.0.2.9", "something nobody has ever listed"));
}

TEST(Joiner, ABlankLineEndsAMessage) {
  EXPECT_THAT(Texts("> Nov 22 05:19:05 gw pptp[9]: anon fatal[callmgr_main:pptp_callmgr.c:134]:\n"
                    "\n"
                    "> not a continuation\n"),
              ElementsAre("anon fatal[callmgr_main:pptp_callmgr.c:134]:", "not a continuation"));
}

TEST(Joiner, WrappedWordsOfThePeerStayThePeers) {
  EXPECT_THAT(Texts("> Nov 22 05:19:05 gw pppd[9]: Remote message: welcome to this server xx\n"
                    "> pppd[9]: CHAP authentication failed\n"),
              ElementsAre("Remote message: welcome to this server xx pppd[9]: CHAP authentication "
                          "failed"));
}

TEST(Joiner, TheFirstLineIsTheMessagesLine) {
  const Reading reading = Read("\nsent [LCP ConfReq id=0x1\n<pcomp>]\nExit.\n");
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ(2U, reading.messages[0].line);
  EXPECT_EQ("sent [LCP ConfReq id=0x1", reading.messages[0].raw);
  EXPECT_EQ(4U, reading.messages[1].line);
}

struct BrokenCase {
  const char* name;
  const char* log;
  std::vector<std::string> texts;
};

class BrokenLinesTest : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenLinesTest, AreJoined) {
  EXPECT_EQ(GetParam().texts, Texts(GetParam().log));
}

const BrokenCase kBrokenCases[] = {
    {"ShortLineBeforeALongWord",
     "Jul  2 20:50:05 box pppd[2790]: LCP terminated by peer\n"
     "(q#M-^VM-+^@<M-Mt^@^@^BM-f)\n"
     "Jul  2 20:50:05 box pppd[2790]: Modem hangup\n",
     {"LCP terminated by peer (q#M-^VM-+^@<M-Mt^@^@^BM-f)", "Modem hangup"}},
    {"InPptpsPrefix",
     "Feb  2 07:01:12 tux pptp[4556]: anon\n"
     "warn[open_inetsock:pptp_callmgr.c:326]: connect: Network is unreachable\n"
     "Feb  2 07:01:13 tux pppd[4550]: Modem hangup\n",
     {"anon warn[open_inetsock:pptp_callmgr.c:326]: connect: Network is unreachable",
      "Modem hangup"}},
    {"BehindTheTag",
     "Mar  1 14:00:00 h pptp[700]:\n"
     "log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:531]: Client connection\n"
     "established.\n"
     "Mar  1 14:00:01 h pptp[700]: log[pptp_read_some:pptp_ctrl.c:412]: 148\n"
     "bad bytes thrown away.\n",
     {"log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:531]: Client connection established.",
      "log[pptp_read_some:pptp_ctrl.c:412]: 148 bad bytes thrown away."}},
    {"BehindAColon",
     "May  5 05:05:05 arm pppd[99]: Couldn't set tty to PPP discipline:\n"
     "Invalid argument\n"
     "May  5 05:05:05 arm pppd[99]: Exit.\n",
     {"Couldn't set tty to PPP discipline: Invalid argument", "Exit."}},
    {"ByATerminal",
     "Mar  1 14:00:00 h pptp[700]: log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:531]: Cli\n"
     "ent connection established.\n"
     "Mar  1 14:00:01 h pptp[700]: log[pptp_read_some:pptp_ctrl.c:412]: 148 bad bytes \n"
     "thrown away.\n"
     "Mar  1 14:00:02 h pptp[700]: log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:5801]:\n",
     {"log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:531]: Client connection established.",
      "log[pptp_read_some:pptp_ctrl.c:412]: 148 bad bytes thrown away.",
      "log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:5801]:"}},
    {"APacketByATerminal",
     "sent [LCP ConfReq id=0x1 <mru 1400> <asyncmap 0x0> <magic 0x5d4790f> <pcomp> <ac\n"
     "comp>]\n"
     "rcvd [LCP TermAck id=0x1]\n",
     {"sent [LCP ConfReq id=0x1 <mru 1400> <asyncmap 0x0> <magic 0x5d4790f> <pcomp> "
      "<accomp>]",
      "rcvd [LCP TermAck id=0x1]"}},
    {"AStrangersWordsStayTheStrangers",
     "Nov 22 05:19:05 gw sshd[1]: Invalid user of some considerable length\n"
     "pppd-is-what-the-name-starts-with from 192.0.2.1\n"
     "Nov 22 05:19:06 gw pppd[9]: Modem hangup\n",
     {"Invalid user of some considerable length pppd-is-what-the-name-starts-with from "
      "192.0.2.1",
      "Modem hangup"}},
    {"NotWhatWouldHaveFitted",
     "Nov 22 05:19:05 gw pppd[9]: Using interface ppp0\n"
     "Thanks for any help\n"
     "Nov 22 05:19:06 gw pptp[9]: anon log[main:pptp.c:314]: The synchronous\n"
     "option is not on\n",
     {"Using interface ppp0", "Thanks for any help",
      "anon log[main:pptp.c:314]: The synchronous option is not on"}},
    {"NotAMessageBehindAWholeOne",
     "Nov 22 05:19:05 gw pppd[9]: Script /etc/ppp/ip-up finished, status = 0\n"
     "Using interface ppp0\n"
     "sent [LCP TermAck id=0x1]\n",
     {"Script /etc/ppp/ip-up finished, status = 0", "Using interface ppp0",
      "sent [LCP TermAck id=0x1]"}},
};

INSTANTIATE_TEST_SUITE_P(All, BrokenLinesTest, testing::ValuesIn(kBrokenCases),
                         [](const testing::TestParamInfo<BrokenCase>& row) {
                           return std::string(row.param.name);
                         });

TEST(Joiner, WideLinesAreNotBroken) {
  EXPECT_THAT(Texts("Nov 22 05:19:05 gw pptp[9]: anon log[ctrlp_disp:pptp_ctrl.c:939]: Outgoing "
                    "call established (call ID 0, peer's call ID 3).\n"
                    "Nov 22 05:19:06 gw pppd[9]: LCP terminated by peer\n"
                    "Unlikely-to-belong-to-it words\n"),
              ElementsAre("anon log[ctrlp_disp:pptp_ctrl.c:939]: Outgoing call established (call "
                          "ID 0, peer's call ID 3).",
                          "LCP terminated by peer", "Unlikely-to-belong-to-it words"));
}

TEST(Joiner, FlushLetsAHeldMessageGo) {
  std::vector<std::string> texts;
  Reader reader({}, [&texts](const Message& m) { texts.emplace_back(m.text); });
  reader.Begin(0, kNewest);
  reader.Feed("sent [LCP EchoReq id=0x1\n");
  EXPECT_TRUE(texts.empty());
  reader.Flush();
  EXPECT_THAT(texts, ElementsAre("sent [LCP EchoReq id=0x1"));
  reader.End();
  EXPECT_EQ(1U, texts.size());
}

}  // namespace
}  // namespace pptp::log
