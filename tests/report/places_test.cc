#include "lib/report/places.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/report/sample_reports.h"

namespace pptp::report {
namespace {

TEST(Count, SaysOneAndMany) {
  EXPECT_EQ("1 line", Count(1, "line"));
  EXPECT_EQ("0 lines", Count(0, "line"));
  EXPECT_EQ("2 lines were", Count(2, "line was", "lines were"));
}

TEST(ListOf, StopsAtTheMost) {
  EXPECT_EQ("s1, s2, s3", ListOf({"s1", "s2", "s3"}, 3));
  EXPECT_EQ("s1, s2 and 1 more", ListOf({"s1", "s2", "s3"}, 2));
  EXPECT_EQ("", ListOf({}, 2));
}

TEST(DateAndTime, LeavesAGuessedYearOut) {
  LogTime time = At(0);
  EXPECT_EQ("2002-09-10 05:19:05", DateAndTime(time));
  time.has_year = false;
  EXPECT_EQ("09-10 05:19:05", DateAndTime(time));
}

TEST(DateAndTime, CountsFromTheStartWithoutADate) {
  const LogTime time{12'345'678, false, false, false};
  EXPECT_EQ("+12.346 s", DateAndTime(time));
  EXPECT_EQ("", DateOf(time));
}

struct DurationCase {
  double seconds;
  const char* text;
};
const DurationCase kDurations[] = {
    {-5, "0 s"},
    {0, "0 s"},
    {59.9, "59 s"},
    {60, "1 min 0 s"},
    {3725, "1 h 2 min"},
    {90000, "1 d 1 h"},
    {std::numeric_limits<double>::infinity(), "a very long time"},
    {std::numeric_limits<double>::quiet_NaN(), "a very long time"},
};

TEST(Duration, PicksUnitsThatFit) {
  for (const DurationCase& c : kDurations) EXPECT_EQ(c.text, Duration(c.seconds));
}

TEST(PlaceOf, CopesWithAnUnknownInput) {
  EXPECT_EQ("/var/log/messages:3", PlaceOf(RefusedEncryption(), 0, 3));
  EXPECT_EQ("line 3", PlaceOf(RefusedEncryption(), 9, 3));
}

}  // namespace
}  // namespace pptp::report
