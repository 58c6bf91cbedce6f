#include "lib/report/groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/sample_reports.h"

namespace pptp::report {
namespace {

using testing::ElementsAre;

TEST(GroupFindings, PutsTheSameProblemOfManySessionsTogether) {
  const Report report = RefusedEncryptionAgainAndAgain(3);
  const auto groups = GroupFindings(report, Role::kCause);
  ASSERT_EQ(1u, groups.size());
  EXPECT_THAT(groups[0].Sessions(), ElementsAre("s1", "s2", "s3"));
  EXPECT_TRUE(groups[0].same_text);
}

TEST(GroupFindings, KeepsOtherCausesApart) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  report.findings[2].causes.pop_back();
  EXPECT_EQ(2u, GroupFindings(report, Role::kCause).size());
}

TEST(GroupFindings, NoticesOtherWords) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  report.findings[2].causes[0].solutions[0].commands = {"modprobe mppe"};
  const auto groups = GroupFindings(report, Role::kCause);
  ASSERT_EQ(1u, groups.size());
  EXPECT_FALSE(groups[0].same_text);
}

TEST(GroupFindings, PutsTheWorstFirst) {
  Report report = RefusedEncryption();
  Finding note = report.findings[0];
  note.problem = "just-a-note";
  note.severity = Severity::kNote;
  report.findings.insert(report.findings.begin(), note);
  const auto groups = GroupFindings(report, Role::kCause);
  ASSERT_EQ(2u, groups.size());
  EXPECT_EQ("no-encryption-here", groups[0].first().problem);
}

TEST(GroupFindings, CountsWhatWasLeftOutToWhatItIsLike) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  const std::string problem = report.findings[0].problem;
  report.left_out.findings = {{problem, "s2", Severity::kError, Role::kCause, 40},
                              {problem, std::nullopt, Severity::kError, Role::kCause, 7}};
  const auto groups = GroupFindings(report, Role::kCause);
  ASSERT_EQ(1u, groups.size());
  EXPECT_EQ(40u, groups[0].left_out);
}

TEST(GroupSessions, CountsWhatWasLeftOutToWhatItIsLike) {
  Report report = RefusedEncryptionAgainAndAgain(3);
  report.sessions[1].outcome = "up";
  const LogTime ended = {1'000'000, true, true, true};
  report.left_out.sessions = {{"s2", "up", "", 40, ended}, {std::nullopt, "failed", "", 7, ended}};
  const auto groups = GroupSessions(report);
  ASSERT_EQ(2u, groups.size());
  EXPECT_EQ(2u, groups[0].size());
  EXPECT_EQ(41u, groups[1].size());
  EXPECT_EQ(ended, groups[1].ended);
}

TEST(GroupSessions, KeepsOtherOutcomesApart) {
  Report report = RefusedEncryptionAgainAndAgain(3);
  report.sessions[1].outcome = "up";
  const auto groups = GroupSessions(report);
  ASSERT_EQ(2u, groups.size());
  EXPECT_THAT(groups[0].Ids(), ElementsAre("s1", "s3"));
}

TEST(GroupNeeds, NamesEachProblemOnce) {
  Report report = FailedWithoutDetail();
  report.not_judged.push_back(report.not_judged[0]);
  const auto groups = GroupNeeds(report);
  ASSERT_EQ(3u, groups.size());
  EXPECT_EQ("pppd-debug", groups[0].need);
  EXPECT_THAT(groups[0].problems, ElementsAre("16", "15"));
  EXPECT_THAT(groups[2].problems, ElementsAre("own-pack"));
}

}  // namespace
}  // namespace pptp::report
