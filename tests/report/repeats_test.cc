#include "lib/report/repeats.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace pptp::report {
namespace {

// An exchange spelled as letters: capitals are packets sent, small letters
// messages, "!" marks the item before it as the one where all went wrong.
std::vector<ExchangeItem> Exchange(std::string_view letters) {
  std::vector<ExchangeItem> exchange;
  int id = 0;
  for (char c : letters) {
    if (c == '!') {
      exchange.back().went_wrong = true;
      continue;
    }
    ExchangeItem item;
    item.text = std::string(1, c);
    if (c >= 'A' && c <= 'Z') {
      item.direction = "sent";
      item.text = fmt::format("sent [LCP {} id={:#x}]", c, ++id);
    }
    exchange.push_back(item);
  }
  return exchange;
}

// "3x[2]" is a group of two items that comes three times.
std::string Runs(std::string_view letters) {
  std::string text;
  for (const report::Run& run : FindRuns(Exchange(letters))) {
    text += run.times == 1 ? std::string(".") : fmt::format("{}x[{}]", run.times, run.length);
  }
  return text;
}

struct RunsCase {
  const char* name;
  const char* letters;
  const char* runs;
};
const RunsCase kRunsCases[] = {
    {"Nothing", "", ""},
    {"AllDifferent", "abc", "..."},
    {"TheSameLine", "abbbbc", ".4x[1]."},
    {"PacketsWithOtherIds", "AAA", "3x[1]"},
    {"PairTwiceIsShown", "abab", "...."},
    {"PairThrice", "ababab", "3x[2]"},
    {"PairThriceAndAHalf", "abababa", "3x[2]."},
    {"LongGroup", "abcdefabcdefabcdef", "3x[6]"},
    {"TooLongAGroup", "abcdefgabcdefgabcdefg", "....................."},
    {"LineInsideAGroup", "aabaabaab", "2x[1].2x[1].2x[1]."},
    {"WrongIsLikeNoOther", "aaa!aa", "2x[1].2x[1]"},
    {"MessageIsNoPacket", "aA", ".."},
};

TEST(FindRuns, FoldsWhatRepeats) {
  for (const RunsCase& c : kRunsCases) EXPECT_EQ(c.runs, Runs(c.letters)) << c.name;
}

TEST(FindRuns, CoversEveryItemOnce) {
  const std::vector<ExchangeItem> exchange = Exchange("aaababababcabcabcabcaaaAAABABABAB");
  size_t next = 0;
  for (const report::Run& run : FindRuns(exchange)) {
    EXPECT_EQ(next, run.first);
    next += run.length * run.times;
  }
  EXPECT_EQ(exchange.size(), next);
}

}  // namespace
}  // namespace pptp::report
