#include "lib/log/visit_places.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace pptp::log {
namespace {

using Places = std::vector<size_t>;

Places FindSlowly(const std::string& text, char c) {
  Places places;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == c) places.push_back(i);
  }
  return places;
}

TEST(VisitPlaces, FindsAllInTextsOfEveryLength) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    const std::string text(random() % 80, 'x');
    for (const char c : {'<', '\0', '\xbc'}) {
      std::string changed = text;
      for (char& byte : changed) {
        if (random() % 8 == 0) byte = "<;=\xbc\xc3\0\xff"[random() % 7];
      }
      Places places;
      EXPECT_FALSE(VisitPlaces(changed, c, [&places](size_t at) {
        places.push_back(at);
        return false;
      }));
      ASSERT_EQ(FindSlowly(changed, c), places) << testing::PrintToString(changed);
    }
  }
}

TEST(VisitPlaces, StopsWhenToldTo) {
  const std::string text = "<0> a <1> and a <2>";
  for (const size_t last : FindSlowly(text, '<')) {
    size_t reached = 0;
    EXPECT_TRUE(VisitPlaces(text, '<', [&reached, last](size_t at) {
      reached = at;
      return at == last;
    }));
    EXPECT_EQ(last, reached);
  }
}

}  // namespace
}  // namespace pptp::log
