#include "lib/report/terminal.h"

#include <gtest/gtest.h>

namespace pptp::report {
namespace {

using std::string_view_literals::operator""sv;

struct VisibleCase {
  const char* name;
  std::string_view text;
  std::string_view visible;
};
const VisibleCase kVisibleCases[] = {
    {"Ascii", "sent [LCP ConfReq id=0x1]", "sent [LCP ConfReq id=0x1]"},
    {"Backslashes", R"(name = "dom\\user")", R"(name = "dom\\user")"},
    {"LineEnds", "a\r\nb\tc", "a\\r\\nb\\tc"},
    {"Escape", "\x1b[2J", "\\x1b[2J"},
    {"NulAndBell", "a\0b\x07"sv, "a\\x00b\\x07"},
    {"Delete", "a\x7f", "a\\x7f"},
    {"Umlaut", "f\xc3\xbcr", "f\xc3\xbcr"},
    {"C1InUtf8",
     "\xc2\x9b"
     "31m",
     "<U+009B>31m"},
    {"C1AsByte",
     "\x9b"
     "31m",
     "\\x9b31m"},
    {"Latin1", "f\xfcr", "f\\xfcr"},
    {"Overlong", "\xc0\xaf", "\\xc0\\xaf"},
    {"Surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80"},
    {"PastUnicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
    {"CutSequence", "a\xe2\x82", "a\\xe2\\x82"},
    {"RightToLeftOverride", "\xe2\x80\xae", "<U+202E>"},
    {"Isolate", "\xe2\x81\xa6", "<U+2066>"},
    {"ZeroWidth", "a\xe2\x80\x8b", "a<U+200B>"},
    {"LineSeparator", "\xe2\x80\xa8", "<U+2028>"},
    {"ByteOrderMark", "\xef\xbb\xbf", "<U+FEFF>"},
    {"Tag", "\xf3\xa0\x81\x81", "<U+E0041>"},
};

TEST(Visible, SpellsOutWhatATerminalWouldActOn) {
  for (const VisibleCase& c : kVisibleCases) EXPECT_EQ(c.visible, Visible(c.text)) << c.name;
}

TEST(Visible, LeavesWhatIsVisibleAsItIs) {
  for (const VisibleCase& c : kVisibleCases) {
    EXPECT_EQ(c.visible, Visible(c.visible)) << c.name;
  }
}

TEST(Visible, TakesEveryByteInEveryPlace) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      for (char c : Visible(text)) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    }
  }
}

TEST(Paint, LeavesTextAloneWithoutColor) {
  EXPECT_EQ("a", Paint(false, Ink::kError, "a"));
}

TEST(Paint, TakesTheInkOffAgain) {
  EXPECT_EQ("\x1b[1;31ma\x1b[0m", Paint(true, Ink::kError, "a"));
  EXPECT_EQ("a", Paint(true, Ink::kPlain, "a"));
  EXPECT_EQ("", Paint(true, Ink::kError, ""));
}

}  // namespace
}  // namespace pptp::report
