#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pptp/render.h"
#include "tests/report/golden_file.h"

namespace pptp::report {
namespace {

using testing::HasSubstr;

// A pack of two problems, one of which can be the other's cause.
constexpr char kPack[] = R"json({
  "schema": 1,
  "pack": "sample",
  "title": "Two problems",
  "problems": [
    {
      "id": "server-refuses",
      "number": 4,
      "title": "The server answers: {why|Connection refused}",
      "symptom": "pptp cannot connect, and says so before anything else happens.",
      "severity": "error",
      "status": "stable",
      "signature": {"message": "connect: (?P<why>Connection refused)", "literal": "connect: "},
      "causes": [
        {
          "id": "not-running",
          "text": "No PPTP server runs there.",
          "solutions": [{"text": "Start it.", "commands": ["systemctl start pptpd"]}]
        },
        {
          "id": "wrong-address",
          "text": "The address is that of another machine.",
          "solutions": [
            {"text": "Correct the pty option.", "pppd_options": {"add": ["pty \"pptp SERVER\""]}}
          ]
        }
      ],
      "fault_tree": ["ping", "tcp-1723"],
      "references": ["PPTP Client Diagnosis HOWTO, 2002-09-10"],
      "examples": {
        "match": [{"log": "connect: Connection refused"}],
        "no_match": [{"log": "connect: Network is unreachable"}]
      }
    },
    {
      "id": "hangup",
      "title": "The tunnel's other half is gone",
      "symptom": "pppd reports a hangup.",
      "severity": "warning",
      "status": "experimental",
      "signature": {"message": "Modem hangup", "literal": "Modem hangup"},
      "needs": ["pptp"],
      "explained_by": ["server-refuses"],
      "solutions": [{"text": "Look for what pptp says."}],
      "examples": {
        "match": [{"log": "Modem hangup"}],
        "no_match": [{"log": "Remote message: Modem hangup"}]
      }
    }
  ]
})json";

class ExplainTest : public testing::Test {
 protected:
  void SetUp() override {
    knowledge_ = Knowledge::Load({{"sample.json", kPack}}, /*builtin=*/false);
    ASSERT_TRUE(knowledge_) << knowledge_.error().message();
  }

  Result<Knowledge> knowledge_ = Fail(Error::NotFound("not loaded"));
};

TEST_F(ExplainTest, ListsOneProblemALine) {
  ExpectGolden("list.txt", RenderList(*knowledge_, {}));
}

TEST_F(ExplainTest, ExplainsByIdAndByNumber) {
  const Result<std::string> by_id = RenderProblem(*knowledge_, "server-refuses", {});
  ASSERT_TRUE(by_id) << by_id.error().message();
  ExpectGolden("explain_error.txt", *by_id);
  EXPECT_EQ(*by_id, RenderProblem(*knowledge_, "4", {}).value());
}

TEST_F(ExplainTest, NamesWhatExplainsAConsequence) {
  ExpectGolden("explain_consequence.txt", RenderProblem(*knowledge_, "hangup", {}).value());
}

TEST_F(ExplainTest, OffersTheNearestIds) {
  for (const char* wrong : {"server-refuse", "refuses", "SERVER-REFUSES", "servr-refuses"}) {
    const Result<std::string> text = RenderProblem(*knowledge_, wrong, {});
    ASSERT_FALSE(text) << wrong;
    EXPECT_EQ(Error::Code::kNotFound, text.error().code());
    EXPECT_THAT(text.error().message(), HasSubstr("near to it are: server-refuses")) << wrong;
  }
}

TEST_F(ExplainTest, CopesWithAnyQuestion) {
  for (const std::string& wrong :
       {std::string(), std::string("99"), std::string("\x1b[2J"), std::string(100'000, 'x')}) {
    const Result<std::string> text = RenderProblem(*knowledge_, wrong, {});
    ASSERT_FALSE(text);
    EXPECT_LT(text.error().message().size(), 400u);
    EXPECT_EQ(std::string::npos, text.error().message().find('\x1b'));
  }
}

}  // namespace
}  // namespace pptp::report
