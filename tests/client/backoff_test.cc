#include "lib/client/backoff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace pptp::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;

RetrySettings Persistent() {
  RetrySettings settings;
  settings.persist = true;
  settings.max_fail = 0;
  return settings;
}

std::vector<int64_t> Seconds(Backoff* backoff, int count) {
  std::vector<int64_t> pauses;
  for (int i = 0; i < count; ++i) {
    pauses.push_back(std::chrono::duration_cast<seconds>(*backoff->NextPause(0)).count());
  }
  return pauses;
}

TEST(Backoff, TriesOnceUnlessAskedToPersist) {
  EXPECT_FALSE(Backoff(RetrySettings()).NextPause(0));
}

TEST(Backoff, WaitsTwiceAsLongEachTimeUpToAMinute) {
  Backoff backoff(Persistent());
  EXPECT_THAT(Seconds(&backoff, 9), ElementsAre(1, 2, 4, 8, 16, 32, 60, 60, 60));
}

TEST(Backoff, BeginsAnewAfterATunnelThatWasUp) {
  Backoff backoff(Persistent());
  Seconds(&backoff, 5);
  backoff.OnUp();
  EXPECT_THAT(Seconds(&backoff, 4), ElementsAre(1, 1, 2, 4));
}

TEST(Backoff, WaitsAsLongAsPppdWouldWhenToldTo) {
  RetrySettings settings = Persistent();
  settings.holdoff = seconds(30);
  settings.fixed_holdoff = true;
  Backoff backoff(settings);
  for (uint32_t random : {0U, 17U, ~0U}) EXPECT_EQ(backoff.NextPause(random), seconds(30));
}

TEST(Backoff, AddsAQuarterAtMost) {
  RetrySettings settings = Persistent();
  settings.holdoff = seconds(100);
  for (uint32_t random : {0U, 1U, 511U, 1023U, 1024U, ~0U}) {
    Backoff backoff(settings);
    const auto pause = *backoff.NextPause(random);
    EXPECT_GE(pause, seconds(100));
    EXPECT_LT(pause, seconds(125));
  }
}

TEST(Backoff, GivesUpAfterSoManyFailuresInARow) {
  RetrySettings settings = Persistent();
  settings.max_fail = 3;
  Backoff backoff(settings);
  EXPECT_TRUE(backoff.NextPause(0));
  EXPECT_TRUE(backoff.NextPause(0));
  backoff.OnUp();
  EXPECT_TRUE(backoff.NextPause(0));
  EXPECT_TRUE(backoff.NextPause(0));
  EXPECT_TRUE(backoff.NextPause(0));
  EXPECT_FALSE(backoff.NextPause(0));
}

}  // namespace
}  // namespace pptp::client
