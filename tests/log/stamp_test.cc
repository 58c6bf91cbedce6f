#include "lib/log/stamp.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace pptp::log {
namespace {

struct Reading {
  std::optional<Stamp> stamp;
  std::string_view rest;
};

Reading ReadStampOf(std::string_view line) {
  Reading reading{{}, line};
  reading.stamp = ConsumeStamp(&reading.rest);
  return reading;
}

// A stamp with one blank behind it is read by its columns, one with two piece by piece.
void ExpectSameInBothWays(const std::string& stamp, const std::string& rest) {
  const std::string line = stamp + " " + rest;
  const std::string slow_line = stamp + "  " + rest;
  const Reading fast = ReadStampOf(line);
  const Reading slow = ReadStampOf(slow_line);
  ASSERT_EQ(slow.stamp.has_value(), fast.stamp.has_value()) << line;
  if (!slow.stamp) return;
  EXPECT_EQ(slow.stamp->shape, fast.stamp->shape) << line;
  EXPECT_EQ(slow.stamp->bracketed, fast.stamp->bracketed) << line;
  EXPECT_EQ(slow.stamp->readable, fast.stamp->readable) << line;
  EXPECT_EQ(slow.stamp->time, fast.stamp->time) << line;
  EXPECT_EQ(slow.stamp->month, fast.stamp->month) << line;
  EXPECT_EQ(slow.stamp->day, fast.stamp->day) << line;
  EXPECT_EQ(slow.stamp->clock, fast.stamp->clock) << line;
  std::string slow_rest(slow.rest);
  if (slow_rest.size() > rest.size()) slow_rest.erase(slow_rest.size() - rest.size() - 1, 1);
  EXPECT_EQ(slow_rest, fast.rest) << line;
}

TEST(Stamp, EveryDayIsReadAlikeByColumnsAndPieceByPiece) {
  for (const char* month : {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                            "Nov", "Dec", "jan", "Foo", "D\xc3\xa9"}) {
    for (int day = 0; day < 34; ++day) {
      ExpectSameInBothWays(fmt::format("{} {:2} 05:19:05", month, day), "gw pppd[9]: Exit.");
      ExpectSameInBothWays(fmt::format("{} {:02} 05:19:05", month, day), "gw pppd[9]: Exit.");
    }
  }
}

TEST(Stamp, EveryClockIsReadAlikeByColumnsAndPieceByPiece) {
  for (const char* clock :
       {"00:00:00", "23:59:59", "23:59:60", "23:59:61", "23:60:00", "24:00:00", "12:34:56",
        " 5:19:05", "05: 9:05", "0a:19:05", "05:19:/5", "05:19:5:", "05-19:05", "05:19-05"}) {
    ExpectSameInBothWays(fmt::format("Nov 22 {}", clock), "gw pppd[9]: Exit.");
    ExpectSameInBothWays(fmt::format("Nov 22 {}", clock), "anon pppd[9]: Exit.");
    ExpectSameInBothWays(fmt::format("Nov 22 {}", clock), "2026 gw pppd[9]: Exit.");
  }
}

TEST(Stamp, EveryIsoStampIsReadAlikeByColumnsAndPieceByPiece) {
  const std::string usual = "2026-11-22T05:19:05.123456+02:30";
  ExpectSameInBothWays(usual, "gw pppd[9]: Exit.");
  for (size_t at = 0; at < usual.size(); ++at) {
    for (char c = ' '; c < '\x7f'; ++c) {
      std::string changed = usual;
      changed[at] = c;
      ExpectSameInBothWays(changed, "gw pppd[9]: Exit.");
    }
  }
  for (const char* date : {"0000-01-01", "1970-01-01", "2023-02-29", "2024-02-29", "2026-13-01",
                           "2026-00-10", "2026-04-31", "9999-12-31"}) {
    ExpectSameInBothWays(fmt::format("{}T23:59:60.999999-23:59", date), "gw pppd[9]: Exit.");
  }
  EXPECT_EQ("gw", ReadStampOf(usual + " gw").rest);
}

TEST(Stamp, WhatBelongsToATimeOfDayIsNoHost) {
  EXPECT_EQ("gw", ReadStampOf("Nov 22 05:19:05 PM gw").rest);
  EXPECT_EQ("gw", ReadStampOf("Nov 22 05:19:05 a.m. gw").rest);
  EXPECT_EQ("gw", ReadStampOf("Nov 22 05:19:05 2026 gw").rest);
  EXPECT_EQ("pm-gw pppd", ReadStampOf("Nov 22 05:19:05 pm-gw pppd").rest);
  EXPECT_EQ("20260 pppd", ReadStampOf("Nov 22 05:19:05 20260 pppd").rest);
  EXPECT_EQ(int64_t{(17 * 60 + 19) * 60 + 5} * 1'000'000,
            ReadStampOf("Nov 22 05:19:05 PM gw").stamp->clock);
}

}  // namespace
}  // namespace pptp::log
