#include "lib/catalog/examples.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/catalog/packs.h"

namespace pptp::catalog {
namespace {

const char kRefused[] =
    R"json({"message": "(?:\\S+ )?warn\\[open_inetsock:[^\\]]*\\]: connect: (?P<why>.*)", "literal": "[open_inetsock:"})json";
const char kHangup[] =
    R"({"message": "Modem hangup", "literal": "Modem hangup", "program": "pppd"})";
const char kRefusedLine[] =
    "Nov 22 05:19:05 host pptp[7]: anon warn[open_inetsock:pptp_callmgr.c:352]: connect: "
    "Connection refused";
const char kHangupLine[] = "Nov 22 05:19:06 host pppd[8]: Modem hangup";

struct ExampleCase {
  const char* name;
  std::string signature;
  std::string match;  // the examples, without the list's brackets
  std::string no_match;
  const char* fault;  // "" for none
};

std::string Log(std::string_view line, std::string_view more = "") {
  return fmt::format(R"({{"log": "{}"{}}})", line, more);
}

const ExampleCase kExampleCases[] = {
    {"Right", kRefused, Log(kRefusedLine), Log(kHangupLine), ""},
    {"RightCaptures", kRefused, Log(kRefusedLine, R"(, "captures": {"why": "Connection refused"})"),
     Log(kHangupLine), ""},
    {"NotFound", kRefused, Log(kHangupLine), Log("x"),
     R"(problem "test-problem" is not found in this match example)"},
    {"FoundThough", kRefused, Log(kRefusedLine), Log(kRefusedLine),
     R"(problem "test-problem" is found in this no_match example)"},
    {"OtherCapture", kRefused, Log(kRefusedLine, R"(, "captures": {"why": "No route to host"})"),
     Log("x"), R"("why" captures "Connection refused" here)"},
    {"NoCapture", kRefused, Log(kRefusedLine, R"(, "captures": {"who": "me"})"), Log("x"),
     R"(nothing is captured as "who" here)"},
    {"BranchNotExercised", fmt::format(R"({{"any": [{}, {}]}})", kRefused, kHangup),
     Log(kRefusedLine), Log("x"),
     R"(no match example of problem "test-problem" exercises signature/any/1)"},
    {"BranchesExercised", fmt::format(R"({{"any": [{}, {}]}})", kRefused, kHangup),
     Log(kRefusedLine) + "," + Log(kHangupLine), Log("x"), ""},
    {"InnerBranchNotExercised",
     fmt::format(R"({{"all": [{}, {{"any": [{}, {}]}}]}})", kRefused, kRefused, kHangup),
     Log(kRefusedLine), Log("x"),
     R"(no match example of problem "test-problem" exercises signature/all/1/any/1)"},
    {"BranchUnderWithoutNeedsNoExample",
     fmt::format(R"({{"all": [{}, {{"without": {{"any": [{}]}}}}]}})", kRefused, kHangup),
     Log(kRefusedLine), Log("x"), ""},
};

class Examples : public testing::TestWithParam<ExampleCase> {};
TEST_P(Examples, AreRun) {
  const ExampleCase& row = GetParam();
  const std::string pack = fmt::format(
      R"({{"schema": 1, "pack": "p", "title": "T", "problems": [{{"id": "test-problem",
"title": "T", "symptom": "S", "severity": "error", "status": "stable", "signature": {},
"solutions": [{{"text": "t"}}],
"examples": {{"match": [{}], "no_match": [{}]}}}}]}})",
      row.signature, row.match, row.no_match);
  ASSERT_EQ(FaultOf(pack), "");
  const std::string message = FaultOf(pack, true);
  const std::string first_line = message.substr(0, message.find('\n'));
  if (row.fault[0] == '\0') {
    EXPECT_EQ(message, "");
  } else {
    EXPECT_TRUE(first_line.starts_with("pack.json:4:")) << message;
    EXPECT_TRUE(first_line.ends_with(row.fault)) << message;
  }
}
INSTANTIATE_TEST_SUITE_P(All, Examples, testing::ValuesIn(kExampleCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Examples, OfThePackWithEveryMatcherAreRight) {
  const std::string pack = ReadTestFile("every_matcher.json");
  std::string faults;
  for (const Error& error : Catalog::Check({{"every_matcher.json", pack}}, true)) {
    faults += error.message() + '\n';
  }
  EXPECT_EQ(faults, "");
}

}  // namespace
}  // namespace pptp::catalog
