#include "lib/diagnose/report_keeper.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/diagnose/footprint.h"
#include "lib/diagnose/summary.h"

namespace pptp::diagnose {
namespace {

using testing::SizeIs;

// A session to one of many peers, of three lines.
session::Session SessionTo(const std::string& peer, int number) {
  session::Session session;
  session.id = fmt::format("s{}", number);
  session.peer = peer;
  session.outcome = session::Outcome::kFailed;
  session.ended = LogTime{number * int64_t{1000000}, true, true, true};
  for (const char* text : {"Using interface ppp0", "sent [LCP TermReq id=0x2]", "Exit."}) {
    auto utterance = std::make_shared<const session::Utterance>(text, text);
    session.exchange.push_back({{0, session.exchange.size() + 1},
                                std::nullopt,
                                1,
                                session::Program::kPppd,
                                session::Phase::kLcp,
                                false,
                                std::move(utterance)});
  }
  return session;
}

Finding Long() {
  Finding finding;
  finding.symptom = std::string(1000, 'x');
  return finding;
}

class Keeping : public ::testing::Test {
 protected:
  Keeping() {
    problem_.id = "no-encryption-here";
    problem_.needs = {"pptp"};
  }

  // With one finding, and one problem that it cannot tell about.
  void Add(ReportKeeper* keeper, const session::Session& session) {
    Diagnosis diagnosis(
        {Plain()}, [&](const Verdict&) { return Describe(session); },
        [](const Verdict&) { return std::vector<Evidence>(); });
    keeper->Add(session, &diagnosis, {{&problem_, 1}});
  }
  void Add(ReportKeeper* keeper, const std::string& peer, int number) {
    Add(keeper, SessionTo(peer, number));
  }

  Verdict Plain() const {
    Verdict verdict;
    verdict.problem = &problem_;
    return verdict;
  }

  catalog::Problem problem_;
  Report report_;
  int described_ = 0;  // so many findings

 private:
  Finding Describe(const session::Session& session) {
    ++described_;
    Finding finding = Long();
    finding.problem = problem_.id;
    finding.session = session.is_host ? "" : session.id;
    return finding;
  }
};

TEST_F(Keeping, WithinTheLimitsEverythingIsKept) {
  ReportKeeper keeper(&report_, "", {});
  for (int i = 1; i <= 10; ++i) Add(&keeper, "192.0.2.1", i);
  EXPECT_THAT(report_.sessions, SizeIs(10));
  EXPECT_THAT(report_.sessions[9].exchange, SizeIs(3));
  EXPECT_TRUE(report_.sessions[9].exchange[1].went_wrong);
  EXPECT_THAT(report_.findings, SizeIs(10));
  EXPECT_THAT(report_.not_judged, SizeIs(10));
  EXPECT_TRUE(report_.left_out.empty());
}

TEST_F(Keeping, PastThemOnlyWhatIsLikeNothingBefore) {
  ReportKeeper keeper(&report_, "", {.sessions = 2000, .findings = 2000, .not_judged = 300});
  for (int i = 1; i <= 100; ++i) Add(&keeper, "192.0.2.1", i);
  const size_t kept = report_.sessions.size();
  ASSERT_LT(kept, 10u);
  ASSERT_THAT(report_.left_out.sessions, SizeIs(1));
  EXPECT_EQ("s1", report_.left_out.sessions[0].like);
  EXPECT_EQ("failed", report_.left_out.sessions[0].outcome);
  EXPECT_EQ(100 - kept, report_.left_out.sessions[0].count);
  EXPECT_EQ(100'000'000, report_.left_out.sessions[0].ended->micros);
  ASSERT_THAT(report_.left_out.findings, SizeIs(1));
  EXPECT_EQ("s1", report_.left_out.findings[0].like);
  EXPECT_EQ(100 - report_.findings.size(), report_.left_out.findings[0].count);
  EXPECT_EQ(100 - report_.not_judged.size(), report_.left_out.not_judged);
}

TEST_F(Keeping, WhatIsOnlyCountedIsNotDescribed) {
  ReportKeeper keeper(&report_, "", {.sessions = 2000, .findings = 2000});
  for (int i = 1; i <= 100; ++i) Add(&keeper, "192.0.2.1", i);
  EXPECT_EQ(report_.sessions.size(), static_cast<size_t>(described_));
  EXPECT_GT(50, described_);
}

// Of a session that is left out, a finding may be kept.
TEST_F(Keeping, FindingsAreOfTheKindOfTheirSessionKeptOrNot) {
  ReportKeeper keeper(&report_, "", {.sessions = 0, .findings = 1});
  for (int i = 1; i <= 6; ++i) Add(&keeper, i % 2 == 0 ? "192.0.2.1" : "198.51.100.1", i);
  EXPECT_TRUE(report_.sessions.empty());
  ASSERT_THAT(report_.findings, SizeIs(1));
  ASSERT_THAT(report_.left_out.findings, SizeIs(2));
  EXPECT_FALSE(report_.left_out.findings[0].like);
  EXPECT_EQ(3u, report_.left_out.findings[0].count);
  EXPECT_EQ("s1", report_.left_out.findings[1].like);
  EXPECT_EQ(2u, report_.left_out.findings[1].count);
}

TEST_F(Keeping, CausesAndRolesMakeKinds) {
  ReportKeeper keeper(&report_, "", {.findings = 1 << 12});
  problem_.causes.resize(2);
  const session::Session session = SessionTo("192.0.2.1", 1);
  std::vector<Verdict> verdicts(3, Plain());
  verdicts[0].causes = {&problem_.causes[0]};
  verdicts[1].causes = {&problem_.causes[0], &problem_.causes[1]};
  verdicts[2].role = Role::kSymptom;
  for (int i = 0; i < 100; ++i) {
    Diagnosis diagnosis(
        verdicts, [](const Verdict&) { return Long(); },
        [](const Verdict&) { return std::vector<Evidence>(); });
    keeper.Add(session, &diagnosis, {});
  }
  ASSERT_THAT(report_.left_out.findings, SizeIs(3));
  EXPECT_EQ(Role::kSymptom, report_.left_out.findings[2].role);
}

TEST_F(Keeping, AHostIsNoSession) {
  ReportKeeper keeper(&report_, "", {.findings = 1});
  session::Session host = SessionTo("", 1);
  host.id = "h1";
  host.is_host = true;
  for (int i = 0; i < 3; ++i) Add(&keeper, host);
  EXPECT_TRUE(report_.sessions.empty());
  ASSERT_THAT(report_.findings, SizeIs(1));
  ASSERT_THAT(report_.left_out.findings, SizeIs(1));
  EXPECT_EQ("", report_.left_out.findings[0].like);
  EXPECT_EQ(2u, report_.left_out.findings[0].count);
}

TEST_F(Keeping, WhatIsNewIsKeptForAWhileEvenThen) {
  const size_t one = Footprint(Summarize(SessionTo("192.0.2.1", 1)));
  ReportKeeper keeper(&report_, "", {.sessions = 8 * one});
  for (int i = 1; i <= 20; ++i) Add(&keeper, "192.0.2.1", i);
  const size_t kept = report_.sessions.size();
  for (int i = 21; i <= 100; ++i) Add(&keeper, fmt::format("198.51.100.{}", i), i);
  EXPECT_GT(report_.sessions.size(), kept);
  EXPECT_LE(report_.sessions.size(), 11u);
  // The rest is told by its outcome.
  ASSERT_THAT(report_.left_out.sessions, SizeIs(2));
  EXPECT_FALSE(report_.left_out.sessions[1].like);
  EXPECT_EQ(100u, report_.sessions.size() + report_.left_out.sessions[0].count +
                      report_.left_out.sessions[1].count);
}

TEST_F(Keeping, ALostExchangeLeavesTheLineThatWentWrong) {
  ReportKeeper keeper(&report_, "", {.exchanges = 1});
  for (int i = 1; i <= 2; ++i) Add(&keeper, "192.0.2.1", i);
  const SessionReport& second = report_.sessions[1];
  ASSERT_THAT(second.exchange, SizeIs(1));
  EXPECT_EQ("sent [LCP TermReq id=0x2]", second.exchange[0].text);
  EXPECT_TRUE(second.exchange[0].went_wrong);
  EXPECT_EQ(2u, second.exchange_dropped);
}

TEST_F(Keeping, OfTheSessionThatIsAskedForEverythingIsKept) {
  ReportKeeper keeper(&report_, "s77",
                      {.exchanges = 1, .sessions = 1, .findings = 1, .not_judged = 1});
  for (int i = 1; i <= 100; ++i) Add(&keeper, "192.0.2.1", i);
  EXPECT_EQ("s77", report_.sessions.back().id);
  EXPECT_THAT(report_.sessions.back().exchange, SizeIs(3));
  EXPECT_EQ("s77", report_.findings.back().session);
  EXPECT_EQ("s77", report_.not_judged.back().session);
}

}  // namespace
}  // namespace pptp::diagnose
