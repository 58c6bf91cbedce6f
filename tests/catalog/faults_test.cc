#include <gtest/gtest.h>

#include <string>

#include "tests/catalog/packs.h"

// What an author sees who breaks a rule of docs/rule-format.md: the text stands at
// column 0, the whole message beside it.
namespace pptp::catalog {
namespace {

struct FaultCase {
  const char* name;
  const char* pack;
  const char* message;
};

const FaultCase kPackFaults[] = {
    {"NotAnObject", R"([1])",
     R"(pack.json:1:1: the document is a list where an object should be
    [1]
    ^ write an object)"},
    {"NoProblems", R"({"schema": 1, "pack": "p", "title": "T"})",
     R"(pack.json:1:1: a pack has no "problems"
    {"schema": 1, "pack": "p", "title": "T"}
    ^ add the field "problems")"},
    {"LaterSchema", R"({"schema": 2, "pack": "p", "title": "T", "problems": []})",
     R"(pack.json:1:12: /schema: schema 2 is unknown here
    {"schema": 2, "pack": "p", "title": "T", "problems": []}
               ^ this version reads schema 1; a later one may be needed)"},
    {"UnknownPackField",
     R"({"schema": 1, "pack": "p", "title": "T",
 "problem": [],
 "problems": []})",
     R"(pack.json:2:2: /problem: a pack has no field "problem"
    "problem": [],
    ^ its fields are schema, pack, title, source, carriers, problems)"},
    {"UnknownCarrier", R"({"schema": 1, "pack": "p", "title": "T", "carriers": ["pigeon"],
 "problems": []})",
     R"(pack.json:1:55: /carriers/0: "pigeon" is no carrier of PPP known here
    {"schema": 1, "pack": "p", "title": "T", "carriers": ["pigeon"],
                                                          ^ write one of pptp, pppoe, pppoa, l2tp, sstp, tls, serial)"},
    {"PackName", R"({"schema": 1, "pack": "My Pack", "title": "T", "problems": []})",
     R"(pack.json:1:23: /pack: "My Pack" is no name for a pack
    {"schema": 1, "pack": "My Pack", "title": "T", "problems": []}
                          ^ write lower-case words joined by "-")"},
    {"EmptyProblem", R"({"schema": 1, "pack": "p", "title": "T", "problems": [{}]})",
     R"(pack.json:1:55: /problems/0: a problem has no "id"
    {"schema": 1, "pack": "p", "title": "T", "problems": [{}]}
                                                          ^ add the field "id")"},
    {"BadSyntax", R"({"schema": 1,, })",
     R"(pack.json:1:14: /schema: a field's name in double quotes should stand here
    {"schema": 1,, }
                 ^ write it, or take the comma before it away)"},
};

// The line that stands for MATCHER in a pack, and the fault in it. The place is that
// in the line: "signature: " is not part of the pack.
struct MatcherFault {
  const char* name;
  const char* signature;
  const char* message;
};

const MatcherFault kMatcherFaults[] = {
    {"NoMatcher", R"({"mesage": "x", "literal": "x"})",
     R"(1:1: : this is no matcher
{"mesage": "x", "literal": "x"}
^ it needs one of the fields message, packet, fact, sequence, all, any, count, without)"},
    {"TwoMatchers", R"({"all": [], "any": []})",
     R"(1:13: /any: a matcher cannot be "all" and "any" at once
{"all": [], "any": []}
            ^ put both into {"all": [ ... ]})"},
    {"BadRegex", R"({"message": "a(b", "literal": "a"})",
     R"(1:13: /message: RE2 does not take this expression: missing ): a(b
{"message": "a(b", "literal": "a"}
            ^ https://github.com/google/re2/wiki/Syntax; in JSON a backslash is written \\)"},
    {"NoLiteral", R"({"message": "abc"})",
     R"(1:1: : a matcher has no "literal"
{"message": "abc"}
^ add the field "literal")"},
    {"EmptyLiteral", R"({"message": "abc", "literal": ""})",
     R"(1:31: /literal: an empty text
{"message": "abc", "literal": ""}
                              ^ write it, or take the field away)"},
    {"WrongLiteral", R"({"message": "ab?c", "literal": "ab"})",
     R"(1:32: /literal: not every text that "message" matches contains "ab"
{"message": "ab?c", "literal": "ab"}
                               ^ take words that stand in the expression outside of [], (?i), ?, * and alternatives without them)"},
    {"UnknownProgram", R"({"message": "abc", "literal": "abc", "program": "ppd"})",
     R"(1:49: /program: no program is called "ppd"
{"message": "abc", "literal": "abc", "program": "ppd"}
                                                ^ write one of pppd, pptp, pptpd, kernel, modprobe, networkmanager, xl2tpd, accel-ppp)"},
    {"GapOutsideSequence", R"({"message": "abc", "literal": "abc", "gap": {"min": "1s"}})",
     R"(1:38: /gap: a matcher has no field "gap"
{"message": "abc", "literal": "abc", "gap": {"min": "1s"}}
                                     ^ its fields are message, literal, program)"},
    {"GapOnFirstMember",
     R"({"sequence": [{"message": "a", "literal": "a", "gap": {"min": "1s"}}]})",
     R"(1:15: /sequence/0: the first member has none before it to keep a gap to
{"sequence": [{"message": "a", "literal": "a", "gap": {"min": "1s"}}]}
              ^ put the gap on a later member)"},
    {"BadDuration", R"({"sequence": [{"message": "a", "literal": "a"}], "within": "60 s"})",
     R"(1:60: /within: "60 s" is no duration
{"sequence": [{"message": "a", "literal": "a"}], "within": "60 s"}
                                                           ^ write a number and ms, s, min or h, such as "60s")"},
    {"EmptyAny", R"({"any": []})",
     R"(1:9: /any: an empty list
{"any": []}
        ^ write at least one matcher)"},
    {"CountOfComposite", R"({"count": {"any": [{"message": "a", "literal": "a"}]}, "min": 2})",
     R"(1:11: /count: only lines can be counted
{"count": {"any": [{"message": "a", "literal": "a"}]}, "min": 2}
          ^ count a message or packet)"},
    {"CountWithoutNumber", R"({"count": {"message": "a", "literal": "a"}})",
     R"(1:1: : a count without a number
{"count": {"message": "a", "literal": "a"}}
^ add "min" or "max")"},
    {"CountMinAboveMax", R"({"count": {"message": "a", "literal": "a"}, "min": 3, "max": 2})",
     R"(1:62: /max: "max" is less than "min"
{"count": {"message": "a", "literal": "a"}, "min": 3, "max": 2}
                                                             ^ swap the two)"},
    {"NothingButWithout", R"({"without": {"message": "a", "literal": "a"}})",
     R"(1:1: : no line can make this signature hold
{"without": {"message": "a", "literal": "a"}}
^ it is made of "without" and "fact" alone; add a message, packet or a count with "min")"},
    {"SequenceOfWithout", R"({"sequence": [{"without": {"message": "a", "literal": "a"}}]})",
     R"(1:14: /sequence: no member of the sequence is a line
{"sequence": [{"without": {"message": "a", "literal": "a"}}]}
             ^ add a message or packet)"},
    {"UnknownProtocol", R"({"packet": {"protocol": "LPC"}})",
     R"(1:25: /packet/protocol: no protocol is called "LPC"
{"packet": {"protocol": "LPC"}}
                        ^ write one of LCP, PAP, CHAP, EAP, CBCP, CCP, IPCP, IPV6CP, IPXCP, ATCP, ECP, a number as "0x80fd")"},
    {"UnknownCode", R"({"packet": {"protocol": "CHAP", "code": "ConfReq"}})",
     R"(1:41: /packet/code: no code of the protocol is called "ConfReq"
{"packet": {"protocol": "CHAP", "code": "ConfReq"}}
                                        ^ write one of Challenge, Response, Success, Failure)"},
    {"UnknownOption", R"({"packet": {"protocol": "CCP", "option": "mru 1400"}})",
     R"(1:42: /packet/option: "mru 1400" is no option that can be read
{"packet": {"protocol": "CCP", "option": "mru 1400"}}
                                         ^ write a name such as "mru", or name and value as pppd prints them, such as "auth chap MS-v2")"},
    {"MppeLetters", R"({"packet": {"mppe": {"has": "HX"}}})",
     R"(1:29: /packet/mppe/has: 'X' is no letter of an MPPE bit
{"packet": {"mppe": {"has": "HX"}}}
                            ^ write letters out of HMSLDCU)"},
    {"MppeOutsideCcp", R"({"packet": {"protocol": "LCP", "mppe": {"has": "H"}}})",
     R"(1:40: /packet/mppe: only CCP has an MPPE option
{"packet": {"protocol": "LCP", "mppe": {"has": "H"}}}
                                       ^ write "protocol": "CCP")"},
    {"PacketId", R"({"packet": {"id": 256}})",
     R"(1:19: /packet/id: "id" is out of range
{"packet": {"id": 256}}
                  ^ write a whole number from 0 to 255)"},
    {"RejectedWord", R"({"packet": {"rejected": "CCP"}})",
     R"(1:25: /packet/rejected: "CCP" is no protocol number
{"packet": {"rejected": "CCP"}}
                        ^ write a number as "0x80fd", or "unknown")"},
    {"EmptyPacket", R"({"packet": {}})",
     R"(1:12: /packet: a packet matcher without a field fits every packet
{"packet": {}}
           ^ name at least a protocol)"},
    {"FactWithoutTest", R"({"all": [{"message": "a", "literal": "a"}, {"fact": "phase"}]})",
     R"(1:44: /all/1: a fact without a test
{"all": [{"message": "a", "literal": "a"}, {"fact": "phase"}]}
                                           ^ add one of "is", "has", "min", "max", "known")"},
    {"FactOfWrongType",
     R"({"all": [{"message": "a", "literal": "a"}, {"fact": "seconds", "is": "x"}]})",
     R"(1:70: /all/1/is: this is a text where a number should be
{"all": [{"message": "a", "literal": "a"}, {"fact": "seconds", "is": "x"}]}
                                                                     ^ write a number)"},
    {"FactWithoutOrder",
     R"({"all": [{"message": "a", "literal": "a"}, {"fact": "user", "min": 1}]})",
     R"(1:68: /all/1/min: "user" is not a number
{"all": [{"message": "a", "literal": "a"}, {"fact": "user", "min": 1}]}
                                                                   ^ use "is" or "has")"},
    {"FactOfUnknownPhase",
     R"({"all": [{"message": "a", "literal": "a"}, {"fact": "phase", "min": "ppp"}]})",
     R"(1:69: /all/1/min: no phase is called "ppp"
{"all": [{"message": "a", "literal": "a"}, {"fact": "phase", "min": "ppp"}]}
                                                                    ^ write one of none, control, call, lcp, authentication, ccp, ipcp, up)"},
    {"FactThatNeverIs",
     R"({"all": [{"message": "a", "literal": "a"}, {"fact": "side", "is": "peer"}]})",
     R"(1:67: /all/1/is: "side" is never "peer"
{"all": [{"message": "a", "literal": "a"}, {"fact": "side", "is": "peer"}]}
                                                                  ^ write one of client, server, unknown)"},
};

// The problems stand in one list; whatever is wrong is in this text.
struct ProblemFault {
  const char* name;
  const char* more;  // fields put into a problem that is right otherwise
  const char* message;
};
const ProblemFault kProblemFaults[] = {
    {"UnknownField", "\"simptom\": \"S\",",
     R"(/problems/0/simptom: a problem has no field "simptom")"},
    {"SameFieldTwice", "\"title\": \"S\",",
     R"(/problems/0/title: the field "title" stands twice in one object)"},
    {"Number", "\"number\": 32,", R"(/problems/0/number: "number" is out of range)"},
    {"Needs", "\"needs\": [\"debug\"],",
     R"(/problems/0/needs/0: "debug" means nothing in "needs")"},
    {"FaultTree", "\"fault_tree\": [\"pong\"],",
     R"(/problems/0/fault_tree/0: "pong" means nothing in "fault_tree")"},
    {"ExplainedByNobody", "\"explained_by\": [\"*\", \"nobody\"],",
     R"(/problems/0/explained_by/1: no problem has the id "nobody")"},
    {"CauseWithoutText", "\"causes\": [{\"id\": \"c\", \"solutions\": []}],",
     R"(/problems/0/causes/0: a cause has no "text")"},
    {"SameCauseTwice",
     "\"causes\": [{\"id\": \"c\", \"text\": \"t\", \"solutions\": []},\n"
     " {\"id\": \"c\", \"text\": \"t\", \"solutions\": []}],",
     R"(/problems/0/causes/1/id: the problem has a cause "c" already)"},
    {"TextNamesNobody",
     "\"causes\": [{\"id\": \"c\", \"text\": \"to {peer}\", \"solutions\": []}],",
     R"(/problems/0/causes/0/text: no group of the problem's matchers is called "peer")"},
    {"CommandWithABrace",
     "\"causes\": [{\"id\": \"c\", \"text\": \"t\", \"solutions\": [{\"text\": \"t\",\n"
     "\"commands\": [\"awk '{ print $1 }'\"]}]}],",
     R"(/problems/0/causes/0/solutions/0/commands/0: a '{' that begins or ends no {name})"},
};

template <typename T>
std::string RowName(const testing::TestParamInfo<T>& row) {
  return row.param.name;
}

class PackFault : public testing::TestWithParam<FaultCase> {};
TEST_P(PackFault, IsShownAtItsPlace) {
  EXPECT_EQ(FaultOf(GetParam().pack), GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(All, PackFault, testing::ValuesIn(kPackFaults), RowName<FaultCase>);

class MatcherFaultTest : public testing::TestWithParam<MatcherFault> {};
TEST_P(MatcherFaultTest, IsShownAtItsPlace) {
  // The signature stands at the start of a line of its own, line 5 of the pack.
  const std::string signature = GetParam().signature;
  const std::string pack = PackWithSignature("\n" + signature + "\n");
  const std::string message = FaultOf(pack);
  std::string expected = GetParam().message;
  // "1:13: /message: ..." in the row is "pack.json:5:13: /problems/0/signature/message: ...".
  expected.replace(
      0, expected.find(": ") + 2,
      "pack.json:5" + expected.substr(1, expected.find(": ") - 1) + ": /problems/0/signature");
  for (size_t at = expected.find('\n'); at != std::string::npos; at = expected.find('\n', at + 1)) {
    expected.insert(at + 1, "    ");
  }
  EXPECT_EQ(message, expected);
}
INSTANTIATE_TEST_SUITE_P(All, MatcherFaultTest, testing::ValuesIn(kMatcherFaults),
                         RowName<MatcherFault>);

class ProblemFaultTest : public testing::TestWithParam<ProblemFault> {};
TEST_P(ProblemFaultTest, IsNamed) {
  const std::string good = R"({"message": "x", "literal": "x"})";
  ASSERT_EQ(FaultOf(PackOf({ProblemText("a", "", good)})), "");
  const std::string message = FaultOf(PackOf({ProblemText("a", GetParam().more, good)}));
  const std::string first_line = message.substr(0, message.find('\n'));
  EXPECT_EQ(first_line.substr(first_line.find(": ") + 2), GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(All, ProblemFaultTest, testing::ValuesIn(kProblemFaults),
                         RowName<ProblemFault>);

const char kGood[] = R"({"message": "x", "literal": "x"})";

TEST(Faults, SameIdInOneAndInTwoPacks) {
  const std::string pack = PackOf({ProblemText("a", "", kGood)});
  EXPECT_EQ(FaultOf(PackOf({ProblemText("a", "", kGood), ProblemText("a", "", kGood)})),
            "pack.json:7:8: /problems/1/id: the id \"a\" is taken: pack.json:2:8 has it\n"
            "    {\"id\": \"a\",\n"
            "           ^ choose another id, or load only one of the two packs");
  const auto two = Catalog::Compile({{"one.json", pack}, {"two.json", pack}});
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().message(),
            "two.json:2:8: /problems/0/id: the id \"a\" is taken: one.json:2:8 has it\n"
            "    {\"id\": \"a\",\n"
            "           ^ choose another id, or load only one of the two packs");
}

TEST(Faults, SameNumberTwice) {
  const std::string message = FaultOf(PackOf(
      {ProblemText("a", "\"number\": 7,", kGood), ProblemText("b", "\"number\": 7,", kGood)}));
  EXPECT_NE(message.find("/problems/1/number: the number 7 is taken: pack.json:2:23 has it"),
            std::string::npos)
      << message;
}

TEST(Faults, IdsOfOtherPacksAreKnown) {
  const std::string one = PackOf({ProblemText("a", "\"explained_by\": [\"b\"],", kGood)});
  const std::string two = PackOf({ProblemText("b", "\"explained_by\": [\"*\", \"a\"],", kGood)});
  EXPECT_NE(FaultOf(one), "");
  const auto both = Catalog::Compile({{"one.json", one}, {"two.json", two}});
  EXPECT_TRUE(both) << both.error().message();
}

TEST(Faults, CheckNamesThemAllInOrder) {
  const std::string pack =
      PackOf({ProblemText("A", "\"needs\": 1,", R"({"message": "(", "literal": "x"})"),
              ProblemText("b", "\"extra\": 0,", R"({"packet": {"codes": "x", "id": -1}})")});
  const std::vector<Error> errors = Catalog::Check({{"pack.json", pack}});
  std::vector<std::string> places;
  for (const Error& error : errors) {
    const std::string& message = error.message();
    const size_t start = message.find(": ") + 2;
    places.push_back(message.substr(start, message.find(": ", start) - start));
    EXPECT_EQ(error.code(), Error::Code::kInvalidRule);
  }
  EXPECT_EQ(places, (std::vector<std::string>{"/problems/0/id", "/problems/0/needs",
                                              "/problems/0/signature/message", "/problems/1/extra",
                                              "/problems/1/signature/packet/codes",
                                              "/problems/1/signature/packet/id"}));
}

TEST(Faults, ExpressionsTooLargeToCompile) {
  const std::string message =
      FaultOf(PackWithSignature(R"({"message": "x(?:[a-z]{900}){9}", "literal": "x"})"));
  EXPECT_NE(message.find("RE2 does not take this expression"), std::string::npos) << message;
}

}  // namespace
}  // namespace pptp::catalog
