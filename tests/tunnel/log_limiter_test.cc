#include "lib/tunnel/log_limiter.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;

constexpr int kBurst = static_cast<int>(LogLimiter::kBurst);

class LogLimiterTest : public testing::Test {
 protected:
  // How many of the lines pass.
  int Offer(int count, std::string_view begin) {
    int passed = 0;
    for (int i = 0; i < count; ++i) passed += limiter_.Admit(fmt::format("{}{}", begin, i), now_);
    return passed;
  }

  LogLimiter limiter_;
  Instant now_{};
};

TEST_F(LogLimiterTest, LetsABurstOfEachKindPass) {
  EXPECT_EQ(kBurst, Offer(1000, "rcvd [LCP EchoReq id=0x"));
  EXPECT_EQ(kBurst, Offer(1000, "rcvd [LCP EchoRep id=0x"));
  EXPECT_EQ(1, Offer(1, "Modem hangup"));
}

TEST_F(LogLimiterTest, LetsOneLinePassInEachInterval) {
  Offer(1000, "a");
  now_ += LogLimiter::kRefill - seconds(1);
  EXPECT_EQ(0, Offer(10, "a"));
  now_ += seconds(1);
  EXPECT_EQ(1, Offer(10, "a"));
}

TEST_F(LogLimiterTest, HasRoomForABurstAgainAfterALongTime) {
  Offer(1000, "a");
  now_ += LogLimiter::kRefill * 10 * kBurst;
  EXPECT_EQ(kBurst, Offer(1000, "a"));
}

TEST_F(LogLimiterTest, TellsWhatWasLeftOutBeforeTheNextLineOfItsKind) {
  Offer(1000, "rcvd [LCP EchoReq id=0x");
  ASSERT_TRUE(limiter_.Admit("another", now_));
  EXPECT_FALSE(limiter_.TakeNotice());
  now_ += LogLimiter::kRefill;
  ASSERT_TRUE(limiter_.Admit("rcvd [LCP EchoReq id=0x7]", now_));
  EXPECT_EQ("Not logged: 900 more lines that begin with \"rcvd [LCP EchoReq id=\"",
            limiter_.TakeNotice());
  EXPECT_FALSE(limiter_.TakeNotice());
}

TEST_F(LogLimiterTest, TellsOfEveryKindAtTheEnd) {
  Offer(kBurst + 1, "a");
  Offer(kBurst + 2, "b");
  Offer(kBurst, "c");
  EXPECT_EQ("Not logged: 1 more lines that begin with \"a\"", limiter_.TakeLastNotice());
  EXPECT_EQ("Not logged: 2 more lines that begin with \"b\"", limiter_.TakeLastNotice());
  EXPECT_FALSE(limiter_.TakeLastNotice());
}

TEST_F(LogLimiterTest, IsBoundedForMoreKindsThanThereAre) {
  int passed = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string text(1 + static_cast<size_t>(i % 39), static_cast<char>('a' + i / 39 % 26));
    passed += limiter_.Admit(text, now_);
  }
  EXPECT_LT(passed, 256 * kBurst + 1);
}

}  // namespace
}  // namespace pptp::tunnel
