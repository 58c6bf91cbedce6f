#include "lib/base/civil_time.h"

#include <gtest/gtest.h>

namespace pptp {
namespace {

TEST(CivilTime, DaysFromDateKnowsTheCalendar) {
  EXPECT_EQ(0, DaysFromDate(1970, 1, 1));
  EXPECT_EQ(20779, DaysFromDate(2026, 11, 22));
  EXPECT_EQ(11016, DaysFromDate(2000, 2, 29));
  EXPECT_EQ(std::nullopt, DaysFromDate(2026, 2, 29));
  EXPECT_EQ(std::nullopt, DaysFromDate(2026, 13, 1));
  EXPECT_EQ(std::nullopt, DaysFromDate(2026, 4, 31));
}

TEST(CivilTime, YearOfMicrosTurnsAtMidnight) {
  const int64_t new_year = *DaysFromDate(2026, 1, 1) * kMicrosPerDay;
  EXPECT_EQ(2025, YearOfMicros(new_year - 1));
  EXPECT_EQ(2026, YearOfMicros(new_year));
  EXPECT_EQ(1969, YearOfMicros(-1));
}

struct ClockCase {
  const char* text;
  bool needs_seconds;
  int64_t micros;    // -1: not a time
  const char* rest;  // what is left
};
TEST(CivilTime, ConsumeClock) {
  const ClockCase kCases[] = {
      {"00:00:00", true, 0, ""},
      {"05:19:05 host", true, 19'145'000'000, " host"},
      {"05:19:05.5", true, 19'145'500'000, ""},
      {"05:19:05,123456789Z", true, 19'145'123'456, "Z"},
      {"23:59:60", true, 86'400'000'000, ""},
      {"05:19", false, 19'140'000'000, ""},
      {"05:19", true, -1, "05:19"},
      {"24:00:00", true, -1, "24:00:00"},
      {"05:60:00", true, -1, "05:60:00"},
      {"05:19:61", true, -1, "05:19:61"},
      {"5:19:05", true, -1, "5:19:05"},
      {"", true, -1, ""},
  };
  for (const ClockCase& c : kCases) {
    std::string_view text = c.text;
    EXPECT_EQ(c.micros, ConsumeClock(&text, c.needs_seconds).value_or(-1)) << c.text;
    EXPECT_EQ(c.rest, text) << c.text;
  }
}

TEST(CivilTime, ConsumeZone) {
  const auto minutes = [](std::string_view text) {
    const auto zone = ConsumeZone(&text);
    return zone ? *zone / kMicrosPerSecond / 60 : -1;
  };
  EXPECT_EQ(0, minutes("Z"));
  EXPECT_EQ(0, minutes("+00:00"));
  EXPECT_EQ(120, minutes("+02:00"));
  EXPECT_EQ(-210, minutes("-0330"));
  EXPECT_EQ(60, minutes("+01"));
  EXPECT_EQ(-1, minutes("+1"));
  EXPECT_EQ(-1, minutes(" UTC"));
}

TEST(CivilTime, ConsumeIsoDateWantsOneSeparator) {
  std::string_view text = "2026-11-22T";
  EXPECT_EQ(20779, ConsumeIsoDate(&text));
  EXPECT_EQ("T", text);
  text = "2026/11/22";
  EXPECT_EQ(20779, ConsumeIsoDate(&text));
  text = "2026-11/22";
  EXPECT_EQ(std::nullopt, ConsumeIsoDate(&text));
  text = "2026-02-30";
  EXPECT_EQ(std::nullopt, ConsumeIsoDate(&text));
  EXPECT_EQ("2026-02-30", text);
}

}  // namespace
}  // namespace pptp
