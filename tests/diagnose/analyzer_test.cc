#include "pptp/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/diagnose/analyze.h"

namespace pptp {
namespace {

using test::Analyze;
using test::KnowledgeOf;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A pack whose problems are letters: "a" is explained by "b", "c" by anything;
// "d" needs the log to end without a recovery; "e" has causes to choose from; "f" cannot be
// judged without pppd's debug output.
constexpr char kLetters[] = R"pack({
  "schema": 1, "pack": "letters", "title": "Letters",
  "problems": [
    {"id": "letter-a", "title": "A at {place|somewhere}", "symptom": "a", "severity": "error",
     "status": "stable", "signature": {"message": "alpha(?: at (?P<place>\\w+))?", "literal": "alpha"},
     "explained_by": ["letter-b"], "solutions": [{"text": "leave {place|it}"}],
     "examples": {"match": [{"log": "alpha"}], "no_match": [{"log": "omega"}]}},
    {"id": "letter-b", "title": "B", "symptom": "b", "severity": "warning", "status": "stable",
     "signature": {"message": "beta", "literal": "beta"}, "solutions": [{"text": "stop"}],
     "examples": {"match": [{"log": "beta"}], "no_match": [{"log": "omega"}]}},
    {"id": "letter-c", "title": "C", "symptom": "c", "severity": "error", "status": "stable",
     "signature": {"message": "gamma", "literal": "gamma"}, "explained_by": ["*"],
     "solutions": [{"text": "stop"}],
     "examples": {"match": [{"log": "gamma"}], "no_match": [{"log": "omega"}]}},
    {"id": "letter-d", "title": "D", "symptom": "d", "severity": "error", "status": "stable",
     "signature": {"all": [{"message": "delta", "literal": "delta"},
                           {"without": {"message": "recovered", "literal": "recovered"}}]},
     "solutions": [{"text": "wait"}],
     "examples": {"match": [{"log": "delta"}], "no_match": [{"log": ["delta", "recovered"]}]}},
    {"id": "letter-e", "title": "E", "symptom": "e", "severity": "note", "status": "stable",
     "signature": {"message": "epsilon", "literal": "epsilon"},
     "causes": [
       {"id": "told", "text": "told by {word}", "when": {"message": "hint (?P<word>\\S+)",
               "literal": "hint "},
        "solutions": [{"text": "take {word}", "commands": ["use {word}"]}]},
       {"id": "told-too", "text": "also", "when": {"message": "second hint", "literal": "second"}, "solutions": []},
       {"id": "plain", "text": "perhaps", "solutions": []},
       {"id": "plain-too", "text": "or this", "solutions": []}],
     "examples": {"match": [{"log": "epsilon"}], "no_match": [{"log": "omega"}]}},
    {"id": "letter-f", "title": "F", "symptom": "f", "severity": "error", "status": "stable",
     "signature": {"message": "phi", "literal": "phi"}, "needs": ["pppd-debug", "pptp"],
     "solutions": [{"text": "stop"}],
     "examples": {"match": [{"log": "phi"}], "no_match": [{"log": "omega"}]}}
  ]
})pack";

// The lines as pppd's, in one session.
std::string Pppd(const std::vector<std::string>& messages) {
  std::string log = "Nov 22 10:00:00 cli pppd[7]: pppd 2.4.9 started by root, uid 0\n";
  int second = 1;
  for (const std::string& message : messages) {
    log += "Nov 22 10:00:" + std::string(second < 10 ? "0" : "") + std::to_string(second) +
           " cli pppd[7]: " + message + "\n";
    ++second;
  }
  return log;
}

const Knowledge& Letters() {
  static const Knowledge knowledge = KnowledgeOf(kLetters);
  return knowledge;
}

std::vector<std::string> Ids(const Report& report) {
  std::vector<std::string> ids;
  for (const Finding& finding : report.findings) ids.push_back(finding.problem);
  return ids;
}

const Finding& Only(const Report& report) {
  EXPECT_THAT(report.findings, SizeIs(1));
  static const Finding kNothing;
  return report.findings.empty() ? kNothing : report.findings.front();
}

TEST(Analyzer, PointsAtInputLineAndText) {
  const Finding finding = Only(Analyze(Letters(), Pppd({"omega", "beta", "omega"})));
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(0u, finding.evidence[0].input);
  EXPECT_EQ(3u, finding.evidence[0].line);
  EXPECT_EQ("Nov 22 10:00:02 cli pppd[7]: beta", finding.evidence[0].text);
}

TEST(Analyzer, FillsInWhatWasCaptured) {
  EXPECT_EQ("A at home", Only(Analyze(Letters(), Pppd({"alpha at home"}))).title);
  const Finding nowhere = Only(Analyze(Letters(), Pppd({"alpha"})));
  EXPECT_EQ("A at somewhere", nowhere.title);
  ASSERT_THAT(nowhere.solutions, SizeIs(1));
  EXPECT_EQ("leave it", nowhere.solutions[0].text);
}

TEST(Analyzer, WhatIsExplainedIsASymptomAndComesAfterItsCause) {
  const Report report = Analyze(Letters(), Pppd({"alpha", "beta"}));
  ASSERT_THAT(Ids(report), ElementsAre("letter-b", "letter-a"));
  EXPECT_EQ(Role::kCause, report.findings[0].role);
  EXPECT_THAT(report.findings[0].explains, ElementsAre("letter-a"));
  EXPECT_EQ(Role::kSymptom, report.findings[1].role);
  EXPECT_THAT(report.findings[1].explained_by, ElementsAre("letter-b"));
}

TEST(Analyzer, WithoutItsExplanationItIsTheCause) {
  EXPECT_EQ(Role::kCause, Only(Analyze(Letters(), Pppd({"alpha"}))).role);
}

TEST(Analyzer, AStarIsExplainedByAnyOtherCauseButNotByANote) {
  EXPECT_EQ(Role::kSymptom, Analyze(Letters(), Pppd({"gamma", "delta"})).findings[1].role);
  for (const Finding& finding : Analyze(Letters(), Pppd({"gamma", "epsilon"})).findings) {
    EXPECT_EQ(Role::kCause, finding.role) << finding.problem;
  }
}

TEST(Analyzer, APackOfPptpLooksAwayFromOtherCarriers) {
  std::string json = kLetters;
  json.insert(json.find("\"problems\""), "\"carriers\": [\"pptp\"], ");
  const Knowledge letters_of_pptp = KnowledgeOf(json);
  const std::vector<std::string> pppoe = {"Connect: ppp0 <--> eth1", "alpha"};
  EXPECT_THAT(Ids(Analyze(Letters(), Pppd(pppoe))), ElementsAre("letter-a"));
  const Report report = Analyze(letters_of_pptp, Pppd(pppoe));
  EXPECT_THAT(report.findings, IsEmpty());
  EXPECT_THAT(report.not_judged, IsEmpty());
  ASSERT_THAT(report.sessions, SizeIs(1));
  EXPECT_EQ("pppoe", report.sessions[0].carrier);
  EXPECT_THAT(Ids(Analyze(letters_of_pptp, Pppd({"Connect: ppp0 <--> /dev/pts/1", "alpha"}))),
              ElementsAre("letter-a"));
}

TEST(Analyzer, TellsWhatEndedASession) {
  const Report report =
      Analyze(Letters(), Pppd({"LCP: timeout sending Config-Requests", "Connection terminated."}));
  ASSERT_THAT(report.sessions, SizeIs(1));
  ASSERT_TRUE(report.sessions[0].ended_by);
  EXPECT_EQ("LCP: timeout sending Config-Requests", report.sessions[0].ended_by->text);
  EXPECT_EQ(2u, report.sessions[0].ended_by->line);
}

TEST(Analyzer, OtherSessionsExplainNothing) {
  std::string log = Pppd({"alpha"});
  log += "Nov 22 10:30:00 cli pppd[9]: pppd 2.4.9 started by root, uid 0\n";
  log += "Nov 22 10:30:01 cli pppd[9]: beta\n";
  for (const Finding& finding : Analyze(Letters(), log).findings) {
    EXPECT_EQ(Role::kCause, finding.role) << finding.problem;
  }
}

struct CauseCase {
  const char* name;
  std::vector<std::string> messages;
  std::vector<std::string> causes;
  Confidence confidence;
};

const CauseCase kCauseCases[] = {
    {"NoHint", {"epsilon"}, {"plain", "plain-too"}, Confidence::kPossible},
    {"OneHint", {"epsilon", "hint yes"}, {"told"}, Confidence::kCertain},
    {"TwoHints", {"epsilon", "hint yes", "second hint"}, {"told", "told-too"}, Confidence::kLikely},
};

TEST(Analyzer, NamesTheCausesThatTheLogLeavesStanding) {
  for (const CauseCase& test : kCauseCases) {
    SCOPED_TRACE(test.name);
    const Finding finding = Only(Analyze(Letters(), Pppd(test.messages)));
    std::vector<std::string> causes;
    for (const CauseText& cause : finding.causes) causes.push_back(cause.id);
    EXPECT_EQ(test.causes, causes);
    EXPECT_EQ(test.confidence, finding.confidence);
  }
}

TEST(Analyzer, ACauseIsToldInTheWordsOfTheLog) {
  const Finding finding = Only(Analyze(Letters(), Pppd({"epsilon", "hint sugar"})));
  ASSERT_THAT(finding.causes, SizeIs(1));
  EXPECT_EQ("told by sugar", finding.causes[0].text);
  EXPECT_THAT(finding.causes[0].solutions[0].commands, ElementsAre("use sugar"));
}

// People paste commands; what a peer wrote must not become one.
TEST(Analyzer, AValueInACommandIsQuotedForTheShell) {
  const Finding finding = Only(Analyze(Letters(), Pppd({"epsilon", "hint a;reboot"})));
  ASSERT_THAT(finding.causes, SizeIs(1));
  EXPECT_THAT(finding.causes[0].solutions[0].commands, ElementsAre("use 'a;reboot'"));
}

// Feeds line by line and notes after which line each finding was announced.
std::vector<std::pair<size_t, std::string>> Announcements(const std::string& log) {
  std::vector<std::pair<size_t, std::string>> announced;
  size_t line = 0;
  Analyzer analyzer(
      Letters(),
      {.since = {}, .until = {}, .session = {}, .on_finding = [&](const Finding& finding) {
         announced.emplace_back(line, finding.problem);
       }});
  analyzer.BeginInput("log", test::kNow);
  for (size_t start = 0; start < log.size();) {
    const size_t end = log.find('\n', start) + 1;
    ++line;
    analyzer.Feed(log.substr(start, end - start));
    start = end;
  }
  analyzer.EndInput();
  line = 0;
  analyzer.Finish();
  return announced;
}

TEST(Analyzer, AnnouncesWhatIsCertainAtOnceAndTheRestAtTheEnd) {
  const auto announced = Announcements(Pppd({"delta", "beta", "omega", "omega", "omega"}));
  ASSERT_THAT(announced, SizeIs(2));
  EXPECT_EQ("letter-b", announced[0].second);
  EXPECT_GE(announced[0].first, 3u);
  EXPECT_LE(announced[0].first, 5u);  // the reader may hold a line back to see it continued
  EXPECT_EQ((std::pair<size_t, std::string>(0, "letter-d")), announced[1]);
}

TEST(Analyzer, AnnouncesWhatALiveLogHasSaidSoFar) {
  std::vector<std::string> announced;
  Analyzer analyzer(
      Letters(),
      {.since = {}, .until = {}, .session = {}, .on_finding = [&](const Finding& finding) {
         announced.push_back(finding.problem);
       }});
  analyzer.BeginInput("log", test::kNow);
  analyzer.Feed("Using interface ppp0\nalpha\n");
  EXPECT_THAT(announced, IsEmpty()) << "the next line may belong to this one";
  analyzer.Flush();
  EXPECT_THAT(announced, ElementsAre("letter-a"));
  analyzer.EndInput();
  analyzer.Finish();
}

TEST(Analyzer, AnnouncesEachFindingOnce) {
  EXPECT_THAT(Announcements(Pppd({"beta", "beta", "beta", "omega", "omega"})), SizeIs(1));
}

TEST(Analyzer, WhatRecoversIsNotFound) {
  EXPECT_THAT(Ids(Analyze(Letters(), Pppd({"delta"}))), ElementsAre("letter-d"));
  EXPECT_THAT(Ids(Analyze(Letters(), Pppd({"delta", "recovered"}))), IsEmpty());
}

LogTime At(int64_t seconds_after_ten) {
  return {.micros = 1795341600'000000 + seconds_after_ten * 1'000'000};
}

TEST(Analyzer, LooksOnlyBetweenSinceAndUntil) {
  const std::string log = Pppd({"beta", "omega", "gamma"});  // at 1 and 3 seconds
  Analyzer::Options late, early;
  late.since = At(2);
  early.until = At(2);
  EXPECT_THAT(Ids(Analyze(Letters(), log, late)), ElementsAre("letter-c"));
  EXPECT_THAT(Ids(Analyze(Letters(), log, early)), ElementsAre("letter-b"));
}

TEST(Analyzer, KeepsOnlyTheSessionAskedFor) {
  std::string log = Pppd({"beta"});
  log += "Nov 22 10:30:00 cli pppd[9]: pppd 2.4.9 started by root, uid 0\n";
  log += "Nov 22 10:30:01 cli pppd[9]: delta\n";
  const Report all = Analyze(Letters(), log);
  ASSERT_THAT(all.sessions, SizeIs(2));
  Analyzer::Options second;
  second.session = all.sessions[1].id;
  const Report one = Analyze(Letters(), log, second);
  EXPECT_THAT(one.sessions, SizeIs(1));
  EXPECT_THAT(Ids(one), ElementsAre("letter-d"));
}

TEST(Analyzer, SaysWhatALogWithoutDetailCannotTell) {
  const Report report = Analyze(Letters(), Pppd({"omega", "Connection terminated.", "Exit."}));
  ASSERT_THAT(report.not_judged, SizeIs(1));
  EXPECT_EQ("letter-f", report.not_judged[0].problem);
  EXPECT_THAT(report.not_judged[0].needs, ElementsAre("pppd-debug", "pptp"));
}

TEST(Analyzer, AsksForNoDetailOnceTheCauseIsCertain) {
  EXPECT_THAT(Analyze(Letters(), Pppd({"beta", "Connection terminated."})).not_judged, IsEmpty());
}

TEST(Analyzer, AsksForNoDetailWhenTheTunnelWorks) {
  const Report report =
      Analyze(Letters(), Pppd({"Connect: ppp0 <--> /dev/pts/1", "local  IP address 10.0.0.2",
                               "remote IP address 10.0.0.1"}));
  EXPECT_THAT(report.not_judged, IsEmpty());
}

TEST(Analyzer, CountsLinesAndBytesOfEachInput) {
  Analyzer analyzer(Letters(), {});
  analyzer.BeginInput("one", test::kNow);
  analyzer.Feed("a\nb\nc");
  analyzer.EndInput();
  analyzer.BeginInput("two", test::kNow);
  analyzer.EndInput();
  const Report report = analyzer.Finish();
  ASSERT_THAT(report.inputs, SizeIs(2));
  EXPECT_EQ("one", report.inputs[0].name);
  EXPECT_EQ(3u, report.inputs[0].lines);
  EXPECT_EQ(5u, report.inputs[0].bytes);
  EXPECT_EQ(0u, report.inputs[1].lines);
}

TEST(Analyzer, AFindingNamesTheInputItsEvidenceIsFrom) {
  Analyzer analyzer(Letters(), {});
  analyzer.BeginInput("one", test::kNow);
  analyzer.Feed("Nov 22 09:00:00 cli sshd[1]: nothing\n");
  analyzer.EndInput();
  analyzer.BeginInput("two", test::kNow);
  analyzer.Feed(Pppd({"beta"}));
  analyzer.EndInput();
  const Finding finding = Only(analyzer.Finish());
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(1u, finding.evidence[0].input);
}

TEST(Analyzer, ABrokenPackIsNamedWithItsPlace) {
  Result<Knowledge> loaded = Knowledge::Load(
      {{"mine.json",
        "{\"schema\": 1, \"pack\": \"mine\", \"title\": \"Mine\",\n \"problems\": 3}"}});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(Error::Code::kInvalidRule, loaded.error().code());
  EXPECT_THAT(loaded.error().message(), testing::StartsWith("mine.json:2:"));
}

}  // namespace
}  // namespace pptp
