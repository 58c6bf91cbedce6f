#include <gtest/gtest.h>

#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

using std::string_literals::operator""s;

struct Case {
  const char* name;
  std::string bytes;
  std::string modern;
  std::string old;
};
const Case kCases[] = {
    {"Empty", "", "", ""},
    {"Plain", "User request", "User request", "User request"},
    {"Quote", "a\"b", "a\\\"b", "a\\\"b"},
    {"Backslash", "dom\\user", "dom\\\\user", "dom\\\\user"},
    {"TwoBackslashes", "dom\\\\user", "dom\\\\\\\\user", "dom\\\\\\\\user"},
    {"LineEnds", "\n\r\t", "\\n\\r\\t", "\\n\\r\\t"},
    {"Nul", "a\0b"s, "a\\000b", "a\\000b"},
    {"Delete", "\x7f", "\\177", "\\177"},
    {"ControlThenDigit",
     "\x01"
     "7",
     "\\0017", "\\0017"},
    {"HighByte", "\x91", "\\221", "\\37777777621"},
    {"HighByteThenDigit",
     "\xe6"
     "12",
     "\\34612", "\\3777777774612"},
    {"AllOnes", "\xff", "\\377", "\\37777777777"},
    {"AllOnesThenSevens",
     "\xff"
     "77777621",
     "\\377\\0677777621", "\\3777777777777777621"},
};

TEST(Escape, WritesWhatPppdWrites) {
  for (const Case& c : kCases) {
    EXPECT_EQ(c.modern, EscapeString(c.bytes)) << c.name;
    EXPECT_EQ(c.old, EscapeString(c.bytes, true)) << c.name;
  }
}

TEST(Escape, ReadsBothGenerations) {
  for (const Case& c : kCases) {
    EXPECT_EQ(c.bytes, UnescapeString(c.modern)) << c.name;
    EXPECT_EQ(c.bytes, UnescapeString(c.old)) << c.name;
  }
}

TEST(Escape, KeepsBackslashesThatProtectNothing) {
  EXPECT_EQ("\\", UnescapeString("\\"));
  EXPECT_EQ("DOMAIN\\user", UnescapeString("DOMAIN\\user"));
  EXPECT_EQ("\\12", UnescapeString("\\12"));
  EXPECT_EQ("\\777", UnescapeString("\\777"));
  EXPECT_EQ("\\8", UnescapeString("\\8"));
}

TEST(Escape, TenDigitsAreThreeAndSeven) {
  EXPECT_EQ(
      "\xff"
      "7777762",
      UnescapeString("\\3777777762"));
}

TEST(Escape, EveryByteComesBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(bytes, UnescapeString(EscapeString(bytes)));
  EXPECT_EQ(bytes, UnescapeString(EscapeString(bytes, true)));
}

TEST(Escape, CaretTextIsPppdsOwn) {
  EXPECT_EQ("#M-~UM-^Q^@<M-Mt^@^@^BM-f",
            CaretText(std::string_view("#\xfeU\x91\0<\xcdt\0\0\x02\xe6", 12)));
  EXPECT_EQ("plain\tM-\t^?M-^?", CaretText("plain\t\x89\x7f\xff"));
}

}  // namespace
}  // namespace pptp::ppp
