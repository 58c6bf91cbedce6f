#include "lib/client/word_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace pptp::client {
namespace {

std::vector<Word> Read(std::string_view text) {
  std::vector<Word> words;
  WordReader reader("test", text);
  for (;;) {
    Result<std::optional<Word>> word = reader.Next();
    EXPECT_TRUE(word) << word.error().message();
    if (!word || !*word) return words;
    words.push_back(*std::move(*word));
  }
}

// The words between brackets; those that begin a line behind a slash.
std::string Shape(std::string_view text) {
  std::string shape;
  for (const Word& word : Read(text)) {
    if (word.first_on_line) shape += "/";
    shape += "[" + std::string(word.text()) + "]";
  }
  return shape;
}

std::string ErrorOf(std::string_view text) {
  WordReader reader("/etc/ppp/options", text);
  for (;;) {
    Result<std::optional<Word>> word = reader.Next();
    if (!word) return word.error().message();
    if (!*word) return "no error";
  }
}

struct ShapeCase {
  const char* name;
  const char* text;
  const char* shape;
};

const ShapeCase kShapes[] = {
    {"Empty", "", ""},
    {"BlanksOnly", " \t\r\n\n ", ""},
    {"CommentOnly", "# nothing here", ""},
    {"WordsOfALine", "mtu 1400\tnoauth", "/[mtu][1400][noauth]"},
    {"LinesOfWindows", "lock\r\nnoauth\r\n", "/[lock]/[noauth]"},
    {"CommentBehindAWord", "lock # no other\nnoauth", "/[lock]/[noauth]"},
    {"CommentRightAtAWord", "lock#no\nnoauth", "/[lock]/[noauth]"},
    {"BackslashInAComment", "# a \\\nlock", "/[lock]"},
    {"QuoteInAComment", "# don't\nlock", "/[lock]"},
    {"DoubleQuotes", "pty \"pptp host\"", "/[pty][pptp host]"},
    {"SingleQuotes", "pty 'pptp host'", "/[pty][pptp host]"},
    {"QuoteWithinTheOther", "\"it's\" 'say \"x\"'", "/[it's][say \"x\"]"},
    {"QuotesWithinAWord", "a\"b c\"d", "/[ab cd]"},
    {"EmptyWord", "name \"\" noauth", "/[name][][noauth]"},
    {"HashInQuotes", "\"a#b\"", "/[a#b]"},
    {"HashEscaped", "a\\#b \\#c", "/[a#b][#c]"},
    {"BlankEscaped", "a\\ b\\sc", "/[a b c]"},
    {"QuoteEscaped", "\\\"a \"b\\\"c\" 'd\\'e'", "/[\"a][b\"c][d'e]"},
    {"Backslash", "DOMAIN\\\\user", "/[DOMAIN\\user]"},
    {"BackslashInQuotes", "\"DOMAIN\\\\user\" 'D\\\\u'", "/[DOMAIN\\user][D\\u]"},
    {"FourBackslashes", "DOMAIN\\\\\\\\user", "/[DOMAIN\\\\user]"},
    {"OneBackslashIsLost", "DOMAIN\\user", "/[DOMAINuser]"},
    {"ControlCharacters", "\\a\\b\\f\\n\\r\\t", "/[\a\b\f\n\r\t]"},
    {"Octal", "\\101\\1012\\60 \\7x", "/[AA20][\7x]"},
    {"Hex", "\\x41\\x412\\x6g", "/[AA2\x06g]"},
    {"LineThatGoesOn", "mt\\\nu \\\n 1400", "/[mtu][1400]"},
    {"EscapedLineEndBeginsNoRecord", "a \\\nb\nc", "/[a][b]/[c]"},
    {"NewlineInQuotes", "\"a\nb\" c", "/[a\nb][c]"},
    {"BackslashAtTheEnd", "a\\", "/[a]"},
    {"NoLineEndAtTheEnd", "a\nb", "/[a]/[b]"},
};

TEST(WordReader, SplitsAsPppdDoes) {
  for (const ShapeCase& c : kShapes) EXPECT_EQ(Shape(c.text), c.shape) << c.name;
}

TEST(WordReader, KnowsWhereAWordBegins) {
  const std::vector<Word> words = Read("lock\n  mtu \"1\n4\" x");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[1].line, 2);
  EXPECT_EQ(words[1].column, 3);
  EXPECT_EQ(words[3].line, 3);
  EXPECT_EQ(words[3].column, 4);
}

TEST(WordReader, TellsWhatHappenedToAWord) {
  const std::vector<Word> words = Read("plain \"!x\" DOM\\user DOM\\\\user cut#off");
  ASSERT_EQ(words.size(), 5U);
  EXPECT_FALSE(words[0].quoted);
  EXPECT_TRUE(words[1].quoted);
  EXPECT_TRUE(words[2].letter_escaped);
  EXPECT_FALSE(words[3].letter_escaped);
  EXPECT_FALSE(words[3].cut_by_comment);
  EXPECT_TRUE(words[4].cut_by_comment);
}

TEST(WordReader, NamesThePlaceOfAnOpenQuote) {
  EXPECT_EQ(ErrorOf("lock\npty \"pptp host\nnoauth\n"),
            "/etc/ppp/options:2:5: this quote is not closed; close it, or write a backslash "
            "before it");
  EXPECT_THAT(ErrorOf("don't"), testing::StartsWith("/etc/ppp/options:1:4: "));
}

TEST(WordReader, RefusesZeroBytes) {
  using namespace std::string_view_literals;
  const char* expected = "/etc/ppp/options:1:3: a byte of value zero cannot be part of a word";
  EXPECT_EQ(ErrorOf("a b\0c"sv), expected);
  EXPECT_EQ(ErrorOf("a \\0"), expected);
  EXPECT_EQ(ErrorOf("a \\400"), expected);  // cut to a byte
  EXPECT_EQ(ErrorOf("a \\xzz"), expected);
}

}  // namespace
}  // namespace pptp::client
