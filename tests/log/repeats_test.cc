#include "lib/log/repeats.h"

#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

TEST(Repeats, RsyslogQuotesTheMessage) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: sent [LCP ConfReq id=0x1 <mru 1400>]\n"
      "Nov 22 05:19:35 gw pppd[9]: message repeated 9 times: [ sent [LCP ConfReq id=0x1 <mru "
      "1400>]]\n");
  ASSERT_EQ(2U, reading.messages.size());
  const Heard& heard = reading.messages[1];
  EXPECT_EQ("sent [LCP ConfReq id=0x1 <mru 1400>]", heard.text);
  EXPECT_EQ(9U, heard.count);
  EXPECT_TRUE(heard.repeat);
  EXPECT_EQ("pppd", heard.tag);
  EXPECT_EQ(9U, heard.pid);
  EXPECT_EQ("2026-11-22T05:19:35", heard.time);
  EXPECT_EQ(2U, heard.line);
  EXPECT_FALSE(reading.messages[0].repeat);
  EXPECT_EQ(1U, reading.messages[0].count);
}

TEST(Repeats, SysklogdMeansTheLastMessageOfItsHost) {
  const Reading reading = Read(
      "Nov 22 05:19:05 one pppd[9]: Modem hangup\n"
      "Nov 22 05:19:06 two pptp[7]: anon log[main:pptp.c:314]: text\n"
      "Nov 22 05:19:10 one last message repeated 3 times\n"
      "Nov 22 05:19:11 two last message repeated 1 time\n"
      "Nov 22 05:19:12 one last message repeated 2 times\n");
  ASSERT_EQ(5U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[2].text);
  EXPECT_EQ("pppd", ProgramName(reading.messages[2].program));
  EXPECT_EQ(9U, reading.messages[2].pid);
  EXPECT_EQ(3U, reading.messages[2].count);
  EXPECT_EQ("2026-11-22T05:19:10", reading.messages[2].time);
  EXPECT_EQ("anon log[main:pptp.c:314]: text", reading.messages[3].text);
  EXPECT_EQ(1U, reading.messages[3].count);
  EXPECT_TRUE(reading.messages[3].repeat);
  EXPECT_EQ("Modem hangup", reading.messages[4].text);
  EXPECT_EQ(2U, reading.messages[4].count);
}

TEST(Repeats, WithoutHostAndInDashes) {
  const Reading reading = Read(
      "Nov 22 05:19:05 pppd[9]: Modem hangup\n"
      "Nov 22 05:19:06 last message repeated 2 times\n"
      "Nov 22 05:19:07 --- last message repeated 4 times ---\n");
  ASSERT_EQ(3U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[1].text);
  EXPECT_EQ(2U, reading.messages[1].count);
  EXPECT_EQ("Modem hangup", reading.messages[2].text);
  EXPECT_EQ(4U, reading.messages[2].count);
}

TEST(Repeats, OfMetalog) {
  const Reading reading = Read(
      "Nov 22 05:19:05 [pppd] Modem hangup\n"
      "                - Last output repeated twice -\n"
      "Nov 22 05:19:07 [pptp] anon log[main:pptp.c:314]: text\n"
      "                - Last output repeated 9 times -\n");
  ASSERT_EQ(4U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[1].text);
  EXPECT_EQ(1U, reading.messages[1].count);
  EXPECT_EQ("anon log[main:pptp.c:314]: text", reading.messages[3].text);
  EXPECT_EQ("pptp", ProgramName(reading.messages[3].program));
  EXPECT_EQ(9U, reading.messages[3].count);
}

TEST(Repeats, SyslogNgQuotesWithoutEscaping) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: Remote message: x' repeated 7 times\n"
      "Nov 22 05:19:06 gw syslog-ng[1]: Last message 'Remote message: x' repeated 7 times' "
      "repeated "
      "2 times, suppressed by syslog-ng on gw\n");
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ("Remote message: x' repeated 7 times", reading.messages[1].text);
  EXPECT_EQ(2U, reading.messages[1].count);
  EXPECT_EQ("pppd", ProgramName(reading.messages[1].program));
}

TEST(Repeats, RepetitionsOfAnotherProgramStayItsOwn) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: CHAP authentication failed\n"
      "Nov 22 05:19:06 gw sshd[1]: Failed password\n"
      "Nov 22 05:19:07 gw last message repeated 3 times\n"
      "Nov 22 05:19:08 gw pppd[9]: CHAP authentication failed\n"
      "Nov 22 05:19:09 gw sshd[1]: message repeated 2 times: [ CHAP authentication failed]\n"
      "Nov 22 05:19:10 gw sshd[1]: last message repeated 2 times\n");
  ASSERT_EQ(6U, reading.messages.size());
  EXPECT_EQ("sshd", reading.messages[2].tag);
  EXPECT_EQ("other", ProgramName(reading.messages[2].program));
  EXPECT_EQ("other", ProgramName(reading.messages[4].program));
  EXPECT_EQ("other", ProgramName(reading.messages[5].program));
  EXPECT_FALSE(reading.messages[5].repeat);
}

TEST(Repeats, NobodyKnowsWhatALeadingNoticeRepeats) {
  const Reading reading = Read("Nov 22 05:19:05 gw last message repeated 3 times\n");
  ASSERT_EQ(1U, reading.messages.size());
  EXPECT_FALSE(reading.messages[0].repeat);
  EXPECT_EQ(1U, reading.messages[0].count);
}

TEST(Repeats, AnAbsurdCountIsCut) {
  const Reading reading = Read(
      "pppd[9]: Modem hangup\nlast message repeated 99999999999 times\n"
      "last message repeated 999999999999999999999999 times\n");
  ASSERT_EQ(3U, reading.messages.size());
  EXPECT_EQ(UINT32_MAX, reading.messages[1].count);
  EXPECT_FALSE(reading.messages[2].repeat);
}

}  // namespace
}  // namespace pptp::log
