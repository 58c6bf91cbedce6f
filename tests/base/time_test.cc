#include "pptp/time.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace pptp {
namespace {

// 2026-11-22 05:19:05.123456 UTC.
constexpr int64_t kNow = 1'795'324'745'123'456;

TEST(FormatTime, ShowsWhatTheStampSaid) {
  EXPECT_EQ("2026-11-22T05:19:05.123456+00:00", FormatTime({.micros = kNow}));
  EXPECT_EQ("2026-11-22T05:19:05.123456", FormatTime({.micros = kNow, .has_zone = false}));
  EXPECT_EQ("2026-11-22T05:19:05+00:00", FormatTime({.micros = kNow / 1'000'000 * 1'000'000}));
  EXPECT_EQ("2026-11-22T05:19:05.000001+00:00", FormatTime({.micros = kNow - 123'455}));
  EXPECT_EQ("+12345.678901", FormatTime({.micros = 12'345'678'901, .has_date = false}));
  EXPECT_EQ("+0.000000", FormatTime({.micros = 0, .has_date = false}));
}

TEST(FormatTime, SurvivesEveryNumber) {
  EXPECT_EQ("1969-12-31T23:59:59.999999+00:00", FormatTime({.micros = -1}));
  EXPECT_EQ("9999-12-31T23:59:59.999999+00:00", FormatTime({.micros = INT64_MAX}));
  EXPECT_EQ("0000-01-01T00:00:00+00:00", FormatTime({.micros = INT64_MIN}));
  EXPECT_EQ("+0.000000", FormatTime({.micros = INT64_MIN, .has_date = false}));
}

struct UserTimeCase {
  const char* text;
  const char* time;  // as FormatTime prints it; empty: not understood
};
const UserTimeCase kUserTimes[] = {
    {"now", "2026-11-22T05:19:05.123456+00:00"},
    {" NOW ", "2026-11-22T05:19:05.123456+00:00"},
    {"today", "2026-11-22T00:00:00"},
    {"yesterday", "2026-11-21T00:00:00"},
    {"2026-11-22", "2026-11-22T00:00:00"},
    {"2026-11-22 05:19", "2026-11-22T05:19:00"},
    {"2026-11-22 05:19:05", "2026-11-22T05:19:05"},
    {"2026-11-22T05:19:05", "2026-11-22T05:19:05"},
    {"2026-11-22T05:19:05.25", "2026-11-22T05:19:05.250000"},
    {"2026-11-22T05:19:05Z", "2026-11-22T05:19:05+00:00"},
    {"2026-11-22T05:19:05+02:00", "2026-11-22T03:19:05+00:00"},
    {"2026-11-22T05:19:05-0330", "2026-11-22T08:49:05+00:00"},
    {"2026-11-22 05:19:05 UTC", "2026-11-22T05:19:05+00:00"},
    {"05:19", "2026-11-22T05:19:00"},
    {"05:19:05", "2026-11-22T05:19:05"},
    {"-2h", "2026-11-22T03:19:05.123456+00:00"},
    {"-30min", "2026-11-22T04:49:05.123456+00:00"},
    {"-1h30m", "2026-11-22T03:49:05.123456+00:00"},
    {"- 2 days", "2026-11-20T05:19:05.123456+00:00"},
    {"+1d", "2026-11-23T05:19:05.123456+00:00"},
    {"@1795324745", "2026-11-22T05:19:05+00:00"},
    {"@1795324745.123456", "2026-11-22T05:19:05.123456+00:00"},
    {"", ""},
    {"tomorrowish", ""},
    {"2026-13-01", ""},
    {"2026-02-29", ""},
    {"2026-11-22 25:00", ""},
    {"2026-11-22x", ""},
    {"2026-11-22 05:19:05 foo", ""},
    {"-2", ""},
    {"-2fortnights", ""},
    {"-99999999999999999999h", ""},
    {"-999999999w", ""},
    {"@", ""},
    {"@99999999999999999999", ""},
    {"@12x", ""},
    {"-", ""},
};

TEST(ParseUserTime, Cases) {
  for (const UserTimeCase& c : kUserTimes) {
    const auto time = ParseUserTime(c.text, kNow);
    EXPECT_EQ(c.time, time ? FormatTime(*time) : "") << c.text;
  }
}

}  // namespace
}  // namespace pptp
