#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/catalog/regex.h"
#include "tests/catalog/packs.h"

namespace pptp::catalog {
namespace {

using log::Program;

session::Event EventOf(Program program, std::string_view text) {
  session::Event event;
  event.program = program;
  event.text = text;
  return event;
}

std::vector<LeafMatch> Matches(const Catalog& catalog, const session::Event& event) {
  std::vector<LeafMatch> hits;
  catalog.Match(event, &hits);
  return hits;
}

struct MessageCase {
  const char* name;
  const char* matcher;
  Program program;
  const char* text;
  bool matches;
};
const char kRefused[] =
    R"json({"message": "(?:\\S+ )?(?:warn|log)\\[open_inetsock:[^\\]]*\\]: connect: (?P<why>.*)",
                            "literal": "[open_inetsock:", "program": "pptp"})json";
const char kModem[] = R"({"message": "Modem hangup$", "literal": "Modem hangup"})";
const char kEither[] = R"({"message": "Call", "literal": "Call", "program": ["pptp", "pptpd"]})";

const MessageCase kMessageCases[] = {
    {"Old", kRefused, Program::kPptp,
     "warn[open_inetsock:pptp_callmgr.c:305]: connect: Connection refused", true},
    {"New", kRefused, Program::kPptp,
     "anon warn[open_inetsock:pptp_callmgr.c:352]: connect: Connection refused", true},
    {"FromTheStart", kRefused, Program::kPptp,
     "he said warn[open_inetsock:pptp_callmgr.c:305]: connect: x", false},
    {"OtherProgram", kRefused, Program::kPppd, "warn[open_inetsock:pptp_callmgr.c:305]: connect: x",
     false},
    {"WithoutATag", kRefused, Program::kUnknown,
     "warn[open_inetsock:pptp_callmgr.c:305]: connect: x", true},
    {"UnderAWrapper", kRefused, Program::kWrapper,
     "warn[open_inetsock:pptp_callmgr.c:305]: connect: x", true},
    {"Unrelated", kRefused, Program::kOther, "warn[open_inetsock:pptp_callmgr.c:305]: connect: x",
     false},
    {"EndOfText", kModem, Program::kPppd, "Modem hangup", true},
    {"NotTheEnd", kModem, Program::kPppd, "Modem hangup again", false},
    {"OneOfTwoPrograms", kEither, Program::kPptpd, "Call manager", true},
    {"NoneOfTwoPrograms", kEither, Program::kKernel, "Call manager", false},
    {"AnyProgram", kModem, Program::kKernel, "Modem hangup", true},
    {"CaseMatters", kModem, Program::kPppd, "modem hangup", false},
    {"BytesThatAreNotUtf8", R"({"message": "a.b.c\\xff", "literal": "c"})", Program::kPppd,
     "a\xC3"
     "b\n"
     "c\xff",
     true},
    {"CharactersOutsideAscii", "{\"message\": \"caf\xC3\xA9$\", \"literal\": \"\xC3\xA9\"}",
     Program::kPppd, "caf\xC3\xA9", true},
};

class MessageMatcher : public testing::TestWithParam<MessageCase> {};
TEST_P(MessageMatcher, Matches) {
  const auto catalog = CompileOrDie(PackWithSignature(GetParam().matcher));
  const auto hits = Matches(*catalog, EventOf(GetParam().program, GetParam().text));
  EXPECT_EQ(hits.size(), GetParam().matches ? 1u : 0u);
}
INSTANTIATE_TEST_SUITE_P(All, MessageMatcher, testing::ValuesIn(kMessageCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(MessageMatcher, CapturesNoMoreThanAnybodyReads) {
  const auto catalog = CompileOrDie(PackWithSignature(kRefused));
  const std::string text = "warn[open_inetsock:x]: connect: " + std::string(5000, 'y');
  const auto hits = Matches(*catalog, EventOf(Program::kPptp, text));
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].leaf, 0u);
  ASSERT_NE(hits[0].captures, nullptr);
  EXPECT_EQ(*hits[0].captures, (Captures{{"why", std::string(Regex::kLongestCapture, 'y')}}));
}

TEST(MessageMatcher, GroupsThatTookNoPartCaptureNothing) {
  const auto catalog =
      CompileOrDie(PackWithSignature(R"({"message": "x(?P<a>1)?(?P<b>2)?", "literal": "x"})"));
  const auto hits = Matches(*catalog, EventOf(Program::kPppd, "x2"));
  ASSERT_EQ(hits.size(), 1u);
  ASSERT_NE(hits[0].captures, nullptr);
  EXPECT_EQ(*hits[0].captures, (Captures{{"b", "2"}}));
}

TEST(MessageMatcher, TakesManyGroups) {
  std::string pattern = "x";
  for (int i = 0; i < 40; ++i) pattern += fmt::format("(?P<g{}>.)", i);
  const auto catalog = CompileOrDie(
      PackWithSignature(fmt::format(R"({{"message": "{}", "literal": "x"}})", pattern)));
  const auto hits = Matches(*catalog, EventOf(Program::kPppd, "x" + std::string(40, 'y')));
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].captures->size(), 40u);
}

TEST(MessageMatcher, EqualOnesAreOneLeafOfSeveralProblems) {
  const auto catalog = CompileOrDie(
      PackOf({ProblemText("one", "", kModem), ProblemText("two", "", kRefused),
              ProblemText("three", "", fmt::format(R"({{"all": [{}, {}]}})", kModem, kEither))}));
  EXPECT_EQ(catalog->leaf_count(), 3u);
  EXPECT_EQ(catalog->ProblemsCompletedBy(0), (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(catalog->ProblemsCompletedBy(1), (std::vector<uint32_t>{1}));
  EXPECT_EQ(catalog->ProblemsCompletedBy(2), (std::vector<uint32_t>{2}));
  EXPECT_EQ(catalog->LiteralsFor(log::Program::kUnknown),
            (std::vector<std::string>{"Call", "Modem hangup", "[open_inetsock:"}));
}

}  // namespace
}  // namespace pptp::catalog
