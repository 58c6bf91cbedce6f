#include "lib/log/line_ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace pptp::log {
namespace {

size_t CountSlowly(std::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(LineEnds, TextsOfEveryLength) {
  std::mt19937 random(1);
  for (size_t size = 0; size < 700; ++size) {
    std::string text(size, 'x');
    for (char& c : text) {
      if (random() % 5 == 0) c = random() % 2 == 0 ? '\n' : static_cast<char>(random());
    }
    ASSERT_EQ(CountLineEnds(text), CountSlowly(text)) << testing::PrintToString(text);
  }
}

// More than a byte of the sums can hold.
TEST(LineEnds, NothingButLineEnds) {
  for (size_t size : {4079, 4080, 4081, 4096, 100000}) {
    EXPECT_EQ(CountLineEnds(std::string(size, '\n')), size);
  }
}

}  // namespace
}  // namespace pptp::log
