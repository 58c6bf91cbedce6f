// What the screen skips, and what it lets through because of what surrounds it.

#include "lib/log/screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "lib/log/telling_text.h"

namespace pptp::log {
namespace {

constexpr size_t kLines = 400;
constexpr size_t kMiddle = 200;

std::string Stamped(std::string_view rest) {
  return "Nov 22 05:19:05 box " + std::string(rest) + "\n";
}

// The lines of a log with "middle" in its midst that pass, but for those that always do.
std::set<size_t> Passing(const std::string& middle,
                         Screen::Others others = Screen::Others::kIgnored) {
  const Screen screen({TellingTexts(), {{"PPP", false}}, TellingTags()});
  std::string text;
  for (size_t i = 0; i < kLines; ++i) {
    text += i == kMiddle ? middle : Stamped("sshd[12]: Connection from 192.0.2.1 port 40022");
  }
  std::set<size_t> passing;
  size_t line = 0;
  SpeakerCache speakers;
  for (const Passage& passage : screen.Scan(text, others, &speakers)) {
    line += passage.lines_before;
    for (size_t at = passage.begin; at < passage.end; at = text.find('\n', at) + 1) {
      if (line > 1 && line < kLines - 100) passing.insert(line);
      ++line;
    }
  }
  EXPECT_EQ(kLines, line);
  return passing;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Screen, SkipsOtherPrograms) {
  EXPECT_THAT(Passing(Stamped("cron[7]: (root) CMD (true)")), IsEmpty());
  EXPECT_THAT(Passing(Stamped("sshd[12]: Invalid user pppd from 192.0.2.1")), IsEmpty());
  EXPECT_THAT(Passing(Stamped("kernel: usb 1-1: new device")), IsEmpty());
}

struct Row {
  const char* name;
  std::string line;
};
class Passes : public testing::TestWithParam<Row> {};

TEST_P(Passes, Here) {
  EXPECT_THAT(Passing(GetParam().line), ElementsAre(kMiddle));
}

class PassesWithTheLineBefore : public testing::TestWithParam<Row> {};

TEST_P(PassesWithTheLineBefore, Here) {
  EXPECT_THAT(Passing(GetParam().line), ElementsAre(kMiddle - 1, kMiddle));
}

std::string NameOf(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    All, Passes,
    testing::Values(Row{"ATag", Stamped("pppd[9]: Exit.")},
                    Row{"ATagInCapitals", Stamped("PPPD: x")},
                    Row{"WhatTheKernelSaysOfPpp", Stamped("kernel: PPP generic driver")},
                    Row{"WhatAWrapperHandsOn", Stamped("docker[3]: ppp0")},
                    Row{"APacketOfSomebody", Stamped("tool[3]: sent [LCP EchoReq id=0x1]")},
                    Row{"WhatPptpPrefixes", Stamped("tool[3]: anon log[main:pptp.c:314]: x")},
                    Row{"AnEscapeSequence", Stamped("sshd[12]: \x1b[31mred")},
                    Row{"ACarriageReturnInside", Stamped("sshd[12]: one\rtwo")},
                    Row{"Typography", Stamped("sshd[12]: a\xc2\xa0z")},
                    Row{"AnEntity", Stamped("sshd[12]: a &lt; z")},
                    Row{"ALineEndOfAWebPage", Stamped("sshd[12]: one<br>two")}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    All, PassesWithTheLineBefore,
    testing::Values(Row{"ALineWithoutStamp", "and so on\n"}, Row{"ABlankLine", "\n"},
                    Row{"AnIndentedLine", "      further words\n"},
                    Row{"AnImpossibleTime", "Nov 22 24:19:05 box sshd[12]: x\n"}),
    NameOf);

TEST(Screen, LetsTheFirstLinesOfAnotherDayThrough) {
  EXPECT_THAT(Passing("Nov 23 00:00:01 box sshd[12]: x\n"),
              ElementsAre(kMiddle - 1, kMiddle, kMiddle + 1));
}

TEST(Screen, IgnoresWhatMeansNothing) {
  EXPECT_THAT(Passing("Nov 22 05:19:06 box sshd[12]: x\r\n"), IsEmpty());
  EXPECT_THAT(Passing(Stamped("sshd[12]: <user@example.org> & sons, caf\xc3\xa9")), IsEmpty());
}

TEST(Screen, GivesANoticeTheLineThatItIsAbout) {
  EXPECT_THAT(Passing(Stamped("last message repeated 3 times")), ElementsAre(kMiddle - 1, kMiddle));
  // That of another host is further away than is looked back.
  EXPECT_EQ(65U, Passing("Nov 22 05:19:05 den last message repeated 3 times\n").size());
}

TEST(Screen, LooksIntoAllLinesWhenOthersAreHeard) {
  EXPECT_THAT(Passing(Stamped("tool[12]: Invalid user pppd"), Screen::Others::kHeard),
              ElementsAre(kMiddle));
}

}  // namespace
}  // namespace pptp::log
