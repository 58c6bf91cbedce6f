#include "lib/tunnel/control_protocol.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "lib/ppp/notation.h"

namespace pptp::tunnel {
namespace {

using ppp::Options;
using ppp::Protocol;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Asks for 10.0.0.1 and takes any address that is not 0.0.0.0; refuses all other options.
class OneAddress : public Negotiator {
 public:
  void Restart() override {
    ++restarts;
    ours_ = {ppp::kIpcpAddress, {10, 0, 0, 1}, {}};
    asks_ = true;
  }
  Options Request() override { return asks_ ? Options{{ours_}} : Options{}; }
  void OnAck(Actions*) override { ++acks; }
  bool OnNak(const Options& wanted, Actions*) override {
    if (wanted.list.empty() || wanted.list[0].type != ppp::kIpcpAddress) return false;
    ours_ = wanted.list[0];
    return true;
  }
  bool OnReject(const Options&, Actions*) override {
    asks_ = false;
    return true;
  }
  Answer Judge(const Options& request, bool may_nak, Actions*) override {
    const uint8_t harsh = may_nak ? ppp::kConfigureNak : ppp::kConfigureReject;
    for (const ppp::Option& option : request.list) {
      if (option.type != ppp::kIpcpAddress) return {ppp::kConfigureReject, {{option}}};
      if (option.value != Bytes{0, 0, 0, 0}) continue;
      const ppp::Option better = {ppp::kIpcpAddress, {10, 0, 0, 99}, {}};
      return {harsh, {{may_nak ? better : option}}};
    }
    return {ppp::kConfigureAck, request};
  }

  int restarts = 0;
  int acks = 0;

 private:
  ppp::Option ours_;
  bool asks_ = true;
};

// IPCP with one address, and what it wants done.
class Ipcp {
 public:
  void Open() {
    machine_.Open(now_, &actions_);
    machine_.Up(now_, &actions_);
  }
  // The peer's packet, in pppd's words: "ConfAck id=0x1 <addr 10.0.0.1>".
  void Receive(const std::string& text) {
    const auto packet = ppp::ParsePacket("[IPCP " + text + "]");
    ASSERT_TRUE(packet) << text;
    machine_.OnPacket(*packet, now_, &actions_);
  }
  void Advance(int time) {
    const Instant end = now_ + seconds(time);
    while (machine_.deadline() <= end) {
      now_ = machine_.deadline();
      machine_.OnTime(now_, &actions_);
    }
    now_ = end;
  }
  void Negotiate() {
    Open();
    Receive("ConfAck id=0x1 <addr 10.0.0.1>");
    Receive("ConfReq id=0x1 <addr 10.0.0.2>");
    ASSERT_EQ(State::kOpened, machine_.state());
    Take();
  }

  // What it said since the last call, a line each: "sent ConfReq id=0x1 <addr 10.0.0.1>", "up".
  std::vector<std::string> Take() {
    std::vector<std::string> told;
    for (const Action& action : actions_) told.push_back(Told(action));
    actions_.clear();
    return told;
  }

  State state() const { return machine_.state(); }
  Instant now() const { return now_; }
  ControlProtocol& machine() { return machine_; }
  Actions& actions() { return actions_; }
  const OneAddress& address() const { return address_; }

 private:
  static std::string Told(const Action& action) {
    if (const auto* send = std::get_if<SendPacket>(&action)) {
      const std::string text = ppp::PrintPacket(send->packet);
      return "sent " + text.substr(6, text.size() - 7);
    }
    if (const auto* line = std::get_if<LogLine>(&action)) return line->text;
    const auto* layer = std::get_if<LayerChange>(&action);
    if (!layer) return "close";
    static constexpr const char* kNames[] = {"up", "down", "started", "finished"};
    return kNames[static_cast<size_t>(layer->layer)];
  }

  Instant now_{};
  OneAddress address_;
  ControlProtocol machine_{Protocol::kIpcp, {}, &address_};
  Actions actions_;
};

TEST(ControlProtocol, OpensOnceBothSidesAgree) {
  Ipcp ipcp;
  ipcp.Open();
  EXPECT_THAT(ipcp.Take(), ElementsAre("started", "sent ConfReq id=0x1 <addr 10.0.0.1>"));
  ipcp.Receive("ConfReq id=0x7 <addr 10.0.0.2>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent ConfAck id=0x7 <addr 10.0.0.2>"));
  ipcp.Receive("ConfAck id=0x1 <addr 10.0.0.1>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("up"));
  EXPECT_EQ(State::kOpened, ipcp.state());
  EXPECT_EQ(kNever, ipcp.machine().deadline());
  EXPECT_EQ(1, ipcp.address().acks);
}

TEST(ControlProtocol, TakesWhatTheNakProposes) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Take();
  ipcp.Receive("ConfNak id=0x1 <addr 10.9.0.7>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent ConfReq id=0x2 <addr 10.9.0.7>"));
}

TEST(ControlProtocol, AsksNoMoreForWhatIsRejected) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Take();
  ipcp.Receive("ConfRej id=0x1 <addr 10.0.0.1>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent ConfReq id=0x2"));
}

TEST(ControlProtocol, APeerThatNeverAnswersEndsInTimeout) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Advance(29);
  EXPECT_THAT(ipcp.Take(), SizeIs(11)) << "started, and ten requests";
  ipcp.Advance(1);
  EXPECT_THAT(ipcp.Take(), ElementsAre("IPCP: timeout sending Config-Requests", "finished"));
  EXPECT_EQ(State::kStopped, ipcp.state());
}

TEST(ControlProtocol, ARequestSentAgainKeepsItsId) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Take();
  ipcp.Advance(3);
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent ConfReq id=0x1 <addr 10.0.0.1>"));
}

TEST(ControlProtocol, AnswersToOldRequestsAreDropped) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Receive("ConfNak id=0x1 <addr 10.9.0.7>");
  ipcp.Take();
  ipcp.Receive("ConfAck id=0x1 <addr 10.0.0.1>");
  ipcp.Receive("ConfNak id=0x1 <addr 10.9.0.8>");
  EXPECT_THAT(ipcp.Take(), IsEmpty());
}

TEST(ControlProtocol, AnAckOfSomethingElseIsNoAck) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Take();
  ipcp.Receive("ConfAck id=0x1 <addr 10.6.6.6>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("Received bad configure-ack: "
                                       "[IPCP ConfAck id=0x1 <addr 10.6.6.6>]"));
  EXPECT_EQ(0, ipcp.address().acks);
  EXPECT_EQ(State::kReqSent, ipcp.state());
}

TEST(ControlProtocol, APeerThatNaksForEverIsGivenUp) {
  Ipcp ipcp;
  ipcp.Open();
  int asked = 0;
  ppp::Packet nak = *ppp::ParsePacket("[IPCP ConfNak id=0x1 <addr 10.9.0.7>]");
  for (int i = 0; i < 10'000; ++i) {
    nak.id = static_cast<uint8_t>(i);
    ipcp.machine().OnPacket(nak, ipcp.now(), &ipcp.actions());
    for (const std::string& line : ipcp.Take()) asked += line.starts_with("sent ConfReq");
  }
  EXPECT_LE(asked, 60);
  ipcp.Advance(31);
  EXPECT_EQ(State::kStopped, ipcp.state());
}

TEST(ControlProtocol, WhatWasNakedTooOftenIsRejected) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Take();
  for (int i = 0; i < 5; ++i) {
    ipcp.Receive("ConfReq id=0x9 <addr 0.0.0.0>");
    EXPECT_THAT(ipcp.Take(), ElementsAre("sent ConfNak id=0x9 <addr 10.0.0.99>"));
  }
  ipcp.Receive("ConfReq id=0x9 <addr 0.0.0.0>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent ConfRej id=0x9 <addr 0.0.0.0>"));
}

TEST(ControlProtocol, RenegotiatesWhenThePeerBeginsAnew) {
  Ipcp ipcp;
  ipcp.Negotiate();
  const int restarts = ipcp.address().restarts;
  ipcp.Receive("ConfReq id=0x5 <addr 10.0.0.3>");
  EXPECT_THAT(ipcp.Take(), ElementsAre("down", "sent ConfReq id=0x2 <addr 10.0.0.1>",
                                       "sent ConfAck id=0x5 <addr 10.0.0.3>"));
  EXPECT_EQ(restarts + 1, ipcp.address().restarts);
}

TEST(ControlProtocol, IsTerminatedByThePeer) {
  Ipcp ipcp;
  ipcp.Negotiate();
  ipcp.Receive("TermReq id=0x5 \"User request\"");
  EXPECT_THAT(ipcp.Take(),
              ElementsAre("IPCP terminated by peer (User request)", "down", "sent TermAck id=0x5"));
  ipcp.Advance(3);
  EXPECT_THAT(ipcp.Take(), ElementsAre("finished"));
}

TEST(ControlProtocol, ShowsABinaryReasonAsPppdDoes) {
  Ipcp ipcp;
  ipcp.Negotiate();
  ipcp.Receive(R"(TermReq id=0x5 "#\376U\221\000<\315t\000\000\002\346")");
  EXPECT_EQ("IPCP terminated by peer (#M-~UM-^Q^@<M-Mt^@^@^BM-f)", ipcp.Take().front());
}

TEST(ControlProtocol, ClosesWithAReasonAndWaitsForTheAnswer) {
  Ipcp ipcp;
  ipcp.Negotiate();
  ipcp.machine().Close("User request", ipcp.now(), &ipcp.actions());
  EXPECT_THAT(ipcp.Take(), ElementsAre("down", "sent TermReq id=0x2 \"User request\""));
  ipcp.Advance(3);
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent TermReq id=0x3 \"User request\""));
  ipcp.Receive("TermAck id=0x3");
  EXPECT_THAT(ipcp.Take(), ElementsAre("finished"));
  EXPECT_EQ(State::kClosed, ipcp.state());
}

TEST(ControlProtocol, ClosingWithoutAnAnswerEndsToo) {
  Ipcp ipcp;
  ipcp.Negotiate();
  ipcp.machine().Close("User request", ipcp.now(), &ipcp.actions());
  ipcp.Take();
  ipcp.Advance(6);
  EXPECT_THAT(ipcp.Take(), ElementsAre("sent TermReq id=0x3 \"User request\"", "finished"));
}

TEST(ControlProtocol, OnlyARejectedCodeOfItsOwnEndsIt) {
  Ipcp ipcp;
  ipcp.Negotiate();
  ipcp.Receive("CodeRej id=0x1 0c 01 00 08 00 00 00 00");
  EXPECT_THAT(ipcp.Take(), ElementsAre("IPCP: Rcvd Code-Reject for code 12, id 1"));
  ipcp.Receive("CodeRej id=0x2 01 01 00 04");
  EXPECT_THAT(ipcp.Take(), ElementsAre("IPCP: Rcvd Code-Reject for code 1, id 1", "down",
                                       "sent TermReq id=0x2"));
}

TEST(ControlProtocol, IsFinishedWhenThePeerDoesNotSpeakIt) {
  Ipcp ipcp;
  ipcp.Open();
  ipcp.Take();
  ipcp.machine().OnProtocolReject(ipcp.now(), &ipcp.actions());
  EXPECT_THAT(ipcp.Take(), ElementsAre("finished"));
  EXPECT_EQ(kNever, ipcp.machine().deadline());
}

// The table of RFC 1661 section 4.1 as it is printed there; "-" is what cannot happen.
constexpr char kRfcTable[] = R"(
      Initial Starting  Closed    Stopped       Closing Stopping Req-Sent  Ack-Rcvd  Ack-Sent  Opened
Up    2       irc,scr/6 -         -             -       -        -         -         -         -
Down  -       -         0         tls/1         0       1        1         1         1         tld/1
Open  tls/1   1         irc,scr/6 3             5       5        6         7         8         9
Close 0       tlf/0     2         2             4       4        irc,str/4 irc,str/4 irc,str/4 tld,irc,str/4
TO+   -       -         -         -             str/4   str/5    scr/6     scr/6     scr/8     -
TO-   -       -         -         -             tlf/2   tlf/3    tlf/3     tlf/3     tlf/3     -
RCR+  -       -         sta/2     irc,scr,sca/8 4       5        sca/8     sca,tlu/9 sca/8     tld,scr,sca/8
RCR-  -       -         sta/2     irc,scr,scn/6 4       5        scn/6     scn/7     scn/6     tld,scr,scn/6
RCA   -       -         sta/2     sta/3         4       5        irc/7     scr/6     irc,tlu/9 tld,scr/6
RCN   -       -         sta/2     sta/3         4       5        irc,scr/6 scr/6     irc,scr/8 tld,scr/6
RTR   -       -         sta/2     sta/3         sta/4   sta/5    sta/6     sta/6     sta/6     tld,zrc,sta/5
RTA   -       -         2         3             tlf/2   tlf/3    6         6         8         tld,scr/6
RXJ+  -       -         2         3             4       5        6         6         8         9
RXJ-  -       -         tlf/2     tlf/3         tlf/2   tlf/3    tlf/3     tlf/3     tlf/3     tld,irc,str/5
)";

// Brings an automaton into one of the states by events alone.
void BringInto(State state, Ipcp* ipcp) {
  using enum State;
  ControlProtocol& machine = ipcp->machine();
  if (state == kInitial) return;
  if (state == kClosed) return machine.Up(ipcp->now(), &ipcp->actions());
  if (state == kStarting) return machine.Open(ipcp->now(), &ipcp->actions());
  ipcp->Open();
  if (state == kStopped) return ipcp->Advance(30);
  if (state == kClosing) return machine.Close("", ipcp->now(), &ipcp->actions());
  if (state == kReqSent) return;
  if (state != kAckSent) ipcp->Receive("ConfAck id=0x1 <addr 10.0.0.1>");
  if (state != kAckRcvd) ipcp->Receive("ConfReq id=0x1 <addr 10.0.0.2>");
  if (state == kStopping) ipcp->Receive("CodeRej id=0x2 01 01 00 04");
}

// Lets the restart timer expire; with "spent", until it has done so for the last time.
void Expire(bool spent, Ipcp* ipcp) {
  do {
    ipcp->actions().clear();
    ipcp->Advance(3);
  } while (spent && ipcp->machine().deadline() != kNever);
}

void Happen(const std::string& event, Ipcp* ipcp) {
  ControlProtocol& machine = ipcp->machine();
  if (event == "Up") machine.Up(ipcp->now(), &ipcp->actions());
  if (event == "Down") machine.Down(ipcp->now(), &ipcp->actions());
  if (event == "Open") machine.Open(ipcp->now(), &ipcp->actions());
  if (event == "Close") machine.Close("", ipcp->now(), &ipcp->actions());
  if (event == "TO+" || event == "TO-") Expire(event == "TO-", ipcp);
  if (event == "RCR+") ipcp->Receive("ConfReq id=0x3 <addr 10.0.0.2>");
  if (event == "RCR-") ipcp->Receive("ConfReq id=0x3 <addr 0.0.0.0>");
  if (event == "RCA") ipcp->Receive("ConfAck id=0x1 <addr 10.0.0.1>");
  if (event == "RCN") ipcp->Receive("ConfNak id=0x1 <addr 10.0.0.5>");
  if (event == "RTR") ipcp->Receive("TermReq id=0x4");
  if (event == "RTA") ipcp->Receive("TermAck id=0x4");
  if (event == "RXJ+") ipcp->Receive("CodeRej id=0x2 0c 01 00 04");
  if (event == "RXJ-") machine.OnProtocolReject(ipcp->now(), &ipcp->actions());
}

std::string DeedOf(const Action& action) {
  if (const auto* layer = std::get_if<LayerChange>(&action)) {
    static constexpr const char* kNames[] = {"tlu", "tld", "tls", "tlf"};
    return kNames[static_cast<size_t>(layer->layer)];
  }
  static const std::map<uint8_t, std::string> kSends = {{ppp::kConfigureRequest, "scr"},
                                                        {ppp::kConfigureAck, "sca"},
                                                        {ppp::kConfigureNak, "scn"},
                                                        {ppp::kTerminateRequest, "str"},
                                                        {ppp::kTerminateAck, "sta"}};
  const auto* send = std::get_if<SendPacket>(&action);
  return send ? kSends.at(send->packet.code) : "";
}

// "tld,scr/6": what was done as far as it can be seen, and the new state's number.
std::string Outcome(Ipcp* ipcp) {
  std::string deeds;
  for (const Action& action : ipcp->actions()) {
    const std::string deed = DeedOf(action);
    if (!deed.empty()) deeds += (deeds.empty() ? "" : ",") + deed;
  }
  return deeds + (deeds.empty() ? "" : "/") + std::to_string(static_cast<int>(ipcp->state()));
}

// irc and zrc show in how often something is sent, not at once.
std::string Visible(std::string cell) {
  for (const char* counter : {"irc,", "irc/", "zrc,"}) {
    const size_t at = cell.find(counter);
    if (at != std::string::npos) cell.erase(at, 4);
  }
  return cell;
}

TEST(ControlProtocol, FollowsTheTableOfTheRfc) {
  std::istringstream table(kRfcTable);
  std::string line;
  std::getline(table, line);
  std::getline(table, line);  // the heading
  int cells = 0;
  while (std::getline(table, line)) {
    std::istringstream row(line);
    std::string event, cell;
    row >> event;
    for (int number = 0; row >> cell; ++number) {
      const auto state = static_cast<State>(number);
      // In these states our request has had its answer: a further one is an old packet,
      // which section 5.2 has dropped.
      const bool answered = state == State::kAckRcvd || state == State::kOpened;
      if (cell == "-" || (answered && (event == "RCA" || event == "RCN"))) continue;
      Ipcp ipcp;
      BringInto(state, &ipcp);
      ASSERT_EQ(StateName(state), StateName(ipcp.state()));
      ipcp.actions().clear();
      Happen(event, &ipcp);
      EXPECT_EQ(Visible(cell), Outcome(&ipcp)) << event << " in " << StateName(state);
      ++cells;
    }
  }
  EXPECT_EQ(100, cells);
}

}  // namespace
}  // namespace pptp::tunnel
