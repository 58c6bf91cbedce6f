#include "lib/tunnel/lcp_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tunnel/control_layer_end.h"
#include "tests/tunnel/option_text.h"

namespace pptp::tunnel {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr ppp::Protocol kLcp = ppp::Protocol::kLcp;

LcpWishes Client() {
  LcpWishes wishes;
  wishes.authenticate_to_peer = {AuthMethod::kMsChapV2, AuthMethod::kMsChap, AuthMethod::kChapMd5,
                                 AuthMethod::kPap};
  return wishes;
}

LcpWishes OnlyMsChapV2() {
  LcpWishes wishes;
  wishes.authenticate_to_peer = {AuthMethod::kMsChapV2};
  return wishes;
}

LcpWishes OnlyPap() {
  LcpWishes wishes;
  wishes.authenticate_to_peer = {AuthMethod::kPap};
  return wishes;
}

LcpWishes Server() {
  LcpWishes wishes;
  wishes.mru = 1400;
  wishes.require_from_peer = {AuthMethod::kMsChapV2, AuthMethod::kMsChap, AuthMethod::kPap};
  return wishes;
}

LcpWishes PapServer() {
  LcpWishes wishes;
  wishes.require_from_peer = {AuthMethod::kPap, AuthMethod::kChapMd5};
  return wishes;
}

LcpWishes LongFrames() {
  LcpWishes wishes;
  wishes.mru = 4000;
  return wishes;
}

LcpWishes Bare() {
  LcpWishes wishes;
  wishes.asyncmap.reset();
  wishes.magic = wishes.pcomp = wishes.accomp = false;
  return wishes;
}

using MakeWishes = LcpWishes (*)();

// Options that had their Restart(): our magic number is 1.
struct Fresh {
  explicit Fresh(MakeWishes make) : options(make(), &random) { options.Restart(); }

  std::string Request() { return TextOf(kLcp, options.Request()); }
  std::string Judge(const std::string& request, bool may_nak = true) {
    return TextOf(kLcp, options.Judge(OptionsOf(kLcp, request), may_nak, &actions));
  }
  bool Nak(const std::string& text) { return options.OnNak(OptionsOf(kLcp, text), &actions); }
  bool Reject(const std::string& text) { return options.OnReject(OptionsOf(kLcp, text), &actions); }

  CountingRandom random;
  LcpOptions options;
  Actions actions;
};

struct RequestCase {
  const char* name;
  MakeWishes wishes;
  const char* request;
};
const RequestCase kRequests[] = {
    {"Client", Client, "<asyncmap 0x0> <magic 0x1> <pcomp> <accomp>"},
    {"Server", Server, "<mru 1400> <asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"PapServer", PapServer, "<asyncmap 0x0> <auth pap> <magic 0x1> <pcomp> <accomp>"},
    {"Bare", Bare, ""},
};

TEST(LcpOptions, AsksInPppdsOrder) {
  for (const RequestCase& row : kRequests) {
    EXPECT_EQ(row.request, Fresh(row.wishes).Request()) << row.name;
  }
}

TEST(LcpOptions, DoesNotAskForTheMruThatNeedsNoAsking) {
  LcpWishes wishes = Bare();
  wishes.mru = 1500;
  CountingRandom random;
  LcpOptions options(wishes, &random);
  options.Restart();
  EXPECT_THAT(options.Request().list, IsEmpty());
}

struct JudgeCase {
  const char* name;
  MakeWishes wishes;
  const char* request;
  const char* answer;             // while we may Nak
  const char* answer_at_the_end;  // when we sent enough Naks; null when the same
};
const JudgeCase kJudged[] = {
    {"Nothing", Client, "", "ConfAck ", nullptr},
    {"Everything", Client,
     "<mru 1400> <asyncmap 0xffffffff> <auth chap MS-v2> <magic 0x77> <pcomp> <accomp>",
     "ConfAck <mru 1400> <asyncmap 0xffffffff> <auth chap MS-v2> <magic 0x77> <pcomp> <accomp>",
     nullptr},
    {"LeastMru", Client, "<mru 128>", "ConfAck <mru 128>", nullptr},
    {"MruTooSmall", Client, "<mru 127>", "ConfNak <mru 128>", "ConfRej <mru 127>"},
    {"HugeMru", Client, "<mru 65535>", "ConfAck <mru 65535>", nullptr},
    {"MruOfOneByte", Client, "< 01 03 05>", "ConfRej < 01 03 05>", nullptr},
    {"MruWithoutValue", Client, "< 01 02>", "ConfRej < 01 02>", nullptr},
    {"AsyncmapTooShort", Client, "< 02 04 00 00>", "ConfRej < 02 04 00 00>", nullptr},
    {"AnyWillingMethod", Client, "<auth pap>", "ConfAck <auth pap>", nullptr},
    {"MethodRefused", OnlyMsChapV2, "<auth chap MS>", "ConfNak <auth chap MS-v2>",
     "ConfRej <auth chap MS>"},
    {"PapRefused", OnlyMsChapV2, "<auth pap>", "ConfNak <auth chap MS-v2>", "ConfRej <auth pap>"},
    {"ChapRefused", OnlyPap, "<auth chap MD5>", "ConfNak <auth pap>", "ConfRej <auth chap MD5>"},
    {"EapIsNotSpoken", Client, "<auth eap>", "ConfNak <auth chap MS-v2>", "ConfRej <auth eap>"},
    {"UnknownAlgorithm", Client, "<auth chap 06>", "ConfNak <auth chap MS-v2>",
     "ConfRej <auth chap 06>"},
    {"ChapWithoutAlgorithm", Client, "< 03 04 c2 23>", "ConfNak <auth chap MS-v2>",
     "ConfRej <auth chap>"},
    {"AuthOfOneByte", Client, "< 03 03 c2>", "ConfRej < 03 03 c2>", nullptr},
    {"NoMethodAtAll", Bare, "<auth pap>", "ConfRej <auth pap>", nullptr},
    {"SecondProof", Client, "<auth chap MS-v2> <auth pap>", "ConfRej <auth pap>", nullptr},
    {"OurOwnMagic", Client, "<magic 0x1>", "ConfNak <magic 0x2>", "ConfNak <magic 0x3>"},
    {"ZeroMagic", Client, "<magic 0x0>", "ConfNak <magic 0x2>", "ConfRej <magic 0x0>"},
    {"MagicThatWeHaveNot", Bare, "<magic 0x1>", "ConfAck <magic 0x1>", nullptr},
    {"MagicTooShort", Client, "< 05 05 01 02 03>", "ConfRej < 05 05 01 02 03>", nullptr},
    {"CompressionSwitchedOff", Bare, "<pcomp> <accomp>", "ConfRej <pcomp> <accomp>", nullptr},
    {"FlagWithValue", Client, "< 07 03 01>", "ConfRej < 07 03 01>", nullptr},
    {"Callback", Client, "<callback CBCP>", "ConfRej <callback CBCP>", nullptr},
    {"Multilink", Client, "<mrru 1614> <ssnhf> <endpoint [local:01]>",
     "ConfRej <mrru 1614> <ssnhf> <endpoint [local:01]>", nullptr},
    {"LinkDiscriminator", Client, "< 17 04 00 13>", "ConfRej < 17 04 00 13>", nullptr},
    {"Quality", Client, "<quality lqr 00 00 0b b8>", "ConfRej <quality lqr 00 00 0b b8>", nullptr},
    {"Unknown", Client, "< c8 04 01 02>", "ConfRej < c8 04 01 02>", nullptr},
    {"RejectGoesBeforeNak", Client, "<mru 100> <callback CBCP> <magic 0x7>",
     "ConfRej <callback CBCP>", "ConfRej <mru 100> <callback CBCP>"},
    {"LikeWindows", OnlyMsChapV2,
     "<mru 1400> <auth eap> <magic 0x3b01af> <pcomp> <accomp> <callback CBCP> <mrru 1614>",
     "ConfRej <callback CBCP> <mrru 1614>", "ConfRej <auth eap> <callback CBCP> <mrru 1614>"},
};

TEST(LcpOptions, JudgesThePeersRequest) {
  for (const JudgeCase& row : kJudged) {
    Fresh fresh(row.wishes);
    EXPECT_EQ(row.answer, fresh.Judge(row.request)) << row.name;
    const char* at_the_end = row.answer_at_the_end ? row.answer_at_the_end : row.answer;
    EXPECT_EQ(at_the_end, fresh.Judge(row.request, false)) << row.name;
  }
}

TEST(LcpOptions, SaysThatNoAuthIsPossible) {
  Fresh fresh(Bare);
  fresh.Judge("<auth chap MS-v2>");
  ASSERT_THAT(fresh.actions, SizeIs(1));
  const auto* line = std::get_if<LogLine>(fresh.actions.data());
  ASSERT_TRUE(line);
  EXPECT_EQ("No auth is possible", line->text);
  EXPECT_EQ(Level::kDebug, line->level);
}

struct AnswerCase {
  const char* name;
  MakeWishes wishes;
  const char* answer;
  const char* next;  // our next request; null when the answer makes no sense
};
const AnswerCase kNaks[] = {
    {"Empty", Client, "", nullptr},
    {"SmallerMru", Server, "<mru 1300>",
     "<mru 1300> <asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"LongerMru", Server, "<mru 1450>",
     "<mru 1450> <asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"MruThatNeedsNoAsking", Server, "<mru 1500>",
     "<asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"MruTooLong", Server, "<mru 1600>",
     "<mru 1400> <asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"MruTooShort", Server, "<mru 5>",
     "<mru 1400> <asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"LessThanALongMru", LongFrames, "<mru 2000>",
     "<mru 2000> <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>"},
    {"MruThatWeDidNotAskFor", Client, "<mru 1300>",
     "<mru 1300> <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>"},
    {"MruOfOneByte", Client, "< 01 03 05>", nullptr},
    {"Asyncmap", Client, "<asyncmap 0xa0000>", "<asyncmap 0xa0000> <magic 0x1> <pcomp> <accomp>"},
    {"AsyncmapThatWeDidNotAskFor", Bare, "<asyncmap 0xa0000>", ""},
    {"AsyncmapTooShort", Client, "< 02 03 00>", nullptr},
    {"AnotherMethodOfOurs", Server, "<auth chap MS>",
     "<mru 1400> <asyncmap 0x0> <auth chap MS> <magic 0x1> <pcomp> <accomp>"},
    {"AnotherProtocolOfOurs", Server, "<auth pap>",
     "<mru 1400> <asyncmap 0x0> <auth pap> <magic 0x1> <pcomp> <accomp>"},
    {"AnAlgorithmThatIsNotOurs", Server, "<auth chap MD5>",
     "<mru 1400> <asyncmap 0x0> <auth chap MS> <magic 0x1> <pcomp> <accomp>"},
    {"AProtocolThatIsNotOurs", Server, "<auth eap>",
     "<mru 1400> <asyncmap 0x0> <auth pap> <magic 0x1> <pcomp> <accomp>"},
    {"NotPapButSomethingElse", PapServer, "<auth chap MS-v2>",
     "<asyncmap 0x0> <auth chap MD5> <magic 0x1> <pcomp> <accomp>"},
    {"TheMethodThatWeAskedFor", Server, "<auth chap MS-v2>", nullptr},
    {"AuthThatWeDidNotAskFor", Client, "<auth chap MS-v2>",
     "<asyncmap 0x0> <magic 0x1> <pcomp> <accomp>"},
    {"Magic", Client, "<magic 0x99>", "<asyncmap 0x0> <magic 0x2> <pcomp> <accomp>"},
    {"MagicThatWeDidNotAskFor", Bare, "<magic 0x99>", ""},
    {"MagicTooShort", Client, "< 05 04 00 01>", nullptr},
    {"Flags", Client, "<pcomp> <accomp>", "<asyncmap 0x0> <magic 0x1>"},
    {"OptionsThatWeNeverAskFor", Client, "<callback CBCP> <mrru 1500> < c8 02>",
     "<asyncmap 0x0> <magic 0x1> <pcomp> <accomp>"},
    {"AChoice", Server, "<mru 1300> <mru 1200>",
     "<mru 1300> <asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"BadInTheMiddleChangesNothing", Server, "<pcomp> < 01 03 05> <accomp>", nullptr},
};

TEST(LcpOptions, FollowsANak) {
  for (const AnswerCase& row : kNaks) {
    Fresh fresh(row.wishes);
    const std::string before = fresh.Request();
    EXPECT_EQ(row.next != nullptr, fresh.Nak(row.answer)) << row.name;
    EXPECT_EQ(row.next ? row.next : before, fresh.Request()) << row.name;
  }
}

const AnswerCase kRejects[] = {
    {"Empty", Client, "", nullptr},
    {"Mru", Server, "<mru 1400>", "<asyncmap 0x0> <auth chap MS-v2> <magic 0x1> <pcomp> <accomp>"},
    {"Asyncmap", Client, "<asyncmap 0x0>", "<magic 0x1> <pcomp> <accomp>"},
    {"Auth", Server, "<auth chap MS-v2>", "<mru 1400> <asyncmap 0x0> <magic 0x1> <pcomp> <accomp>"},
    {"Magic", Client, "<magic 0x1>", "<asyncmap 0x0> <pcomp> <accomp>"},
    {"Flags", Client, "<pcomp> <accomp>", "<asyncmap 0x0> <magic 0x1>"},
    {"AllButOne", Client, "<asyncmap 0x0> <magic 0x1> <pcomp>", "<accomp>"},
    {"MruThatWeDidNotAskFor", Client, "<mru 1400>", nullptr},
    {"AuthThatWeDidNotAskFor", Client, "<auth pap>", nullptr},
    {"Unknown", Client, "< c8 02>", nullptr},
    {"OptionsOfABarePeer", Bare, "<asyncmap 0x0> <magic 0x1> <pcomp> <accomp>", nullptr},
    {"AMagicThatCameAsANak", Client, "<magic 0x99>", "<asyncmap 0x0> <magic 0x2> <pcomp> <accomp>"},
};

TEST(LcpOptions, FollowsAReject) {
  for (const AnswerCase& row : kRejects) {
    Fresh fresh(row.wishes);
    const std::string before = fresh.Request();
    EXPECT_EQ(row.next != nullptr, fresh.Reject(row.answer)) << row.name;
    EXPECT_EQ(row.next ? row.next : before, fresh.Request()) << row.name;
  }
}

TEST(LcpOptions, TriesItsMethodsUntilNoneIsLeft) {
  Fresh fresh(Server);
  EXPECT_FALSE(fresh.options.peer_refused_to_authenticate());
  EXPECT_TRUE(fresh.Nak("<auth chap MD5>"));  // MS-CHAPv2 is out
  EXPECT_TRUE(fresh.Nak("<auth chap MD5>"));  // and MS-CHAP
  EXPECT_EQ(AuthMethod::kPap, fresh.options.Agreed().auth_of_peer);
  EXPECT_TRUE(fresh.Nak("<auth chap MD5>"));
  EXPECT_EQ(std::nullopt, fresh.options.Agreed().auth_of_peer);
  EXPECT_TRUE(fresh.options.peer_refused_to_authenticate());
  fresh.options.Restart();
  EXPECT_FALSE(fresh.options.peer_refused_to_authenticate());
  EXPECT_EQ(AuthMethod::kMsChapV2, fresh.options.Agreed().auth_of_peer);
}

TEST(LcpOptions, ARejectedMethodIsTheEndOfAuthentication) {
  Fresh fresh(Server);
  EXPECT_TRUE(fresh.Reject("<auth chap MS-v2>"));
  EXPECT_TRUE(fresh.options.peer_refused_to_authenticate());
}

TEST(LcpOptions, NobodyRefusesWhatIsNotRequired) {
  EXPECT_FALSE(Fresh(Client).options.peer_refused_to_authenticate());
}

TEST(LcpOptions, TenNaksOfTheMagicNumberAreALoop) {
  Fresh fresh(Client);
  for (int nak = 1; nak < 10; ++nak) EXPECT_TRUE(fresh.Nak("<magic 0x99>"));
  EXPECT_THAT(fresh.actions, IsEmpty());
  EXPECT_TRUE(fresh.Nak("<magic 0x99>"));
  ASSERT_THAT(fresh.actions, SizeIs(2));
  const auto* close = std::get_if<CloseLink>(&fresh.actions[1]);
  ASSERT_TRUE(close);
  EXPECT_EQ(ExitStatus::kLoopback, close->status);
}

TEST(LcpOptions, NaksOfTheMagicNumberCountInARowOnly) {
  Fresh fresh(Client);
  for (int nak = 1; nak < 10; ++nak) EXPECT_TRUE(fresh.Nak("<magic 0x99>"));
  EXPECT_TRUE(fresh.Nak("<pcomp>"));
  EXPECT_TRUE(fresh.Nak("<magic 0x99>"));
  EXPECT_THAT(fresh.actions, IsEmpty());
}

TEST(LcpOptions, AgreesOnWhatWasAcknowledged) {
  Fresh fresh(Server);
  fresh.Judge("<mru 1300> <magic 0x77> <accomp>");
  EXPECT_TRUE(fresh.Reject("<pcomp>"));
  const LcpAgreed agreed = fresh.options.Agreed();
  EXPECT_EQ(1400, agreed.mru);
  EXPECT_EQ(1300, agreed.peer_mru);
  EXPECT_FALSE(agreed.receive_pcomp);
  EXPECT_TRUE(agreed.receive_accomp);
  EXPECT_FALSE(agreed.send_pcomp);
  EXPECT_TRUE(agreed.send_accomp);
  EXPECT_EQ(std::nullopt, agreed.auth_to_peer);
  EXPECT_EQ(AuthMethod::kMsChapV2, agreed.auth_of_peer);
  EXPECT_EQ(1u, agreed.magic);
  EXPECT_EQ(0x77u, agreed.peer_magic);
}

TEST(LcpOptions, WhatThePeerLeavesOutHasItsDefault) {
  Fresh fresh(Client);
  fresh.Judge("<mru 1300> <auth pap> <magic 0x77> <pcomp> <accomp>");
  fresh.Judge("");
  const LcpAgreed agreed = fresh.options.Agreed();
  EXPECT_EQ(1500, agreed.peer_mru);
  EXPECT_EQ(std::nullopt, agreed.auth_to_peer);
  EXPECT_EQ(0u, agreed.peer_magic);
  EXPECT_FALSE(agreed.send_pcomp);
  EXPECT_FALSE(agreed.send_accomp);
}

TEST(LcpOptions, MagicNumbersAreNotZeroAndChangeWhateverTheRandomSource) {
  ZeroRandom random;
  LcpOptions options(Client(), &random);
  options.Restart();
  const uint32_t first = options.Agreed().magic;
  EXPECT_NE(0u, first);
  Actions actions;
  EXPECT_TRUE(options.OnNak(OptionsOf(kLcp, "<magic 0x99>"), &actions));
  EXPECT_NE(0u, options.Agreed().magic);
  EXPECT_NE(first, options.Agreed().magic);
}

TEST(AuthOption, IsReadBackAsItWasWritten) {
  for (const AuthMethod method :
       {AuthMethod::kPap, AuthMethod::kChapMd5, AuthMethod::kMsChap, AuthMethod::kMsChapV2}) {
    EXPECT_EQ(method, AuthMethodOf(AuthOption(method)));
  }
  EXPECT_EQ("<auth chap MD5>", TextOf(kLcp, ppp::Options{{AuthOption(AuthMethod::kChapMd5)}}));
}

}  // namespace
}  // namespace pptp::tunnel
