#include "lib/report/wrap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pptp::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct ColumnsCase {
  const char* name;
  const char* text;
  size_t columns;
};
const ColumnsCase kColumnsCases[] = {
    {"Nothing", "", 0},
    {"Ascii", "pppd", 4},
    {"Umlaut", "f\xc3\xbcr", 3},
    {"CombiningAccent", "e\xcc\x81", 1},
    {"Wide", "\xe6\x97\xa5\xe6\x9c\xac", 4},
    {"Picture", "\xf0\x9f\x98\x80", 2},
};

TEST(Columns, CountsWhatATerminalShows) {
  for (const ColumnsCase& c : kColumnsCases) EXPECT_EQ(c.columns, Columns(c.text)) << c.name;
}

struct CutCase {
  const char* name;
  const char* text;
  size_t width;
  const char* cut;
};
const CutCase kCutCases[] = {
    {"Fits", "LCP ConfReq", 11, "LCP ConfReq"},
    {"OneTooWide", "LCP ConfReq", 10, "LCP Con..."},
    {"NoRoomForDots", "LCP", 2, "LC"},
    {"NotInsideACharacter", "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc", 4, "\xc3\xbc..."},
    {"WideDoesNotFitHalf", "\xe6\x97\xa5\xe6\x9c\xac", 3, "\xe6\x97\xa5"},
};

TEST(CutToWidth, EndsInDotsWhenCut) {
  for (const CutCase& c : kCutCases) EXPECT_EQ(c.cut, CutToWidth(c.text, c.width)) << c.name;
}

TEST(PadToWidth, CountsColumnsNotBytes) {
  EXPECT_EQ("\xc3\xbc  ", PadToWidth("\xc3\xbc", 3));
  EXPECT_EQ("long", PadToWidth("long", 2));
}

TEST(FillProse, PutsAsManyWordsOnALineAsFit) {
  EXPECT_THAT(FillProse("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(FillProse("one two three", 6), ElementsAre("one", "two", "three"));
}

TEST(FillProse, CollapsesBlanks) {
  EXPECT_THAT(FillProse("  one    two ", 80), ElementsAre("one two"));
}

TEST(FillProse, LeavesAWordWholeThatIsWiderThanTheLine) {
  EXPECT_THAT(FillProse("see /etc/ppp/options now", 8),
              ElementsAre("see", "/etc/ppp/options", "now"));
}

TEST(FillProse, MakesNoLineOfNothing) {
  EXPECT_THAT(FillProse("", 10), IsEmpty());
  EXPECT_THAT(FillProse("   ", 10), IsEmpty());
}

TEST(FoldLine, BreaksAfterABlank) {
  EXPECT_THAT(FoldLine("sent [LCP ConfReq]", 12), ElementsAre("sent [LCP ", "ConfReq]"));
}

TEST(FoldLine, BreaksAWordWhenTheBlankIsTooFarBack) {
  EXPECT_THAT(FoldLine("a bcdefghijkl", 8), ElementsAre("a bcdefg", "hijkl"));
}

TEST(FoldLine, GivesOneLineForNothing) {
  EXPECT_THAT(FoldLine("", 10), ElementsAre(""));
}

TEST(FoldLine, KeepsEveryCharacterAtEveryWidth) {
  const std::string text = "rcvd  [CCP <mppe +H>] \xe6\x97\xa5\xe6\x9c\xac f\xc3\xbcr   e\xcc\x81 ";
  for (size_t width = 0; width < 40; ++width) {
    std::string joined;
    for (const std::string& line : FoldLine(text, width)) {
      EXPECT_LE(Columns(line), std::max<size_t>(width, 2));
      joined += line;
    }
    EXPECT_EQ(text, joined) << width;
  }
}

}  // namespace
}  // namespace pptp::report
