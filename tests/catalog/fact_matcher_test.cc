#include "lib/catalog/fact_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/catalog/packs.h"

namespace pptp::catalog {
namespace {

// A session of which everything is known: a client that was up for 90 seconds.
session::Session FullSession() {
  session::Session session;
  session.began = LogTime{100'000'000};
  session.ended = LogTime{200'500'000};
  session.phase = session::Phase::kCcp;
  session.outcome = session::Outcome::kFailed;
  session.side = session::Side::kClient;
  session.seconds_up = 90;
  session.mppe.required = true;
  session.mppe.agreed_send = 0x01000040;
  session.mppe.agreed_receive = 0;
  session.mppe.rounds = {
      {{}, ppp::Direction::kSent, ppp::kConfigureRequest, 1, 0x01000060},
      {{}, ppp::Direction::kSent, ppp::kConfigureRequest, 2, 0x01000040},
      {{}, ppp::Direction::kReceived, ppp::kConfigureRequest, 1, std::nullopt},
      {{}, ppp::Direction::kReceived, ppp::kConfigureNak, 1, 0x010000e1},
  };
  session.auth_protocol = "chap MS-v2";
  session.options = {"sync", "mtu 1400"};
  session.pppd_version = "2.4.9";
  session.pptp_version = "1.10.0";
  session.counters = {10, 9, 20, 2, 4, 1, 5, 6, 7, 8};
  session.termination_codes = {0, 742};
  session.chap_errors = {691};
  session.user = "DOM\\joe";
  session.exit_status = 19;
  session.seen_debug = session.seen_pptp = session.seen_pppd = true;
  session.interface = "ppp0";
  session.peer = "192.0.2.1";
  session.local_ip = "10.0.0.5";
  session.remote_ip = "10.0.0.1";
  return session;
}

struct FactCase {
  const char* name;
  const char* fact;       // "fact" and its tests
  bool holds;             // in FullSession
  bool holds_in_unknown;  // in a session of which nothing is known
};
const FactCase kFactCases[] = {
    {"PhaseIs", R"("fact": "phase", "is": "ccp")", true, false},
    {"PhaseIsOneOf", R"("fact": "phase", "is": ["none", "ccp"])", true, true},
    {"PhaseMin", R"("fact": "phase", "min": "authentication")", true, false},
    {"PhaseMax", R"("fact": "phase", "max": "authentication")", false, true},
    {"PhaseBetween", R"("fact": "phase", "min": "lcp", "max": "ipcp")", true, false},
    {"Outcome", R"("fact": "outcome", "is": "failed")", true, false},
    {"Side", R"("fact": "side", "is": "client")", true, false},
    {"SideUnknown", R"("fact": "side", "is": "unknown")", false, true},
    {"SecondsUp", R"("fact": "seconds_up", "min": 90, "max": 90)", true, false},
    {"SecondsUpLess", R"("fact": "seconds_up", "max": 89.5)", false, false},
    {"Seconds", R"("fact": "seconds", "is": 100.5)", true, false},
    {"SecondsKnown", R"("fact": "seconds", "known": true)", true, false},
    {"SecondsNotKnown", R"("fact": "seconds", "known": false)", false, true},
    {"Required", R"("fact": "mppe.required", "is": true)", true, false},
    {"NotEnabled", R"("fact": "mppe.enabled", "is": false)", true, true},
    {"AgreedSend", R"("fact": "mppe.agreed_send", "is": "SH")", true, false},
    {"AgreedReceiveNothing", R"("fact": "mppe.agreed_receive", "is": "")", true, false},
    {"OfferedSent", R"("fact": "mppe.offered_sent", "is": "HSL")", true, false},
    {"OfferedSentHas", R"("fact": "mppe.offered_sent", "has": ".*L")", true, false},
    {"OfferedReceivedNothing", R"("fact": "mppe.offered_received", "is": "")", true, false},
    {"Auth", R"("fact": "auth", "is": ["chap MS", "chap MS-v2"])", true, false},
    {"OptionIs", R"("fact": "option", "is": "sync")", true, false},
    {"OptionHas", R"("fact": "option", "has": "mtu 1[45]00$")", true, false},
    {"OptionFromTheStart", R"("fact": "option", "has": "1400")", false, false},
    {"OptionsDumped", R"("fact": "options_dumped", "is": false)", true, true},
    {"PppdVersion", R"("fact": "pppd_version", "has": "2\\.4\\.")", true, false},
    {"PptpVersion", R"("fact": "pptp_version", "is": "1.10.0")", true, false},
    {"LcpSent", R"("fact": "lcp_requests_sent", "is": 10)", true, false},
    {"LcpUnanswered", R"("fact": "lcp_requests_unanswered", "is": 9)", true, false},
    {"PacketsSent", R"("fact": "packets_sent", "is": 20)", true, false},
    {"PacketsReceived", R"("fact": "packets_received", "is": 2)", true, false},
    {"NothingReceived", R"("fact": "packets_received", "max": 0)", false, false},
    {"EchoSent", R"("fact": "echo_requests_sent", "is": 4)", true, false},
    {"EchoReplied", R"("fact": "echo_replies_received", "is": 1)", true, false},
    {"EchoReceived", R"("fact": "echo_requests_received", "is": 5)", true, false},
    {"EchoAnswered", R"("fact": "echo_replies_sent", "is": 6)", true, false},
    {"RejectsReceived", R"("fact": "protocol_rejects_received", "is": 7)", true, false},
    {"RejectsSent", R"("fact": "protocol_rejects_sent", "is": 8)", true, false},
    {"MsCode", R"("fact": "ms_code", "is": [732, 742])", true, false},
    {"OtherMsCode", R"("fact": "ms_code", "is": 732)", false, false},
    {"ChapError", R"("fact": "chap_error", "is": 691)", true, false},
    {"User", R"("fact": "user", "has": "[^\\\\]*\\\\joe")", true, false},
    {"NoUser", R"("fact": "user", "known": false)", false, true},
    {"ExitStatus", R"("fact": "exit_status", "is": 19)", true, false},
    {"Detail", R"("fact": "detail", "is": "pppd-debug")", true, false},
    {"NoDetail", R"("fact": "detail", "is": "kernel")", false, false},
    {"Interface", R"("fact": "interface", "is": "ppp0")", true, false},
    {"Peer", R"("fact": "peer", "has": "192\\.")", true, false},
    {"LocalIp", R"("fact": "local_ip", "is": "10.0.0.5")", true, false},
    {"RemoteIp", R"("fact": "remote_ip", "is": "10.0.0.1")", true, false},
};

// The text before the comma of "fact": "NAME", ...
std::string NameOf(const FactCase& row) {
  const std::string text = row.fact;
  return text.substr(9, text.find('"', 9) - 9);
}

class FactMatcher : public testing::TestWithParam<FactCase> {};
TEST_P(FactMatcher, Holds) {
  const auto catalog = CompileOrDie(PackWithSignature(
      fmt::format(R"({{"any": [{{"message": "x", "literal": "x"}}, {{{}}}]}})", GetParam().fact)));
  const Matcher& matcher = catalog->problems()[0].signature.members[1];
  const HitStore hits(catalog->leaf_count());
  const session::Session full = FullSession();
  EXPECT_EQ(catalog->Evaluate(matcher, {&full, &hits}).has_value(), GetParam().holds);
  const session::Session empty;
  EXPECT_EQ(catalog->Evaluate(matcher, {&empty, &hits}).has_value(), GetParam().holds_in_unknown);
}
INSTANTIATE_TEST_SUITE_P(All, FactMatcher, testing::ValuesIn(kFactCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FactMatcher, EveryFactHasARow) {
  std::set<std::string> tested;
  for (const FactCase& row : kFactCases) tested.insert(NameOf(row));
  for (const Fact& fact : AllFacts())
    EXPECT_EQ(tested.count(std::string(fact.name)), 1u) << fact.name;
}

TEST(FactMatcher, CountsAreKnownWhereSomethingWasCounted) {
  session::Session session;
  session.counters.packets_sent = 1;
  EXPECT_TRUE(FindFact("packets_sent")->value(session).known);
  EXPECT_FALSE(FindFact("packets_received")->value(session).known);
  session.seen_debug = true;
  EXPECT_TRUE(FindFact("packets_received")->value(session).known);
}

TEST(FactMatcher, AnEmptyListOfOptionsIsKnownFromADump) {
  session::Session session;
  EXPECT_FALSE(FindFact("option")->value(session).known);
  session.has_option_dump = true;
  EXPECT_TRUE(FindFact("option")->value(session).known);
}

TEST(FactMatcher, NothingIsKnownOfAHost) {
  session::Session host = FullSession();
  host.is_host = true;
  for (const Fact& fact : AllFacts()) {
    FactTest known;
    known.fact = &fact;
    known.known = true;
    EXPECT_FALSE(known.Holds(host)) << fact.name;
  }
}

TEST(FactMatcher, TimesOfDifferentClocksHaveNoDistance) {
  session::Session session = FullSession();
  session.ended->has_date = false;
  EXPECT_FALSE(FindFact("seconds")->value(session).known);
}

}  // namespace
}  // namespace pptp::catalog
