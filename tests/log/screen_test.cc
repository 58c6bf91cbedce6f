// What the screen skips, and what it lets through because of what surrounds it.

#include "lib/log/screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

// The log's lines, the middle one being "middle".
std::string LogWith(const std::string& middle) {
  std::string text;
  for (size_t i = 0; i < kLines; ++i) {
    text += i == kMiddle ? middle : Stamped("sshd[12]: Connection from 192.0.2.1 port 40022");
  }
  return text;
}

size_t StartOfLine(std::string_view text, size_t line) {
  size_t at = 0;
  for (; line > 0; --line) at = text.find('\n', at) + 1;
  return at;
}

// The lines that pass of a piece.
std::set<size_t> PassingOf(const ScreenText& piece, Screen::Others others) {
  static const Screen kScreen({TellingTexts(), {{"PPP", false}}, TellingTags()});
  SpeakerCache speakers;
  const Screened found = kScreen.Scan(piece, others, &speakers);
  EXPECT_EQ(std::count(piece.text.begin(), piece.text.end(), '\n'), found.lines);
  std::set<size_t> passing;
  size_t behind = 0;
  for (const Passage& passage : found.passages) {
    EXPECT_EQ(StartOfLine(piece.text, passage.first), passage.begin);
    EXPECT_EQ(StartOfLine(piece.text, passage.behind), passage.end);
    EXPECT_LE(behind, passage.first);
    for (size_t line = passage.first; line < passage.behind; ++line) passing.insert(line);
    behind = passage.behind;
  }
  return passing;
}

// The lines of a log with "middle" in its midst that pass, but for those that always do.
std::set<size_t> Passing(const std::string& middle,
                         Screen::Others others = Screen::Others::kIgnored) {
  const std::string text = LogWith(middle);
  std::set<size_t> passing = PassingOf({text, 0, 0, text.size(), 0}, others);
  EXPECT_TRUE(passing.contains(0));
  for (size_t line = kLines - Screen::kContext; line < kLines; ++line) {
    EXPECT_TRUE(passing.contains(line)) << line;
  }
  std::erase_if(passing, [](size_t line) { return line < 2 || line >= kLines - Screen::kContext; });
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

// The lines that pass of the log's second half, the middle line being its first, with so many
// lines kept before it.
std::set<size_t> PassingOfHalf(const std::string& middle, size_t context) {
  const std::string text = LogWith(middle);
  const std::string_view half = std::string_view(text).substr(StartOfLine(text, kMiddle - context));
  constexpr size_t kKept = 100;
  const size_t keep = kLines - kMiddle + context - kKept;
  return PassingOf({half, StartOfLine(half, context), context, StartOfLine(half, keep), kKept},
                   Screen::Others::kIgnored);
}

TEST(Screen, KnowsWhatStandsBeforeAPiece) {
  constexpr size_t kContext = Screen::kContext;
  EXPECT_THAT(PassingOfHalf(Stamped("sshd[12]: x"), kContext), IsEmpty());
  EXPECT_THAT(PassingOfHalf(Stamped("pppd[9]: Exit."), kContext), ElementsAre(kContext));
  EXPECT_THAT(PassingOfHalf("and so on\n", kContext), ElementsAre(kContext - 1, kContext));
  EXPECT_THAT(PassingOfHalf(Stamped("last message repeated 3 times"), kContext),
              ElementsAre(kContext - 1, kContext));
  EXPECT_EQ(kContext + 1,
            PassingOfHalf("Nov 22 05:19:05 den last message repeated 3 times\n", kContext).size());
}

// What is not kept for the next piece cannot be asked for again.
TEST(Screen, PassesLinesThatAreNotKept) {
  const std::string text = LogWith(Stamped("sshd[12]: x"));
  const size_t keep = kLines - 10;
  const std::set<size_t> passing =
      PassingOf({text, 0, 0, StartOfLine(text, keep), kLines - keep}, Screen::Others::kIgnored);
  std::set<size_t> expected = {0};
  for (size_t line = kLines - Screen::kContext; line < keep; ++line) expected.insert(line);
  EXPECT_EQ(expected, passing);
}

TEST(Screened, MergesWhatOverlaps) {
  Screened found;
  found.Add({30, 40, 3, 4});
  found.Add({40, 50, 4, 5});
  found.Add({70, 80, 7, 8});
  found.Add({20, 90, 2, 9});
  ASSERT_EQ(1U, found.passages.size());
  EXPECT_EQ(20U, found.passages[0].begin);
  EXPECT_EQ(90U, found.passages[0].end);
  EXPECT_EQ(2U, found.passages[0].first);
  EXPECT_EQ(9U, found.passages[0].behind);
}

TEST(Screened, CutsAPassageInTwo) {
  Screened found;
  found.lines = 10;
  found.Add({0, 10, 0, 1});
  found.Add({30, 60, 3, 6});
  found.Add({80, 90, 8, 9});
  const Screened rest = found.CutOff(50, 5);
  ASSERT_EQ(2U, found.passages.size());
  EXPECT_EQ(50U, found.passages[1].end);
  EXPECT_EQ(5U, found.passages[1].behind);
  EXPECT_EQ(5U, found.lines);
  ASSERT_EQ(2U, rest.passages.size());
  EXPECT_EQ(0U, rest.passages[0].begin);
  EXPECT_EQ(10U, rest.passages[0].end);
  EXPECT_EQ(0U, rest.passages[0].first);
  EXPECT_EQ(1U, rest.passages[0].behind);
  EXPECT_EQ(30U, rest.passages[1].begin);
  EXPECT_EQ(5U, rest.lines);
}

}  // namespace
}  // namespace pptp::log
