#include "lib/client/system_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace pptp::client {
namespace {

TEST(SystemRandom, FillsAllOfWhatItIsGiven) {
  SystemRandom random;
  std::array<uint8_t, 1000> first{}, second{};
  random.Fill(first);
  random.Fill(second);
  EXPECT_NE(first, second);
  // A run of 16 zeros is as good as impossible, and what was left out would be one.
  EXPECT_EQ(std::search_n(first.begin(), first.end(), 16, 0), first.end());
}

}  // namespace
}  // namespace pptp::client
