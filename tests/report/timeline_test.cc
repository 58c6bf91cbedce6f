#include "lib/report/timeline.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/report/golden_file.h"
#include "tests/report/sample_reports.h"

namespace pptp::report {
namespace {

std::string Timeline(const SessionReport& session, size_t width = 80) {
  TextStyle style;
  style.width = width;
  Page page(style);
  PrintTimeline(session, &page);
  return std::move(page).Take();
}

TEST(Timeline, ShowsTheClientOnTheLeft) {
  ExpectGolden("timeline_client.txt", Timeline(RefusedEncryption().sessions[0]));
}

TEST(Timeline, TurnsTheArrowsOfAServersLog) {
  SessionReport session = RefusedEncryption().sessions[0];
  session.side = "server";
  session.exchange.resize(5);
  ExpectGolden("timeline_server.txt", Timeline(session));
}

TEST(Timeline, DoesWithoutTimes) {
  SessionReport session = RefusedEncryption().sessions[0];
  session.side = "unknown";
  session.exchange.resize(5);
  for (ExchangeItem& item : session.exchange) item.time.reset();
  ExpectGolden("timeline_without_times.txt", Timeline(session, 60));
}

TEST(Timeline, SaysThatLinesWereDropped) {
  SessionReport session = RefusedEncryption().sessions[0];
  session.exchange_dropped = 12;
  EXPECT_NE(std::string::npos, Timeline(session).find("12 lines were left out"));
}

TEST(Timeline, SaysThatThereIsNone) {
  SessionReport session;
  session.id = "s1";
  EXPECT_NE(std::string::npos, Timeline(session).find("Nothing of it was kept."));
}

TEST(Timeline, AddsUpRepeatedMessages) {
  SessionReport session = RefusedEncryption().sessions[0];
  session.exchange.resize(1);
  session.exchange[0].count = 7;
  session.exchange.push_back(session.exchange[0]);
  EXPECT_NE(std::string::npos, Timeline(session).find("Using interface ppp0  x14"));
}

}  // namespace
}  // namespace pptp::report
