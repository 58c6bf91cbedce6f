#include "lib/log/line_prefix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

using testing::ElementsAre;

struct PrefixCase {
  const char* name;
  const char* log;
  std::vector<std::string> texts;
};

class LinePrefixTest : public testing::TestWithParam<PrefixCase> {};

TEST_P(LinePrefixTest, IsTakenOffEveryLine) {
  EXPECT_EQ(GetParam().texts, Read(GetParam().log).texts());
}

const PrefixCase kPrefixCases[] = {
    {"GrepN", "101:Modem hangup\n102:sent [x]\n103:\n", {"Modem hangup", "sent [x]"}},
    {"GrepNWithGaps", "7:Exit.\n30:words\n41:Exit.\n", {"Exit.", "words", "Exit."}},
    {"GrepContext", "6-before\n7:Exit.\n8-behind\n", {"before", "Exit.", "behind"}},
    {"NumberColon", "9: Modem hangup\n10: words\n", {"Modem hangup", "words"}},
    {"NumberDot",
     "  1. [root@gw]# rpm -i x\n  2. error: failed\n  3. \n",
     {"[root@gw]# rpm -i x", "error: failed"}},
    {"CatN", "     1\tModem hangup\n     2\t\n     3\twords\n", {"Modem hangup", "words"}},
    {"Nl", "     1  Modem hangup\n     2  words\n", {"Modem hangup", "words"}},
    {"Bar", " 1 | Modem hangup\n 2 | words\n", {"Modem hangup", "words"}},
    {"BehindWords",
     "my log says\n1: Modem hangup\n2: words\nthanks\n",
     {"my log says", "Modem hangup", "words", "thanks"}},
    {"File",
     "/var/log/syslog:Modem hangup\n/var/log/syslog:words\n/var/log/syslog:\n",
     {"Modem hangup", "words"}},
    {"WindowsFile",
     "C:\\logs\\ppp.txt:Modem hangup\nC:\\logs\\ppp.txt:words\n",
     {"Modem hangup", "words"}},
    {"FileAndNumber", "ppp.log:12:Modem hangup\nppp.log:13:words\n", {"Modem hangup", "words"}},
    {"TwoFiles",
     "ppp.log.1:12:Modem hangup\nppp.log.1:13:words\nppp.log.1:14:x\nppp.log:1:Exit.\n",
     {"Modem hangup", "words", "x", "Exit."}},
    {"Quoted", "> 101:Modem hangup\n> 102:words\n", {"Modem hangup", "words"}},
    {"Indented", "\t101:Modem hangup\n\t102:words\n", {"Modem hangup", "words"}},
    {"InBackticks", "`101:Modem hangup`\n`102:words`\n", {"Modem hangup", "words"}},
    {"Times", "10:00:00 words\n11:00:00 words\n", {"10:00:00 words", "11:00:00 words"}},
    {"Program", "/usr/sbin/pppd: words\n/usr/sbin/pppd: more\n", {"words", "more"}},
    {"Days", "22. words\n22. more\n", {"22. words", "22. more"}},
    {"ListInProse",
     "1. I did this\n2. I did that\nwords\nwords\nwords\n",
     {"1. I did this", "2. I did that", "words", "words", "words"}},
    {"Bytes", "148 bad bytes\n149 bad bytes\n", {"148 bad bytes", "149 bad bytes"}},
};

INSTANTIATE_TEST_SUITE_P(All, LinePrefixTest, testing::ValuesIn(kPrefixCases),
                         [](const testing::TestParamInfo<PrefixCase>& row) {
                           return std::string(row.param.name);
                         });

TEST(LinePrefix, IsPartOfTheLineAsItStands) {
  const Reading reading = Read("101:Modem hangup\n102:Exit.\n");
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ("102:Exit.", reading.messages[1].raw);
  EXPECT_EQ(2U, reading.messages[1].line);
}

TEST(LinePrefix, HidesNoEntryOfAJournal) {
  EXPECT_THAT(Read("1:{\"MESSAGE\":\"Exit.\",\"_COMM\":\"pppd\"}\n"
                   "2:{\"MESSAGE\":\"Modem hangup\",\"_COMM\":\"pppd\"}\n")
                  .texts(),
              ElementsAre("Exit.", "Modem hangup"));
}

// Numbers go on behind the lines that were looked at.
TEST(LinePrefix, GoesOnToTheEnd) {
  std::string log;
  for (int i = 1; i <= 3000; ++i) log += std::to_string(i) + ":12 words\n";
  for (const std::string& text : Read(log).texts()) ASSERT_EQ("12 words", text);
}

}  // namespace
}  // namespace pptp::log
