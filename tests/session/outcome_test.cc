#include "lib/session/outcome.h"

#include <gtest/gtest.h>

#include "tests/session/story.h"

namespace pptp::session {
namespace {

struct OutcomeCase {
  const char* name;
  const char* log;
  Outcome outcome;
  Phase phase;
};

const OutcomeCase kOutcomes[] = {
    {"OnlyABeginning", "Using interface ppp0\n", Outcome::kIncomplete, Phase::kNone},
    {"EndsInTheMiddle", "Using interface ppp0\nsent [LCP ConfReq id=0x1]\n", Outcome::kIncomplete,
     Phase::kLcp},
    {"BeginsAtTheEnd", "Connection terminated.\nExit.\n", Outcome::kIncomplete, Phase::kNone},
    {"Up", "Using interface ppp0\nlocal  IP address 10.0.0.2\n", Outcome::kUp, Phase::kUp},
    {"UpByItsScript", "Script /etc/ppp/ip-up started (pid 5)\n", Outcome::kUp, Phase::kUp},
    {"HungUpBeforeUp", "Using interface ppp0\nModem hangup\nConnection terminated.\n",
     Outcome::kFailed, Phase::kNone},
    {"SignalBeforeUp", "Using interface ppp0\nTerminating on signal 15\n", Outcome::kFailed,
     Phase::kNone},
    {"Signal", "local  IP address 10.0.0.2\nTerminating on signal 15\nConnection terminated.\n",
     Outcome::kClosed, Phase::kUp},
    {"OldSignalWithADot", "local IP address 10.0.0.2\nTerminating on signal 2.\nExit.\n",
     Outcome::kClosed, Phase::kUp},
    {"PeerSaysGoodbye", "local IP address 10.0.0.2\nLCP terminated by peer (User request)\n",
     Outcome::kClosed, Phase::kUp},
    {"PeerHangsUp", "local IP address 10.0.0.2\nModem hangup\nConnection terminated.\n",
     Outcome::kClosed, Phase::kUp},
    {"CallDisconnected",
     "local IP address 10.0.0.2\n"
     "anon log[ctrlp_disp:pptp_ctrl.c:1]: Call disconnect notification received (call id 3)\n"
     "Modem hangup\nConnection terminated.\n",
     Outcome::kClosed, Phase::kUp},
    {"MicrosoftGoodbye",
     "local IP address 10.0.0.2\nrcvd [LCP TermReq id=0x3 00 00 00 00]\nConnection terminated.\n",
     Outcome::kClosed, Phase::kUp},
    {"MicrosoftError",
     "local IP address 10.0.0.2\nrcvd [LCP TermReq id=0x3 00 00 02 dc]\nConnection terminated.\n",
     Outcome::kFailed, Phase::kUp},
    {"NoEchoReplies",
     "local IP address 10.0.0.2\nNo response to 4 echo-requests\n"
     "sent [LCP TermReq id=0x3 \"Peer not responding\"]\nConnection terminated.\n",
     Outcome::kFailed, Phase::kUp},
    {"Idle",
     "local IP address 10.0.0.2\nTerminating connection due to lack of activity.\n"
     "sent [LCP TermReq id=0x3 \"Link inactive\"]\nConnection terminated.\n",
     Outcome::kClosed, Phase::kUp},
    {"MppeErrors", "local IP address 10.0.0.2\nToo many MPPE errors, closing LCP\n",
     Outcome::kFailed, Phase::kUp},
    {"LoopedBack", "local IP address 10.0.0.2\nSerial line is looped back.\n", Outcome::kFailed,
     Phase::kUp},
    {"AuthenticationFailed", "CHAP authentication failed\n", Outcome::kFailed,
     Phase::kAuthentication},
    {"SecondTryForgiven",
     "rcvd [CHAP Failure id=0x1 \"E=691 R=1 C=0 V=3\"]\nrcvd [CHAP Success id=0x2 \"S=0\"]\n",
     Outcome::kIncomplete, Phase::kAuthentication},
    {"TimeoutWithoutTheEnd", "LCP: timeout sending Config-Requests\n", Outcome::kFailed,
     Phase::kLcp},
    {"NoAddressWasAgreed",
     "CHAP authentication succeeded\nPeer refused to agree to our IP address\n"
     "Connect time 0.2 minutes.\nConnection terminated.\n",
     Outcome::kFailed, Phase::kAuthentication},
    {"WasUpByItsAccounts", "Connect time 5.0 minutes.\nConnection terminated.\n", Outcome::kClosed,
     Phase::kUp},
    {"OldAccountsOfAFailure",
     "Connect: ppp0 <--> /dev/ttyp1\nCHAP authentication failed\nConnection terminated.\n"
     "Connect time 0.1 minutes.\n",
     Outcome::kFailed, Phase::kAuthentication},
    {"RefusedTcp", "warn[open_inetsock:pptp_callmgr.c:305]: connect: Connection refused\n",
     Outcome::kFailed, Phase::kControl},
    {"CallMade", "log[f:pptp_ctrl.c:1]: Client connection established.\n", Outcome::kIncomplete,
     Phase::kCall},
    {"NoProtocolAvailable",
     "log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:580]: Client connection established.\n"
     "log[decaps_gre:pptp_gre.c:215]: short read (4294967295): Protocol not available\n",
     Outcome::kFailed, Phase::kCall},
    {"BothAcks", "rcvd [LCP ConfAck id=0x1]\nsent [LCP ConfAck id=0x1]\n", Outcome::kIncomplete,
     Phase::kAuthentication},
    {"Ccp", "sent [CCP ConfReq id=0x1 <mppe 1 0 0 60>]\n", Outcome::kIncomplete, Phase::kCcp},
    {"Ipcp", "sent [IPCP ConfReq id=0x1 <addr 0.0.0.0>]\n", Outcome::kIncomplete, Phase::kIpcp},
    {"IpcpAheadOfItsTurn", "rcvd [IPCP ConfReq id=0x1 <addr 10.0.0.1>]\n", Outcome::kIncomplete,
     Phase::kNone},
};

class OutcomeOf : public Story {};

TEST(OutcomeTable, IsAsTheLogSays) {
  for (const OutcomeCase& c : kOutcomes) {
    SCOPED_TRACE(c.name);
    class Teller : public Story {
     public:
      void TestBody() override {}
      using Story::OnlySession;
      using Story::Raw;
    } story;
    story.Raw(c.log);
    EXPECT_EQ(OutcomeName(c.outcome), OutcomeName(story.OnlySession().outcome));
    EXPECT_EQ(PhaseName(c.phase), PhaseName(story.OnlySession().phase));
  }
}

TEST_F(OutcomeOf, ASessionUpAtTheEndCountsItsTimeSoFar) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[1]: local  IP address 10.0.0.2
Nov 22 05:00:45 gw pppd[1]: rcvd [LCP EchoReq id=0x1 magic=0x1]
)");
  EXPECT_EQ(45, OnlySession().seconds_up);
}

TEST_F(OutcomeOf, TheTimeUpMayBePppdsOwn) {
  Raw("Connect time 2.5 minutes.\nConnection terminated.\n");
  EXPECT_EQ(150, OnlySession().seconds_up);
}

}  // namespace
}  // namespace pptp::session
