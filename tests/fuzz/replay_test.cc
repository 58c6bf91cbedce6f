// Replays the fuzzers' seeds, as they are and slightly damaged, so that targets and
// seeds stay alive between the days on which somebody fuzzes. A property that does
// not hold ends this process, which fails the test.
#include <gtest/gtest.h>

#include <random>

#include "tests/fuzz/target.h"

namespace pptp::fuzz {
namespace {

class Replay : public testing::TestWithParam<Target> {};

TEST_P(Replay, Seeds) {
  const std::vector<Bytes> seeds = GetParam().seeds();
  ASSERT_GE(seeds.size(), 5U);
  for (const Bytes& seed : seeds) GetParam().run(seed);
  GetParam().run({});
}

TEST_P(Replay, DamagedSeeds) {
  std::mt19937_64 random(47);
  const std::vector<Bytes> seeds = GetParam().seeds();
  for (int i = 0; i < 5000; ++i) {
    Bytes input = seeds[random() % seeds.size()];
    for (auto damages = 1 + random() % 4; damages > 0; --damages) {
      input[random() % input.size()] = static_cast<uint8_t>(random());
    }
    input.resize(1 + random() % input.size());
    GetParam().run(input);
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, testing::ValuesIn(Targets().begin(), Targets().end()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace pptp::fuzz
