#include "lib/diagnose/other_end.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/diagnose/analyze.h"

namespace pptp::diagnose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kPack[] = R"pack({
  "schema": 1, "pack": "ends", "title": "Ends",
  "problems": [
    {"id": "silence", "title": "Silence", "symptom": "s", "severity": "error", "status": "stable",
     "signature": {"message": "silence", "literal": "silence"}, "explained_by": ["*", "wall"],
     "solutions": [{"text": "listen"}],
     "examples": {"match": [{"log": "silence"}], "no_match": [{"log": "noise"}]}},
    {"id": "wall", "title": "Wall", "symptom": "w", "severity": "error", "status": "stable",
     "signature": {"message": "wall", "literal": "wall"}, "solutions": [{"text": "climb"}],
     "examples": {"match": [{"log": "wall"}], "no_match": [{"log": "door"}]}},
    {"id": "grief", "title": "Grief", "symptom": "g", "severity": "error", "status": "stable",
     "signature": {"message": "grief", "literal": "grief"}, "solutions": [{"text": "mourn"}],
     "examples": {"match": [{"log": "grief"}], "no_match": [{"log": "joy"}]}}
  ]
})pack";

// A report of sessions with at most one finding each.
class OtherEnd : public testing::Test {
 protected:
  void Session(const std::string& host, const std::string& side, int64_t second,
               const std::string& problem = "") {
    SessionReport session;
    session.id = "s" + std::to_string(report_.sessions.size() + 1);
    session.host = host;
    session.side = side;
    session.began = LogTime{test::kNow + second * 1'000'000};
    if (!problem.empty()) {
      Finding finding;
      finding.problem = problem;
      finding.session = session.id;
      report_.findings.push_back(finding);
    }
    report_.sessions.push_back(session);
  }

  // The problems found, with a "?" after those that something explains.
  std::vector<std::string> Explain() {
    static const Knowledge knowledge = test::KnowledgeOf(kPack);
    ExplainAcrossEnds(knowledge.catalog(), &report_);
    std::vector<std::string> found;
    for (const Finding& finding : report_.findings) {
      found.push_back(finding.problem + (finding.role == Role::kSymptom ? "?" : ""));
    }
    return found;
  }

  Report report_;
};

TEST_F(OtherEnd, ExplainsWhatThisEndSuffersFrom) {
  Session("cli", "client", 0, "silence");
  Session("srv", "server", 3, "wall");
  EXPECT_THAT(Explain(), ElementsAre("silence?", "wall"));
  EXPECT_THAT(report_.findings[0].explained_by, ElementsAre("wall"));
  EXPECT_THAT(report_.findings[1].explains, ElementsAre("silence"));
}

TEST_F(OtherEnd, MustBeNamedAsTheExplanation) {
  Session("cli", "client", 0, "silence");
  Session("srv", "server", 3, "grief");
  EXPECT_THAT(Explain(), ElementsAre("silence", "grief"));
}

TEST_F(OtherEnd, OfTheLastAttemptBeforeItIsMeant) {
  Session("cli", "client", 0, "silence");
  Session("cli", "client", 30, "silence");
  Session("srv", "server", 33, "wall");
  EXPECT_THAT(Explain(), ElementsAre("silence", "silence?", "wall"));
}

struct DoubtCase {
  const char* name;
  const char* host;
  const char* side;
  int64_t second;
};
const DoubtCase kDoubtCases[] = {
    {"SameHost", "cli", "server", 3},     {"SameSide", "srv", "client", 3},
    {"UnknownSide", "srv", "unknown", 3}, {"NoHostNamed", "", "server", 3},
    {"LongAfter", "srv", "server", 61},   {"Before", "srv", "server", -3},
};

TEST_F(OtherEnd, ExplainsNothingInDoubt) {
  for (const DoubtCase& row : kDoubtCases) {
    SCOPED_TRACE(row.name);
    report_ = {};
    Session("cli", "client", 0, "silence");
    Session(row.host, row.side, row.second, "wall");
    EXPECT_THAT(Explain(), ElementsAre("silence", "wall"));
  }
}

TEST_F(OtherEnd, ExplainsNothingWhenTwoClientsComeIntoQuestion) {
  Session("one", "client", 0, "silence");
  Session("two", "client", 1, "silence");
  Session("srv", "server", 3, "wall");
  EXPECT_THAT(Explain(), ElementsAre("silence", "silence", "wall"));
}

TEST_F(OtherEnd, ExplainsNothingWhenTwoServersComeIntoQuestion) {
  Session("cli", "client", 0, "silence");
  Session("srv", "server", 3, "wall");
  Session("srv", "server", 4, "wall");
  EXPECT_THAT(Explain(), ElementsAre("silence", "wall", "wall"));
}

TEST_F(OtherEnd, WithNothingFoundExplainsNothing) {
  Session("cli", "client", 0, "silence");
  Session("srv", "server", 3);
  EXPECT_THAT(Explain(), ElementsAre("silence"));
  report_.findings.clear();
  EXPECT_THAT(Explain(), IsEmpty());
}

}  // namespace
}  // namespace pptp::diagnose
