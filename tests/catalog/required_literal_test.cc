#include "lib/catalog/required_literal.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>
#include <string>
#include <vector>

#include "lib/catalog/regex.h"

namespace pptp::catalog {
namespace {

bool Proven(std::string_view pattern, std::string_view literal) {
  const auto syntax = ParseRegex(pattern);
  return syntax && EveryMatchContains(*syntax, literal);
}

struct LiteralCase {
  const char* name;
  const char* pattern;
  const char* literal;
  bool proven;
};
const LiteralCase kLiteralCases[] = {
    {"Itself", "connect: ", "connect: ", true},
    {"PartOfIt", "Call manager exited with error \\d+", "exited with", true},
    {"NotThere", "Call manager exited", "started", false},
    {"LookingFurther", ".*open_inetsock.*: connect: ", ": connect: ", true},
    {"AcrossAClass", "error [0-9]+ in", "error 5 in", false},
    {"ClassOfOneByte", "a[b]c", "abc", true},
    {"EscapedPunctuation", "\\[CCP\\] \\(\\*\\)\\.", "[CCP] (*).", true},
    {"DotIsNoPoint", "a.b", "a.b", false},
    {"Hex", "\\x41\\x{42}\\103", "ABC", true},
    {"OptionalPart", "abc(?:def)?ghi", "abcdef", false},
    {"BesideOptionalPart", "abc(?:def)?ghi", "ghi", true},
    {"OnceOrMore", "(?:ab)+c", "abc", true},
    {"NeverOrMore", "(?:ab)*c", "abc", false},
    {"AtLeastTwice", "(?:ab){2,}c", "ababc", true},
    {"AtMostTwice", "(?:ab){1,2}c", "ababc", false},
    {"ExactlyThree", "(?:ab){3}", "ababab", true},
    {"ZeroTimes", "(?:ab){0}c", "ab", false},
    {"BracesThatCountNothing", "a{,2}b{x}", "a{,2}b{x}", true},
    {"EveryBranch", "(?:foo bar|no bar)", " bar", true},
    {"OneBranch", "(?:foo bar|foo)", " bar", false},
    {"AcrossBranches", "x(?:ab|cb)y", "by", true},
    {"BranchAtTheTop", "ab|cb", "b", true},
    {"EmptyBranch", "a(?:b|)c", "b", false},
    {"OverlappingItself", "aa+b", "aab", true},
    {"LazyAndGreedy", "a+?b??c", "ac", false},
    {"NamedGroup", "(?P<host>\\S+) is down", " is down", true},
    {"Assertions", "^\\Aab\\b cd$", "ab cd", true},
    {"FoldedLetter", "(?i)abc", "abc", false},
    {"FoldedDigit", "(?i)123", "123", true},
    {"FoldEndsWithItsGroup", "(?:(?i)x)abc", "abc", true},
    {"FoldInGroup", "(?i:x)abc", "abc", true},
    {"FoldSwitchedOff", "(?i)x(?-i)abc", "abc", true},
    {"FoldHoldsOnInLaterBranch", "(?:x(?i)y|abc)", "abc", false},
    {"Quoted", "\\Qa.b*\\Ec", "a.b*c", true},
    {"QuotedLastByteRepeated", "\\Qab\\E*", "ab", false},
    {"RepetitionBehindFlags", "ab(?i)*c", "b", false},
    {"NegatedClass", "[^a]b", "b", true},
    {"ClassHoldingBracket", "[]]x", "]x", true},
    {"PosixClass", "[[:digit:]]x", "x", true},
    {"HighByte", "\xC3\xA4", "\xC3\xA4", true},
    {"UnicodeClass", "\\pLx", "x", true},
};

class RequiredLiteral : public testing::TestWithParam<LiteralCase> {};
TEST_P(RequiredLiteral, IsProvenWhereItHolds) {
  ASSERT_EQ(Regex::SyntaxError(GetParam().pattern), "");
  EXPECT_EQ(Proven(GetParam().pattern, GetParam().literal), GetParam().proven);
}
INSTANTIATE_TEST_SUITE_P(All, RequiredLiteral, testing::ValuesIn(kLiteralCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RequiredLiteral, GivesUpOnExpressionsThatTakeTooLong) {
  std::string pattern = "a";
  for (int i = 0; i < 60; ++i) pattern = "(?:" + pattern + "*b)*";
  EXPECT_FALSE(Proven(pattern, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"));
  EXPECT_FALSE(Proven(std::string(5000, '(') + std::string(5000, ')'), "a"));
}

// Makes expressions over the letters a, b and c, of every kind of syntax.
class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  std::string Expression(int depth) {
    switch (Pick(depth <= 0 ? 8 : 16)) {
      case 0:
        return "a";
      case 1:
        return "b";
      case 2:
        return "c";
      case 3:
        return Any({"[ab]", "[^a]", "[a-b]", ".", "[^ab]", "\\w", "[[:alpha:]]"});
      case 4:
        return Any({"\\x61", "\\142", "(?i:B)", "\\Qab\\E", "(?i)", "(?-i)", "\\pL"});
      case 5:
        return Any({"^", "$", "\\b", "\\B", "\\A", "\\z", ""});
      case 6:
      case 7:
        return Any({"ab", "bc", "abc", "ca", "aa"});
      case 8:
      case 9:
      case 10:
        return Expression(depth - 1) + Expression(depth - 1);
      case 11:
      case 12:
        return Group() + Expression(depth - 1) + "|" + Expression(depth - 1) + ")";
      case 13:
        return Group() + Expression(depth - 1) + ")";
      default:
        return Group() + Expression(depth - 1) + ")" + Repeat();
    }
  }

  std::string Literal() {
    std::string literal;
    for (int length = 1 + Pick(3); length > 0; --length) literal += Letter();
    return literal;
  }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }
  char Letter() { return static_cast<char>('a' + Pick(3)); }
  std::string Any(const std::vector<std::string>& list) {
    return list[static_cast<size_t>(Pick(static_cast<int>(list.size())))];
  }
  std::string Group() { return Any({"(", "(?:", "(?P<n" + std::to_string(++groups_) + ">"}); }
  std::string Repeat() { return Any({"*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "{0}"}); }

  std::mt19937 random_;
  int groups_ = 0;
};

std::vector<std::string> AllTexts(size_t longest) {
  std::vector<std::string> texts = {""};
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() == longest) break;
    for (char c : std::string("abcB")) texts.push_back(texts[i] + c);
  }
  return texts;
}

// The slow truth: every short text that RE2 matches is looked at.
TEST(RequiredLiteral, IsNeverProvenWronglyAndSeldomMissed) {
  const std::vector<std::string> texts = AllTexts(5);
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_dot_nl(true);
  options.set_log_errors(false);
  Generator generator(20021110);
  int proven_count = 0;
  int missed = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string pattern = generator.Expression(4);
    const RE2 regex(pattern, options);
    if (!regex.ok()) continue;
    const std::string literal = generator.Literal();
    bool holds = true;
    bool matches = false;
    for (const std::string& text : texts) {
      // The matched part itself must hold the literal, so whole texts suffice.
      if (!RE2::FullMatch(text, regex)) continue;
      matches = true;
      holds = holds && text.find(literal) != std::string::npos;
    }
    const bool proven = Proven(pattern, literal);
    EXPECT_FALSE(proven && !holds) << "pattern " << pattern << " literal " << literal;
    proven_count += proven ? 1 : 0;
    missed += holds && matches && !proven ? 1 : 0;
  }
  EXPECT_GT(proven_count, 200);
  EXPECT_LT(missed, proven_count / 2);
}

}  // namespace
}  // namespace pptp::catalog
