#include "lib/session/tracker.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/session/story.h"

namespace pptp::session {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Tracking : public Story {};

// The HOWTO's example of a connection that works, in the words of 2002.
constexpr char kKnownWorking[] = R"(
# pon tunnel
Using interface ppp1
Connect: ppp1 <--> /dev/pts/1
Looking for secret in /etc/ppp/chap-secrets for client domain\username server PPTP
Got client domain\username
Got server PPTP
Got secret PPTP
Got client password
sent [LCP ConfReq id=0x1 <mru 1000> <asyncmap 0x0> <magic 0x5d4790f> <pcomp> <accomp>]
rcvd [LCP ConfReq id=0x0 <auth chap 81> <magic 0x6fe7> <pcomp> <accomp>]
sent [LCP ConfAck id=0x0 <auth chap 81> <magic 0x6fe7> <pcomp> <accomp>]
rcvd [LCP ConfNak id=0x1 <mru 1500>]
sent [LCP ConfReq id=0x2 <asyncmap 0x0> <magic 0x5d4790f> <pcomp> <accomp>]
rcvd [LCP ConfAck id=0x2 <asyncmap 0x0> <magic 0x5d4790f> <pcomp> <accomp>]
sent [LCP EchoReq id=0x0 magic=0x5d4790f]
rcvd [CHAP Challenge id=0xf4 <13b0a50a64cb40e5e2afbb47186f8255>, name = ""]
sent [CHAP Response id=0xf4 <b6 ... 00>, name = "domain\\username"]
rcvd [LCP EchoRep id=0x0 magic=0x6fe7]
sent [CHAP Response id=0xf4 <b6 ... 00>, name = "domain\\username"]
rcvd [CHAP Success id=0xf4 "S=B8C96D7EC7960C2EC2C096D5C5256C711D435C67"]
Remote message: S=B8C96D7EC7960C2EC2C096D5C5256C711D435C67
sent [IPCP ConfReq id=0x1 <addr 10.0.0.1> <compress VJ 0f 01>]
sent [CCP ConfReq id=0x1 <mppe 1 0 0 60>]
rcvd [CCP ConfReq id=0x1 <mppe 1 0 0 61>]
sent [CCP ConfNak id=0x1 <mppe 1 0 0 60>]
rcvd [IPCP ConfReq id=0x2 <addr 168.192.232.31>]
sent [IPCP ConfAck id=0x2 <addr 168.192.232.31>]
rcvd [CHAP Success id=0xf4 "S=B8C96D7EC7960C2EC2C096D5C5256C711D435C67"]
rcvd [IPCP ConfRej id=0x1 <compress VJ 0f 01>]
sent [IPCP ConfReq id=0x2 <addr 10.0.0.1>]
rcvd [CCP ConfNak id=0x1 <mppe 1 0 0 40>]
sent [CCP ConfReq id=0x2 <mppe 1 0 0 40>]
rcvd [CCP ConfReq id=0x3 <mppe 1 0 0 40>]
sent [CCP ConfAck id=0x3 <mppe 1 0 0 40>]
rcvd [IPCP ConfNak id=0x2 <addr 168.192.232.42>]
sent [IPCP ConfReq id=0x3 <addr 168.192.232.42>]
rcvd [CCP ConfAck id=0x2 <mppe 1 0 0 40>]
MPPE 128 bit, stateless compression enabled
rcvd [IPCP ConfAck id=0x3 <addr 168.192.232.42>]
Cannot determine ethernet address for proxy ARP
local IP address 168.192.232.42
remote IP address 168.192.232.31
Script /etc/ppp/ip-up started (pid 14084)
Script /etc/ppp/ip-up finished (pid 14084), status = 0x0
)";

TEST_F(Tracking, TheKnownWorkingLogIsOneSessionThatIsUp) {
  Raw(kKnownWorking);
  const Session& s = OnlySession();
  EXPECT_EQ("s1", s.id);
  EXPECT_EQ(Outcome::kUp, s.outcome);
  EXPECT_EQ(Phase::kUp, s.phase);
  EXPECT_EQ(Side::kClient, s.side);
  EXPECT_EQ("ppp1", s.interface);
  EXPECT_EQ("/dev/pts/1", s.tty);
  EXPECT_EQ("chap MS-v2", s.auth_protocol);
  EXPECT_EQ("domain\\username", s.user);
  EXPECT_EQ("168.192.232.42", s.local_ip);
  EXPECT_EQ("168.192.232.31", s.remote_ip);
  EXPECT_TRUE(s.mppe.enabled);
  EXPECT_EQ("MPPE 128-bit stateless", s.mppe.enabled_text);
  EXPECT_EQ(0x01000040u, s.mppe.agreed_send);
  EXPECT_EQ(0x01000040u, s.mppe.agreed_receive);
  EXPECT_EQ("Both directions settled on 128-bit stateless.", s.mppe.verdict);
  EXPECT_EQ(2u, s.counters.lcp_requests_sent);
  EXPECT_EQ(0u, s.counters.lcp_requests_unanswered);
  EXPECT_EQ(1u, s.counters.echo_requests_sent);
  EXPECT_EQ(1u, s.counters.echo_replies_received);
  EXPECT_TRUE(s.seen_debug);
  EXPECT_TRUE(s.seen_pppd);
  EXPECT_FALSE(s.seen_pptp);
  EXPECT_EQ(44u, s.exchange.size());
  EXPECT_FALSE(s.began.has_value());
}

// RFC 1962 section 4: who sends a Configure-Request says what it can decompress.
TEST_F(Tracking, TheDirectionsOfEncryptionAreThoseOfTheData) {
  Raw("rcvd [CCP ConfAck id=0x1 <mppe +H -M +S -L -D -C>]\n"
      "sent [CCP ConfAck id=0x3 <mppe +H -M -S +L -D -C>]\n");
  const Session& s = OnlySession();
  EXPECT_EQ(0x01000020u, s.mppe.agreed_send);
  EXPECT_EQ(0x01000040u, s.mppe.agreed_receive);
}

TEST_F(Tracking, TwoClientsOnOneHostAreKeptApart) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[100]: pppd 2.4.9 started by root, uid 0
Nov 22 05:00:00 gw pppd[100]: Script pptp 192.0.2.1 --nolaunchpppd started (pid 101)
Nov 22 05:00:00 gw pppd[110]: pppd 2.4.9 started by root, uid 0
Nov 22 05:00:00 gw pppd[110]: Using interface ppp1
Nov 22 05:00:00 gw pptp[111]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
Nov 22 05:00:00 gw pppd[100]: Using interface ppp0
Nov 22 05:00:00 gw pptp[101]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
Nov 22 05:00:00 gw pptp[102]: anon warn[open_inetsock:pptp_callmgr.c:352]: connect: Connection refused
Nov 22 05:00:00 gw pptp[112]: anon log[ctrlp_rep:pptp_ctrl.c:259]: Sent control packet type is 1 'Start-Control-Connection-Request'
Nov 22 05:00:01 gw kernel: ppp1: ppp: compressor dropped pkt
Nov 22 05:00:01 gw pptp[102]: anon fatal[callmgr_main:pptp_callmgr.c:134]: Could not open control connection to 192.0.2.1
Nov 22 05:00:01 gw pptp[101]: anon fatal[open_callmgr:pptp.c:525]: Call manager exited with error 256
Nov 22 05:00:01 gw pptp[112]: anon log[ctrlp_disp:pptp_ctrl.c:858]: Client connection established.
Nov 22 05:00:01 gw pppd[100]: Modem hangup
Nov 22 05:00:01 gw pppd[100]: Connection terminated.
Nov 22 05:00:01 gw pppd[100]: Exit.
)");
  ASSERT_EQ(2u, Sessions().size());
  const Session& failed = Sessions()[0];
  const Session& other = Sessions()[1];
  EXPECT_EQ("ppp0", failed.interface);
  EXPECT_THAT(failed.pptp_pids, ElementsAre(101, 102));
  EXPECT_EQ("192.0.2.1", failed.peer);
  EXPECT_EQ("1.10.0", failed.pptp_version);
  EXPECT_EQ("2.4.9", failed.pppd_version);
  EXPECT_EQ(Outcome::kFailed, failed.outcome);
  EXPECT_EQ(Phase::kControl, failed.phase);
  EXPECT_TRUE(failed.finished);
  EXPECT_EQ("ppp1", other.interface);
  EXPECT_THAT(other.pptp_pids, ElementsAre(111, 112));
  EXPECT_EQ(Phase::kCall, other.phase);
  EXPECT_EQ(Outcome::kIncomplete, other.outcome);
  EXPECT_TRUE(other.seen_kernel);
  EXPECT_FALSE(failed.seen_kernel);
}

TEST_F(Tracking, AServerHasASessionForEachClient) {
  Syslog(R"(
Nov 22 06:00:00 srv pptpd[50]: MGR: Manager process started
Nov 22 06:00:01 srv pptpd[200]: CTRL: Client 198.51.100.1 control connection started
Nov 22 06:00:01 srv pptpd[210]: CTRL: Client 198.51.100.2 control connection started
Nov 22 06:00:01 srv pptpd[210]: CTRL: Starting call (launching pppd, opening GRE)
Nov 22 06:00:01 srv pptpd[200]: CTRL: Starting call (launching pppd, opening GRE)
Nov 22 06:00:01 srv pppd[201]: pppd 2.4.5 started by root, uid 0
Nov 22 06:00:01 srv pppd[211]: pppd 2.4.5 started by root, uid 0
Nov 22 06:00:01 srv pppd[211]: Using interface ppp1
Nov 22 06:00:01 srv pppd[201]: Using interface ppp0
Nov 22 06:00:02 srv pptpd[220]: CTRL: Client 198.51.100.3 control connection started
Nov 22 06:00:02 srv pptpd[220]: CTRL: Starting call (launching pppd, opening GRE)
Nov 22 06:00:02 srv pptpd[220]: GRE: xmit failed from decaps_hdlc: Operation not permitted
Nov 22 06:00:02 srv pptpd[220]: CTRL: Client 198.51.100.3 control connection finished
Nov 22 06:00:02 srv pppd[211]: local  IP address 10.9.0.1
Nov 22 06:00:02 srv pppd[211]: remote IP address 10.9.0.11
Nov 22 06:00:02 srv pppd[201]: Peer bob failed CHAP authentication
Nov 22 06:00:02 srv pppd[201]: Connection terminated.
Nov 22 06:00:02 srv pppd[201]: Exit.
Nov 22 06:00:02 srv pptpd[200]: CTRL: Reaping child PPP[201]
Nov 22 06:00:02 srv pptpd[200]: CTRL: Client 198.51.100.1 control connection finished
Nov 22 07:00:02 srv pppd[211]: LCP terminated by peer (User request)
Nov 22 07:00:02 srv pppd[211]: Connect time 60.0 minutes.
Nov 22 07:00:02 srv pppd[211]: Connection terminated.
Nov 22 07:00:02 srv pptpd[210]: CTRL: Client 198.51.100.2 control connection finished
)");
  ASSERT_EQ(3u, Sessions().size());
  const Session& bob = Sessions()[0];
  EXPECT_EQ("198.51.100.1", bob.peer);
  EXPECT_EQ("ppp0", bob.interface);
  EXPECT_EQ(Side::kServer, bob.side);
  EXPECT_EQ(Outcome::kFailed, bob.outcome);
  EXPECT_THAT(bob.pppd_pids, ElementsAre(201));
  const Session& good = Sessions()[1];
  EXPECT_EQ("198.51.100.2", good.peer);
  EXPECT_EQ("10.9.0.11", good.remote_ip);
  EXPECT_EQ(Outcome::kClosed, good.outcome);
  EXPECT_EQ(3600, good.seconds_up);
  const Session& blocked = Sessions()[2];
  EXPECT_EQ("198.51.100.3", blocked.peer);
  EXPECT_EQ(Outcome::kFailed, blocked.outcome);
  EXPECT_THAT(blocked.pppd_pids, IsEmpty());
  ASSERT_EQ(1u, Hosts().size());
  EXPECT_THAT(TextsOf("h1"), ElementsAre("MGR: Manager process started"));
}

TEST_F(Tracking, PersistMakesANewSessionForEachAttempt) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[100]: pppd 2.4.9 started by root, uid 0
Nov 22 05:00:00 gw pppd[100]: Using interface ppp0
Nov 22 05:00:00 gw pppd[100]: Connect: ppp0 <--> /dev/pts/1
Nov 22 05:00:30 gw pppd[100]: LCP: timeout sending Config-Requests
Nov 22 05:00:30 gw pppd[100]: Connection terminated.
Nov 22 05:01:00 gw pppd[100]: Using interface ppp0
Nov 22 05:01:00 gw pppd[100]: Connect: ppp0 <--> /dev/pts/1
Nov 22 05:01:01 gw pppd[100]: local  IP address 10.0.0.2
Nov 22 05:02:01 gw pppd[100]: Terminating on signal 15
Nov 22 05:02:01 gw pppd[100]: Connect time 1.0 minutes.
Nov 22 05:02:01 gw pppd[100]: Connection terminated.
Nov 22 05:02:01 gw pppd[100]: Exit.
)");
  ASSERT_EQ(2u, Sessions().size());
  EXPECT_EQ(Outcome::kFailed, Sessions()[0].outcome);
  EXPECT_EQ(Phase::kLcp, Sessions()[0].phase);
  EXPECT_EQ(Outcome::kClosed, Sessions()[1].outcome);
  EXPECT_EQ(60, Sessions()[1].seconds_up);
  EXPECT_EQ("2.4.9", Sessions()[1].pppd_version);
}

TEST_F(Tracking, NetworkManagersServiceIsJoinedByItsPid) {
  Syslog(R"(
Nov 22 05:00:00 pc NetworkManager[800]: <info> Starting VPN service 'pptp'...
Nov 22 05:00:00 pc nm-pptp-service[2531]: nm-pptp[2531] <info> pppd started with pid 2540
Nov 22 05:00:00 pc pppd[2540]: Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.
Nov 22 05:00:00 pc pppd[2540]: pppd 2.4.5 started by root, uid 0
Nov 22 05:00:00 pc pppd[2540]: Using interface ppp0
Nov 22 05:00:00 pc pppd[2540]: Connect: ppp0 <--> /dev/pts/3
Nov 22 05:00:01 pc pptp[2543]: nm-pptp-service-2531 log[main:pptp.c:314]: The synchronous pptp option is NOT activated
Nov 22 05:00:01 pc pptp[2551]: nm-pptp-service-2531 warn[open_inetsock:pptp_callmgr.c:329]: connect: Connection timed out
Nov 22 05:00:01 pc pptp[2551]: nm-pptp-service-2531 fatal[callmgr_main:pptp_callmgr.c:127]: Could not open control connection to 203.0.113.5
Nov 22 05:00:01 pc pppd[2540]: Modem hangup
Nov 22 05:00:01 pc pppd[2540]: Connection terminated.
Nov 22 05:00:01 pc pppd[2540]: Exit.
Nov 22 05:00:01 pc nm-pptp-service[2531]: nm-pptp[2531] <warn> pppd exited with error code 16
Nov 22 05:00:20 pc NetworkManager[800]: <info> wifi scan
)");
  const Session& s = OnlySession();
  EXPECT_EQ(16, s.exit_status);
  EXPECT_EQ("203.0.113.5", s.peer);
  EXPECT_EQ("1.7.2", s.pptp_version);
  EXPECT_EQ("2.4.5", s.pppd_version);
  EXPECT_EQ(Side::kClient, s.side);
  EXPECT_EQ(13u, TextsOf("s1").size());
  EXPECT_EQ("<info> Starting VPN service 'pptp'...", TextsOf("s1").front());
  EXPECT_THAT(TextsOf("h1"), ElementsAre("<info> wifi scan"));
}

TEST_F(Tracking, RawOutputIsSplitAtTheBeginnings) {
  Raw(R"(
Using interface ppp0
Connect: ppp0 <--> /dev/pts/1
sent [LCP ConfReq id=0x1 <magic 0x1>]
LCP: timeout sending Config-Requests
Connection terminated.
Using interface ppp0
Connect: ppp0 <--> /dev/pts/1
sent [LCP ConfReq id=0x1 <magic 0x2>]
Modem hangup
Connection terminated.
sent [LCP ConfReq id=0x1 <magic 0x3>]
sent [LCP ConfReq id=0x1 <magic 0x3>]
)");
  ASSERT_EQ(3u, Sessions().size());
  EXPECT_EQ(Outcome::kFailed, Sessions()[0].outcome);
  EXPECT_EQ(Outcome::kFailed, Sessions()[1].outcome);
  EXPECT_EQ(Outcome::kIncomplete, Sessions()[2].outcome);
  EXPECT_EQ(2u, Sessions()[2].counters.lcp_requests_unanswered);
}

TEST_F(Tracking, RawAttemptsOfPptpAloneAreSplitAfterItsLastWords) {
  for (int i = 0; i < 3; ++i) {
    Raw(R"(
warn[open_inetsock:pptp_callmgr.c:305]: connect: Connection refused
fatal[callmgr_main:pptp_callmgr.c:128]: Could not open control connection to 192.0.2.9
fatal[open_callmgr:pptp.c:278]: Call manager exited with error 256
)");
  }
  ASSERT_EQ(3u, Sessions().size());
  for (const Session& s : Sessions()) {
    EXPECT_EQ(Outcome::kFailed, s.outcome);
    EXPECT_EQ("192.0.2.9", s.peer);
    EXPECT_EQ("1.0.3-1.1.0", s.pptp_version);
    EXPECT_EQ(3u, s.exchange.size());
  }
}

TEST_F(Tracking, ARestartedRequestIdIsNoNewSession) {
  Raw(R"(
sent [LCP ConfReq id=0x1 <magic 0x1>]
sent [LCP ConfReq id=0x2 <magic 0x1>]
sent [LCP ConfReq id=0x1 <magic 0x1>]
)");
  EXPECT_EQ(3u, OnlySession().counters.lcp_requests_sent);
}

TEST_F(Tracking, OldLaunchWherePptpStartsPppdIsOneSession) {
  Syslog(R"(
Nov 22 05:00:00 gw pptp[300]: log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:580]: Client connection established.
Nov 22 05:00:01 gw pptp[300]: log[pptp_dispatch_ctrl_packet:pptp_ctrl.c:708]: Outgoing call established (call ID 0, peer's call ID 0).
Nov 22 05:00:01 gw pppd[303]: pppd 2.4.1 started by root, uid 0
Nov 22 05:00:01 gw pppd[303]: Using interface ppp0
Nov 22 05:00:01 gw pppd[303]: Exit.
Nov 22 05:00:02 gw pptp[302]: log[decaps_hdlc:pptp_gre.c:129]: short read (4294967295): Input/output error
Nov 22 05:00:02 gw pptp[300]: log[callmgr_main:pptp_callmgr.c:245]: Closing connection
)");
  const Session& s = OnlySession();
  EXPECT_THAT(s.pppd_pids, ElementsAre(303));
  EXPECT_THAT(s.pptp_pids, ElementsAre(300, 302));
  EXPECT_EQ(Phase::kCall, s.phase);
  EXPECT_EQ(Outcome::kFailed, s.outcome);
}

TEST_F(Tracking, PppdThatDetachesLaterGoesOnUnderItsNewPid) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[100]: pppd 2.4.5 started by root, uid 0
Nov 22 05:00:01 gw pppd[100]: local  IP address 10.0.0.2
Nov 22 06:00:01 gw pppd[109]: Terminating on signal 15
Nov 22 06:00:01 gw pppd[109]: Connection terminated.
)");
  EXPECT_EQ(Outcome::kClosed, OnlySession().outcome);
  EXPECT_EQ(3600, OnlySession().seconds_up);
}

TEST_F(Tracking, PptpsLastWordsBelongToThePppdThatHasJustEnded) {
  Syslog(R"(
Nov 22 10:00:00 gw pppd[22]: Connect: ppp0 <--> /dev/pts/1
Nov 22 10:00:30 gw pppd[22]: LCP: timeout sending Config-Requests
Nov 22 10:00:30 gw pppd[22]: Connection terminated.
Nov 22 10:00:30 gw pptp[23]: anon warn[decaps_hdlc:pptp_gre.c:204]: short read (-1): Input/output error
)");
  EXPECT_TRUE(OnlySession().seen_pptp);
}

TEST_F(Tracking, APidUsedAgainIsANewSession) {
  Syslog(R"(
Nov 01 05:00:00 gw pppd[100]: Using interface ppp0
Nov 01 05:00:00 gw pppd[100]: sent [LCP ConfReq id=0x1 <magic 0x1>]
Nov 03 05:00:00 gw pppd[100]: rcvd [LCP ConfReq id=0x1 <magic 0x1>]
Nov 03 05:00:01 gw pppd[100]: pppd 2.4.9 started by root, uid 0
)");
  EXPECT_EQ(3u, Sessions().size());
}

TEST_F(Tracking, ATunnelMayBeSilentForDays) {
  Syslog(R"(
Nov 01 05:00:00 gw pppd[100]: Using interface ppp0
Nov 01 05:00:00 gw pppd[100]: local  IP address 10.0.0.2
Nov 09 05:00:00 gw pppd[100]: Terminating on signal 15
)");
  EXPECT_EQ(1u, Sessions().size());
}

TEST_F(Tracking, ABootEndsTheSessionsOfItsHostOnly) {
  Syslog(R"(
Nov 22 05:00:00 a pppd[100]: Using interface ppp0
Nov 22 05:00:00 b pppd[100]: Using interface ppp0
)");
  Boot("a");
  EXPECT_EQ(1u, EndedSoFar());
  Syslog(R"(
Nov 22 05:00:10 a pppd[100]: local  IP address 10.0.0.2
Nov 22 05:00:10 b pppd[100]: local  IP address 10.0.0.3
)");
  ASSERT_EQ(3u, Sessions().size());
  EXPECT_EQ("", Sessions()[0].local_ip);
  EXPECT_EQ("10.0.0.3", Sessions()[1].local_ip);
  EXPECT_EQ("10.0.0.2", Sessions()[2].local_ip);
}

TEST_F(Tracking, ABootWithoutANameIsThatOfTheLastHostOfItsInput) {
  Syslog("Nov 22 05:00:00 a pppd[100]: Using interface ppp0\n");
  Boot("");
  EXPECT_EQ(1u, EndedSoFar());
}

TEST_F(Tracking, HostsAreNeverMixed) {
  Syslog(R"(
Nov 22 05:00:00 a pppd[100]: pppd 2.4.9 started by root, uid 0
Nov 22 05:00:00 b pptp[101]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
Nov 22 05:00:00 b kernel: ppp0: ppp: compressor dropped pkt
)");
  ASSERT_EQ(2u, Sessions().size());
  EXPECT_FALSE(Sessions()[0].seen_pptp);
  EXPECT_FALSE(Sessions()[0].seen_kernel);
}

TEST_F(Tracking, ANewInputWithoutHostsStartsAnew) {
  Raw("Using interface ppp0\n");
  NextInput();
  Raw("Connect: ppp0 <--> /dev/pts/1\n");
  EXPECT_EQ(2u, Sessions().size());
}

TEST_F(Tracking, ARotatedLogGoesOn) {
  Syslog("Nov 22 23:59:59 gw pppd[100]: Using interface ppp0\n");
  NextInput();
  Syslog("Nov 23 00:00:00 gw pppd[100]: Connect: ppp0 <--> /dev/pts/1\n");
  EXPECT_EQ("/dev/pts/1", OnlySession().tty);
}

TEST_F(Tracking, ALogOfAnEarlierTimeDoesNotGoOn) {
  Syslog("Nov 22 23:59:59 gw pppd[100]: Using interface ppp0\n");
  NextInput();
  Syslog("Nov 20 00:00:00 gw pppd[100]: Connect: ppp0 <--> /dev/pts/1\n");
  EXPECT_EQ(2u, Sessions().size());
}

TEST_F(Tracking, ModprobeJoinsTheSessionThatStartsSoon) {
  Syslog(R"(
Nov 22 05:00:00 gw modprobe: modprobe: Can't locate module char-major-108
Nov 22 05:00:03 gw pppd[100]: This system lacks kernel support for PPP.
Nov 22 05:10:00 gw modprobe: modprobe: Can't locate module net-pf-10
Nov 22 05:11:00 gw sshd[1]: unrelated
Nov 22 05:11:00 gw kernel: usb 1-1: new device
)");
  EXPECT_EQ(Outcome::kFailed, OnlySession().outcome);
  EXPECT_THAT(TextsOf("s1"), ElementsAre("modprobe: Can't locate module char-major-108",
                                         "This system lacks kernel support for PPP."));
  EXPECT_THAT(TextsOf("h1"),
              ElementsAre("modprobe: Can't locate module net-pf-10", "usb 1-1: new device"));
}

TEST_F(Tracking, LinesThatBelongToNoSessionGoToTheHost) {
  Raw(R"(
bash: pptp-command: command not found
ppp <= 2.3.15 conflicts with kernel-2.4.7-10
modprobe: modprobe: Can't locate module ppp-compress-18
)");
  EXPECT_THAT(Sessions(), IsEmpty());
  ASSERT_EQ(1u, Hosts().size());
  EXPECT_TRUE(Hosts()[0].is_host);
  EXPECT_EQ("h1", Hosts()[0].id);
  EXPECT_EQ(3u, TextsOf("h1").size());
  EXPECT_EQ(1u, Hosts()[0].exchange.size());
}

TEST_F(Tracking, StrangersInsideARawSessionJoinItButNotItsExchange) {
  Raw(R"(
Using interface ppp0
write(8, "x", 1) = -1 EPERM (Operation not permitted)
Connection terminated.
Exit.
uid=0(root)
)");
  EXPECT_EQ(3u, OnlySession().exchange.size());
  EXPECT_THAT(TextsOf("s1"), Contains(::testing::StartsWith("write(8")));
  EXPECT_THAT(TextsOf("h1"), ElementsAre("uid=0(root)"));
}

TEST_F(Tracking, StrangersJustBeforeARawSessionJoinIt) {
  Raw(R"(
connect: Connection refused
Could not open control connection to 192.0.2.7
)");
  EXPECT_EQ(1u, Sessions().size());
  EXPECT_THAT(TextsOf("s1"), ElementsAre("connect: Connection refused",
                                         "Could not open control connection to 192.0.2.7"));
}

TEST_F(Tracking, AWrapperThatSpeaksForAllHasOnePid) {
  Syslog(R"(
Nov 22 05:00:00 gw pptpconfig[55]: Using interface ppp0
Nov 22 05:00:01 gw pptpconfig[55]: anon fatal[open_callmgr:pptp.c:525]: Call manager exited with error 256
Nov 22 05:00:02 gw pptpconfig[55]: Modem hangup
Nov 22 05:00:02 gw pptpconfig[55]: Exit.
Nov 22 05:00:09 gw pptpconfig[55]: Using interface ppp0
Nov 22 05:00:10 gw pptpconfig[55]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
)");
  ASSERT_EQ(2u, Sessions().size());
  EXPECT_EQ(4u, TextsOf("s1").size());
  EXPECT_EQ(2u, TextsOf("s2").size());
}

TEST_F(Tracking, RepeatedMessagesCountAsOften) {
  Repeated(9);
  Syslog("Nov 22 05:00:00 gw pppd[100]: sent [LCP ConfReq id=0x1 <magic 0x1>]\n");
  EXPECT_EQ(9u, OnlySession().counters.lcp_requests_sent);
  EXPECT_EQ(9u, OnlySession().counters.lcp_requests_unanswered);
  EXPECT_EQ(9u, OnlySession().counters.packets_sent);
}

TEST_F(Tracking, AFinishedSessionStillHearsWhatOthersSay) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[100]: Script pptp 192.0.2.1 started (pid 101)
Nov 22 05:00:00 gw pppd[100]: Connection terminated.
Nov 22 05:00:00 gw pppd[100]: Exit.
Nov 22 05:00:30 gw pptp[101]: anon log[callmgr_main:pptp_callmgr.c:258]: Closing connection (unhandled)
)");
  EXPECT_EQ(0u, EndedSoFar());
  Syslog("Nov 22 05:03:00 gw kernel: usb 1-1: new device\n");
  EXPECT_EQ(1u, EndedSoFar());
  EXPECT_TRUE(OnlySession().seen_pptp);
}

TEST_F(Tracking, EventsAreNumberedAndReflectedAtOnce) {
  Raw(kKnownWorking);
  uint64_t last = 0;
  for (const Delivery& delivery : deliveries()) {
    EXPECT_GT(delivery.order, last);
    last = delivery.order;
  }
  EXPECT_EQ(Program::kPppd, deliveries()[1].program);
}

TEST_F(Tracking, AccelPppSessionsAreToldApartByInterface) {
  Syslog(R"(
Nov 22 05:00:00 srv accel-pppd: ppp0: recv [LCP ConfReq id=1 <magic 1>]
Nov 22 05:00:00 srv accel-pppd: ppp1: recv [LCP ConfReq id=1 <magic 2>]
Nov 22 05:00:01 srv accel-pppd: ppp0: recv [CCP ConfReq id=2 <mppe +H -M +S -L -D -C>]
)");
  ASSERT_EQ(2u, Sessions().size());
  EXPECT_EQ(1u, Sessions()[0].mppe.rounds.size());
  EXPECT_EQ("ppp1", Sessions()[1].interface);
}

TEST_F(Tracking, ADumpGivesTheOptionsInEffect) {
  Raw("Using interface ppp0\npppd options in effect:\ndebug\t\t# (from command line)\n"
      "mtu 1400\t\t# (from /etc/ppp/peers/x)\nrequire-mppe-128\t\t# (from command line)\n"
      "pty pptp 192.0.2.4 --nolaunchpppd\t\t# (from /etc/ppp/peers/x)\nModem hangup\n");
  const Session& s = OnlySession();
  EXPECT_TRUE(s.has_option_dump);
  EXPECT_THAT(s.options, ElementsAre("debug", "mtu 1400", "require-mppe-128",
                                     "pty pptp 192.0.2.4 --nolaunchpppd"));
  EXPECT_TRUE(s.mppe.required);
  EXPECT_EQ("192.0.2.4", s.peer);
}

TEST_F(Tracking, ACommandLineBeginsARawSession) {
  Raw(R"(
# pppd call tunnel debug logfd 2 nodetach
Using interface ppp0
Exit.
# pppd call tunnel debug sync
Using interface ppp0
)");
  ASSERT_EQ(2u, Sessions().size());
  EXPECT_THAT(Sessions()[0].options, Contains("logfd 2"));
  EXPECT_THAT(Sessions()[1].options, Contains("sync"));
  EXPECT_THAT(Sessions()[1].options, Not(Contains("logfd 2")));
}

TEST_F(Tracking, AnInterfaceThatAnotherSessionGotIsDown) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[1]: Using interface ppp0
Nov 22 05:00:01 gw pppd[1]: local  IP address 10.0.0.2
Nov 22 06:00:00 gw pppd[2]: Using interface ppp0
)");
  EXPECT_EQ(Outcome::kClosed, Sessions()[0].outcome);
}

constexpr char kRefused[] = R"(
Nov 22 05:19:05 gw pptp[7]: connect: Connection refused
Nov 22 05:19:05 gw pptp[7]: Could not open control connection to 192.0.2.1
)";

TEST_F(Tracking, PptpConnectSpeaksForPppdAndPptpAndNeedsNoKernel) {
  Syslog(kRefused);
  Syslog("Nov 22 05:19:05 gw pptp-connect[7]: ended with status 16: No connection.\n");
  const Session& s = OnlySession();
  EXPECT_TRUE(s.seen_pppd && s.seen_pptp && s.seen_kernel);
  EXPECT_FALSE(s.seen_debug);  // packets may be missing
}

TEST_F(Tracking, PptpConnectTellsThatNoPacketIsMissing) {
  Syslog(kRefused);
  Syslog("Nov 22 05:19:05 gw pptp-connect[7]: all packets of this attempt are in the log\n");
  EXPECT_TRUE(OnlySession().seen_debug);
}

TEST_F(Tracking, PptpConnectSpeaksForItsOwnSessionOnly) {
  Syslog(kRefused);
  Syslog("Nov 22 05:19:06 gw pptp-connect[8]: all packets of this attempt are in the log\n");
  EXPECT_FALSE(OnlySession().seen_debug);
}

}  // namespace
}  // namespace pptp::session
