#include "lib/tunnel/ccp_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tunnel/auth_told.h"

namespace pptp::tunnel {
namespace {

using ppp::kMppe128Bit;
using ppp::kMppe40Bit;
using ppp::kMppe56Bit;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr MppePolicy kRefused = MppePolicy::kRefused, kAllowed = MppePolicy::kAllowed,
                     kRequired = MppePolicy::kRequired;
constexpr uint32_t kBoth = kMppe128Bit | kMppe40Bit;

constexpr char kPeerRefused[] = "close 10: MPPE required but peer refused";
constexpr char kNegotiationFailed[] = "close 10: MPPE required but peer negotiation failed";
constexpr char kNoStateful[] = "error: Refusing MPPE stateful mode offered by peer";

ppp::Options OptionsOf(const std::string& text) {
  const ppp::Packet packet = PacketOf("CCP ConfReq id=0x1" + text);
  return *std::get_if<ppp::Options>(&packet.body);
}

// "ConfNak <mppe ...>"
std::string TextOf(const Negotiator::Answer& answer) {
  const std::string text =
      ppp::PrintPacket({ppp::Protocol::kCcp, answer.code, 1, answer.options, {}, {}});
  return std::string(ppp::CodeName(ppp::Protocol::kCcp, answer.code)) +
         text.substr(text.find("id=0x1") + 6, text.size() - text.find("id=0x1") - 7);
}

CcpOptions OptionsFor(const MppeConfig& config, bool usable = true) {
  CcpOptions options(config);
  options.SetUsable(usable && config.policy != kRefused);
  options.Restart();
  options.Request();
  return options;
}

struct JudgeCase {
  const char* name;
  MppeConfig config;
  const char* request;
  const char* answer;
  const char* close = "";
};

const JudgeCase kJudgeCases[] = {
    {"OneStrength",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L -D -C>",
     "ConfAck <mppe +H -M +S -L -D -C>"},
    {"TheWeakerOne",
     {kRequired, kBoth, false},
     " <mppe +H -M -S +L -D -C>",
     "ConfAck <mppe +H -M -S +L -D -C>"},
    {"BothStrengths",
     {kRequired, kBoth, false},
     " <mppe +H -M +S +L -D -C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"AnythingGoes",
     {kRequired, kBoth, false},
     " <mppe +H +M +S +L -D +C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"WeakerIsAllWeHave",
     {kRequired, kMppe40Bit, false},
     " <mppe +H +M +S +L -D +C>",
     "ConfNak <mppe +H -M -S +L -D -C>"},
    {"MiddleStrengthOn",
     {kRequired, kMppe56Bit | kMppe40Bit, false},
     " <mppe +H +M +S +L -D -C>",
     "ConfNak <mppe +H +M -S -L -D -C>"},
    {"MiddleStrengthOff",
     {kRequired, kBoth, false},
     " <mppe +H +M -S -L -D -C>",
     "ConfRej <mppe +H +M -S -L -D -C>",
     kNegotiationFailed},
    {"Mppc",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L -D +C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"Obsolete",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L +D -C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"Unknown",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L -D -C +U (01 02 00 40)>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"NoStrength",
     {kRequired, kBoth, false},
     " <mppe +H -M -S -L -D -C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"NoBits",
     {kRequired, kBoth, false},
     " <mppe -H -M -S -L -D -C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"MppcAlone",
     {kAllowed, kBoth, false},
     " <mppe -H -M -S -L -D +C>",
     "ConfNak <mppe +H -M +S -L -D -C>"},
    {"NoCommonStrength",
     {kRequired, kMppe128Bit, false},
     " <mppe +H -M -S +L -D -C>",
     "ConfRej <mppe +H -M -S +L -D -C>",
     kNegotiationFailed},
    {"NoCommonStrengthAllowed",
     {kAllowed, kMppe128Bit, false},
     " <mppe +H -M -S +L -D -C>",
     "ConfRej <mppe +H -M -S +L -D -C>"},
    {"Stateful",
     {kRequired, kBoth, true},
     " <mppe -H -M +S -L -D -C>",
     "ConfAck <mppe -H -M +S -L -D -C>"},
    {"StatefulBoth",
     {kRequired, kBoth, true},
     " <mppe -H -M +S +L -D -C>",
     "ConfNak <mppe -H -M +S -L -D -C>"},
    {"StatelessWhereStatefulIsAMust",
     {kRequired, kBoth, true, true},
     " <mppe +H -M +S +L -D -C>",
     "ConfNak <mppe -H -M +S -L -D -C>"},
    {"MissingWhereStatefulIsAMust",
     {kRequired, kBoth, true, true},
     "",
     "ConfNak <mppe -H -M +S -L -D -C>"},
    {"Refused",
     {kRefused, kBoth, false},
     " <mppe +H -M +S -L -D -C>",
     "ConfRej <mppe +H -M +S -L -D -C>"},
    {"RefusedEmpty", {kRefused, kBoth, false}, "", "ConfAck"},
    {"Compression",
     {kRequired, kBoth, false},
     " <deflate 15> <mppe +H -M +S -L -D -C> <bsd v1 15>",
     "ConfRej <deflate 15> <bsd v1 15>"},
    {"CompressionAlone",
     {kRequired, kBoth, false},
     " <deflate 15> <predictor 1>",
     "ConfRej <deflate 15> <predictor 1>"},
    {"Twice",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L -D -C> <mppe +H -M -S +L -D -C>",
     "ConfRej <mppe +H -M -S +L -D -C>"},
    {"WrongLength",
     {kRequired, kBoth, false},
     " < 12 05 01 00 00>",
     "ConfRej < 12 05 01 00 00>",
     kNegotiationFailed},
    {"Missing", {kRequired, kBoth, false}, "", "ConfNak <mppe +H -M +S -L -D -C>"},
    {"MissingWeaker", {kRequired, kMppe40Bit, false}, "", "ConfNak <mppe +H -M -S +L -D -C>"},
    {"MissingAllowed", {kAllowed, kBoth, false}, "", "ConfNak <mppe +H -M +S -L -D -C>"},
};

TEST(CcpOptions, JudgesThePeersRequest) {
  for (const JudgeCase& c : kJudgeCases) {
    SCOPED_TRACE(c.name);
    CcpOptions options = OptionsFor(c.config);
    Actions actions;
    const Negotiator::Answer answer = options.Judge(OptionsOf(c.request), true, &actions);
    EXPECT_EQ(c.answer, TextOf(answer));
    const bool agreed = answer.code == ppp::kConfigureAck && !answer.options.list.empty();
    EXPECT_EQ(agreed, options.send() != 0);
    const std::vector<std::string> told = Told(&actions);
    if (*c.close == '\0') {
      EXPECT_THAT(told, IsEmpty());
    } else {
      EXPECT_EQ(c.close, told.back());
    }
  }
}

TEST(CcpOptions, RejectsStatefulWhenForbidden) {
  CcpOptions required = OptionsFor({kRequired, kBoth, false});
  Actions actions;
  EXPECT_EQ("ConfRej <mppe -H -M +S -L -D -C>",
            TextOf(required.Judge(OptionsOf(" <mppe -H -M +S -L -D -C>"), true, &actions)));
  EXPECT_THAT(Told(&actions),
              ElementsAre(kNoStateful, "error: MPPE required but peer negotiation failed",
                          kNegotiationFailed));

  CcpOptions allowed = OptionsFor({kAllowed, kBoth, false});
  EXPECT_EQ("ConfRej <mppe -H -M +S -L -D -C>",
            TextOf(allowed.Judge(OptionsOf(" <mppe -H -M +S -L -D -C>"), true, &actions)));
  EXPECT_THAT(Told(&actions), ElementsAre(kNoStateful));
  EXPECT_TRUE(allowed.asks_nothing());
}

// Max-Failure is reached: what would be Nak'ed is rejected, and what is missing is either
// done without or ends the link.
TEST(CcpOptions, NaksNoMoreWhenToldSo) {
  Actions actions;
  CcpOptions required = OptionsFor({kRequired, kBoth, false});
  EXPECT_EQ("ConfRej <mppe +H -M +S +L -D -C>",
            TextOf(required.Judge(OptionsOf(" <mppe +H -M +S +L -D -C>"), false, &actions)));
  EXPECT_EQ(kNegotiationFailed, Told(&actions).back());

  CcpOptions missing = OptionsFor({kRequired, kBoth, false});
  EXPECT_NE(ppp::kConfigureAck, missing.Judge({}, false, &actions).code);
  EXPECT_EQ(kNegotiationFailed, Told(&actions).back());

  CcpOptions allowed = OptionsFor({kAllowed, kBoth, false});
  EXPECT_EQ("ConfAck", TextOf(allowed.Judge({}, false, &actions)));
  EXPECT_THAT(Told(&actions), IsEmpty());
  EXPECT_TRUE(allowed.asks_nothing());
}

struct NakCase {
  const char* name;
  MppeConfig config;
  const char* nak;
  bool valid;
  const char* next;  // our next request
  const char* close = "";
};

const NakCase kNakCases[] = {
    {"Strongest",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L -D -C>",
     true,
     " <mppe +H -M +S -L -D -C>"},
    {"Weaker",
     {kRequired, kBoth, false},
     " <mppe +H -M -S +L -D -C>",
     true,
     " <mppe +H -M -S +L -D -C>"},
    {"SeveralTakesTheStrongest",
     {kRequired, kBoth | kMppe56Bit, false},
     " <mppe +H +M -S +L -D -C>",
     true,
     " <mppe +H +M -S -L -D -C>"},
    {"WithMppc",
     {kRequired, kBoth, false},
     " <mppe +H -M +S -L -D +C>",
     true,
     " <mppe +H -M +S -L -D -C>"},
    {"NotOffered",
     {kRequired, kMppe128Bit, false},
     " <mppe +H -M -S +L -D -C>",
     true,
     "",
     kNegotiationFailed},
    {"NotOfferedAllowed", {kAllowed, kMppe128Bit, false}, " <mppe +H -M -S +L -D -C>", true, ""},
    {"NamesNothing",
     {kRequired, kBoth, false},
     " <mppe -H -M -S -L -D -C>",
     true,
     "",
     kNegotiationFailed},
    {"NamesNothingAllowed", {kAllowed, kBoth, false}, " <mppe -H -M -S -L -D -C>", true, ""},
    {"MppcOrNothing",
     {kRequired, kMppe128Bit, false},
     " <mppe +H -M +S -L -D +C>",
     true,
     "",
     kNegotiationFailed},
    {"WhatWeAskedFor",
     {kRequired, kMppe128Bit, false},
     " <mppe +H -M +S -L -D -C>",
     false,
     " <mppe +H -M +S -L -D -C>"},
    {"Stateful",
     {kRequired, kBoth, false},
     " <mppe -H -M +S -L -D -C>",
     true,
     "",
     kNegotiationFailed},
    {"StatefulAllowed",
     {kRequired, kBoth, true},
     " <mppe -H -M +S -L -D -C>",
     true,
     " <mppe -H -M +S -L -D -C>"},
    {"OtherOption",
     {kRequired, kMppe128Bit, false},
     " <deflate 15>",
     true,
     " <mppe +H -M +S -L -D -C>"},
    {"WrongLength",
     {kRequired, kMppe128Bit, false},
     " < 12 05 01 00 00>",
     false,
     " <mppe +H -M +S -L -D -C>"},
    {"WeDoNotEncrypt", {kRefused, kBoth, false}, " <mppe +H -M +S -L -D -C>", true, ""},
    {"WeDoNotEncryptAndItNamesNothing",
     {kRefused, kBoth, false},
     " <mppe -H -M -S -L -D -C>",
     true,
     ""},
};

TEST(CcpOptions, FollowsThePeersNak) {
  for (const NakCase& c : kNakCases) {
    SCOPED_TRACE(c.name);
    CcpOptions options = OptionsFor(c.config);
    Actions actions;
    EXPECT_EQ(c.valid, options.OnNak(OptionsOf(c.nak), &actions));
    EXPECT_EQ(OptionsOf(c.next), options.Request());
    const std::vector<std::string> told = Told(&actions);
    if (*c.close == '\0') {
      EXPECT_THAT(told, IsEmpty());
    } else {
      EXPECT_EQ(c.close, told.back());
    }
  }
}

TEST(CcpOptions, SaysThatTheNakWasStateful) {
  CcpOptions options = OptionsFor({kRequired, kBoth, false});
  Actions actions;
  options.OnNak(OptionsOf(" <mppe -H -M +S -L -D -C>"), &actions);
  EXPECT_EQ(kNoStateful, Told(&actions).front());
}

TEST(CcpOptions, AsksForTheModeOnWhichItInsists) {
  CcpOptions options = OptionsFor({kRequired, kBoth, true, true});
  EXPECT_EQ(OptionsOf(" <mppe -H -M +S +L -D -C>"), options.Request());
}

struct RejectCase {
  const char* name;
  MppePolicy policy;
  const char* reject;
  bool valid;
  bool closes;
};
const RejectCase kRejectCases[] = {
    {"Required", kRequired, " <mppe +H -M +S +L -D -C>", true, true},
    {"Allowed", kAllowed, " <mppe +H -M +S +L -D -C>", true, false},
    {"OtherBits", kRequired, " <mppe +H -M +S -L -D -C>", true, true},
    {"Empty", kRequired, "", false, false},
    {"NotOurs", kRequired, " <deflate 15>", false, false},
    {"NotAllOurs", kRequired, " <mppe +H -M +S +L -D -C> <deflate 15>", false, false},
    {"WeAskedNothing", kRefused, " <mppe +H -M +S +L -D -C>", false, false},
};

TEST(CcpOptions, TakesThePeersReject) {
  for (const RejectCase& c : kRejectCases) {
    SCOPED_TRACE(c.name);
    CcpOptions options = OptionsFor({c.policy, kBoth, false});
    Actions actions;
    EXPECT_EQ(c.valid, options.OnReject(OptionsOf(c.reject), &actions));
    const std::vector<std::string> told = Told(&actions);
    if (c.closes) {
      EXPECT_THAT(told, ElementsAre("error: MPPE required but peer refused", kPeerRefused));
    } else {
      EXPECT_THAT(told, IsEmpty());
    }
    EXPECT_EQ(c.valid || c.policy == kRefused, options.asks_nothing());
  }
}

TEST(CcpOptions, ClosesTheLinkOnce) {
  CcpOptions options = OptionsFor({kRequired, kBoth, false});
  Actions actions;
  options.OnReject(OptionsOf(" <mppe +H -M +S +L -D -C>"), &actions);
  Told(&actions);
  EXPECT_EQ("ConfRej <mppe +H -M +S -L -D -C>",
            TextOf(options.Judge(OptionsOf(" <mppe +H -M +S -L -D -C>"), true, &actions)));
  EXPECT_THAT(Told(&actions), IsEmpty());
}

TEST(CcpOptions, StartsAfreshWhenItIsNegotiatedAgain) {
  CcpOptions options = OptionsFor({kAllowed, kBoth, false});
  Actions actions;
  options.OnAck(&actions);
  options.OnReject(OptionsOf(" <mppe +H -M +S +L -D -C>"), &actions);
  options.Restart();
  EXPECT_EQ(OptionsOf(" <mppe +H -M +S +L -D -C>"), options.Request());
  EXPECT_EQ(0u, options.receive());
}

// Who acknowledges all at once, which it should not, is taken at the strongest.
TEST(CcpOptions, TakesAnAckOfSeveralStrengthsForTheStrongest) {
  CcpOptions options = OptionsFor({kRequired, kBoth | kMppe56Bit, false});
  Actions actions;
  options.OnAck(&actions);
  EXPECT_EQ(ppp::kMppeStateless | kMppe128Bit, options.receive());
}

}  // namespace
}  // namespace pptp::tunnel
