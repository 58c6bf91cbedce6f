#include "lib/log/year_guess.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

using testing::ElementsAre;

// The dates that stamps such as "Nov 22" get when the input's newest time is
// 2026-11-23 00:00 UTC.
std::vector<std::string> Dates(const std::vector<std::string>& days, int64_t newest = kNewest) {
  std::string log;
  for (const std::string& day : days) log += day + " 05:19:05 gw sshd[1]: x\n";
  std::vector<std::string> dates;
  for (const Heard& heard : Read(log, {.newest = newest}).messages) {
    dates.push_back(heard.time.substr(0, 10));
  }
  return dates;
}

TEST(YearGuess, TheFirstStampIsNotAfterTheNewestTime) {
  EXPECT_THAT(Dates({"Nov 22"}), ElementsAre("2026-11-22"));
  EXPECT_THAT(Dates({"Nov 23"}), ElementsAre("2026-11-23"));  // within a day: another zone
  EXPECT_THAT(Dates({"Nov 25"}), ElementsAre("2025-11-25"));
  EXPECT_THAT(Dates({"Dec 31"}), ElementsAre("2025-12-31"));
  EXPECT_THAT(Dates({"Jan  1"}), ElementsAre("2026-01-01"));
}

TEST(YearGuess, JanuaryFollowsDecember) {
  EXPECT_THAT(Dates({"Dec 31", "Jan  1", "Nov 22"}),
              ElementsAre("2025-12-31", "2026-01-01", "2026-11-22"));
}

TEST(YearGuess, SeveralLinesOfADay) {
  EXPECT_THAT(Dates({"Dec 31", "Dec 31", "Jan  1", "Jan  1", "Dec 31", "Dec 31", "Jan  2"}),
              ElementsAre("2025-12-31", "2025-12-31", "2026-01-01", "2026-01-01", "2025-12-31",
                          "2025-12-31", "2026-01-02"));
  EXPECT_THAT(Dates({"Feb 29", "Feb 29", "Mar  1", "Feb 29"}),
              ElementsAre("2024-02-29", "2024-02-29", "2024-03-01", "2024-02-29"));
  EXPECT_THAT(Dates({"Nov 22", "Nov 25", "Nov 25"}),
              ElementsAre("2026-11-22", "2026-11-25", "2026-11-25"));
}

TEST(YearGuess, LinesOutOfOrderStayInTheirYear) {
  EXPECT_THAT(Dates({"Dec 31", "Jan  1", "Dec 31", "Jan  1"}),
              ElementsAre("2025-12-31", "2026-01-01", "2025-12-31", "2026-01-01"));
}

TEST(YearGuess, AGrowingLogMayPassTheNewestTime) {
  EXPECT_THAT(Dates({"Nov 22", "Nov 23", "Nov 26", "Nov 30"}),
              ElementsAre("2026-11-22", "2026-11-23", "2026-11-26", "2026-11-30"));
}

TEST(YearGuess, AnOlderLogBehindANewerOneStepsBack) {
  EXPECT_THAT(Dates({"Nov 22", "Aug  1"}), ElementsAre("2026-11-22", "2026-08-01"));
}

TEST(YearGuess, LeapDaysFindALeapYear) {
  EXPECT_THAT(Dates({"Feb 29"}), ElementsAre("2024-02-29"));
}

TEST(YearGuess, AnyNewestTimeWillDo) {
  EXPECT_THAT(Dates({"Jan  1"}, INT64_MAX), ElementsAre("2200-01-01"));
  EXPECT_THAT(Dates({"Jan  1"}, INT64_MIN), ElementsAre("1970-01-01"));
}

TEST(YearGuess, TheYearIsMarkedAsAGuess) {
  std::optional<LogTime> time;
  Reader reader({}, [&time](const Message& m) { time = m.time; });
  reader.Begin(0, kNewest);
  reader.Feed("Nov 22 05:19:05 gw sshd[1]: x\n");
  reader.Flush();
  ASSERT_TRUE(time);
  EXPECT_FALSE(time->has_year);
  EXPECT_FALSE(time->has_zone);
  EXPECT_TRUE(time->has_date);
  reader.Feed("2026-11-22T05:19:05+00:00 gw sshd[1]: x\n");
  EXPECT_TRUE(time->has_year);
  EXPECT_TRUE(time->has_zone);
  reader.End();
}

TEST(YearGuess, TimesOfDayRunOverMidnight) {
  const Reading reading = Read(
      "23:59:58 pppd[9]: Modem hangup\n"
      "00:00:03 pppd[9]: Exit.\n");
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ("+86398.000000", reading.messages[0].time);
  EXPECT_EQ("+86403.000000", reading.messages[1].time);
}

}  // namespace
}  // namespace pptp::log
