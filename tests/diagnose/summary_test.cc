#include "lib/diagnose/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/diagnose/analyze.h"

namespace pptp {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr char kRefused[] = R"(Nov 22 11:45:00 cli pppd[7]: Connect: ppp0 <--> /dev/pts/1
Nov 22 11:45:00 cli pppd[7]: sent [LCP ConfReq id=0x1 <mru 1400> <magic 0x7bd04d3d>]
Nov 22 11:45:00 cli pppd[7]: rcvd [LCP ConfReq id=0x0 <auth chap MS-v2> <magic 0x7a736f01>]
Nov 22 11:45:00 cli pppd[7]: sent [LCP ConfRej id=0x0 <auth chap MS-v2>]
Nov 22 11:45:00 cli pppd[7]: rcvd [LCP TermReq id=0x1 7a 73 6f 01 00 3c cd 74 00 00 02 dc]
Nov 22 11:45:03 cli pppd[7]: Connection terminated.
)";

const SessionReport Session() {
  const Report report = test::Analyze(kRefused);
  EXPECT_THAT(report.sessions, SizeIs(1));
  return report.sessions.empty() ? SessionReport() : report.sessions[0];
}

const ExchangeItem* At(const SessionReport& session, uint64_t line) {
  for (const ExchangeItem& item : session.exchange) {
    if (item.line == line) return &item;
  }
  return nullptr;
}

TEST(Summary, TellsTheSessionInShort) {
  const SessionReport session = Session();
  EXPECT_EQ("cli", session.host);
  EXPECT_EQ("ppp0", session.interface);
  EXPECT_EQ("failed", session.outcome);
  ASSERT_TRUE(session.began && session.ended);
  EXPECT_EQ("2026-11-22T11:45:00", FormatTime(*session.began));
  EXPECT_EQ("2026-11-22T11:45:03", FormatTime(*session.ended));
}

TEST(Summary, DecodesThePacketsOfTheExchange) {
  const SessionReport session = Session();
  const ExchangeItem* request = At(session, 2);
  ASSERT_NE(nullptr, request);
  EXPECT_EQ("sent", request->direction);
  EXPECT_EQ("LCP", request->protocol);
  EXPECT_EQ("ConfReq", request->code);
  EXPECT_EQ(1, request->id);
  EXPECT_THAT(request->options, ElementsAre("mru 1400", "magic 0x7bd04d3d"));
  const ExchangeItem* terminate = At(session, 5);
  ASSERT_NE(nullptr, terminate);
  EXPECT_THAT(terminate->note, testing::HasSubstr("732"));
}

TEST(Summary, MarksWhereTheSessionWentWrongAndNothingElse) {
  std::vector<uint64_t> marked;
  for (const ExchangeItem& item : Session().exchange) {
    if (item.went_wrong) marked.push_back(item.line);
  }
  ASSERT_THAT(marked, SizeIs(1));
  EXPECT_THAT(marked[0], testing::AnyOf(3u, 4u));  // the demand, or its refusal
}

TEST(Summary, LeavesOutCountersThatAreZero) {
  for (const auto& [name, value] : Session().counters) EXPECT_NE(0u, value) << name;
}

}  // namespace
}  // namespace pptp
