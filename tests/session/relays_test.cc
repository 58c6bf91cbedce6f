#include "lib/session/relays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/session/story.h"

// NetworkManager logs what pppd writes to standard error beside pppd's own lines.
namespace pptp::session {
namespace {

using testing::ElementsAre;

class CopiesOfNetworkManager : public Story {};

TEST_F(CopiesOfNetworkManager, AreOneSessionWithThePppdTheyCopy) {
  Syslog(R"(
Nov 22 10:00:00 pc pppd[4408]: Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.
Nov 22 10:00:00 pc NetworkManager[902]: Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.
Nov 22 10:00:00 pc pppd[4408]: pppd 2.4.5 started by root, uid 0
Nov 22 10:00:00 pc pppd[4408]: Using interface ppp0
Nov 22 10:00:00 pc NetworkManager[902]: Using interface ppp0
Nov 22 10:00:00 pc NetworkManager[902]: Connect: ppp0 <--> /dev/pts/2
Nov 22 10:00:00 pc pppd[4408]: Connect: ppp0 <--> /dev/pts/2
Nov 22 10:00:30 pc pppd[4408]: LCP: timeout sending Config-Requests
Nov 22 10:00:30 pc NetworkManager[902]: LCP: timeout sending Config-Requests
Nov 22 10:00:30 pc NetworkManager[902]: Connection terminated.
Nov 22 10:00:30 pc pppd[4408]: Connection terminated.
)");
  ASSERT_EQ(1u, Sessions().size());
  EXPECT_THAT(TextsOf("s1"),
              ElementsAre("Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.",
                          "pppd 2.4.5 started by root, uid 0", "Using interface ppp0",
                          "Connect: ppp0 <--> /dev/pts/2", "LCP: timeout sending Config-Requests",
                          "Connection terminated."));
}

TEST_F(CopiesOfNetworkManager, UnderPppdsOwnPidAreOneSessionToo) {
  Syslog(R"(
Nov 22 10:00:00 pc pppd[1407]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 pc NetworkManager[1407]: Using interface ppp0
Nov 22 10:00:00 pc pppd[1407]: Using interface ppp0
Nov 22 10:00:00 pc NetworkManager[1407]: Connect: ppp0 <--> /dev/pts/1
Nov 22 10:00:00 pc pppd[1407]: Connect: ppp0 <--> /dev/pts/1
Nov 22 10:00:01 pc NetworkManager[1407]: sent [LCP ConfReq id=0x1 <magic 0x1>]
Nov 22 10:00:01 pc pppd[1407]: sent [LCP ConfReq id=0x1 <magic 0x1>]
)");
  EXPECT_EQ(1u, OnlySession().counters.packets_sent);
}

TEST_F(CopiesOfNetworkManager, ThatComeFirstAreJoinedByThePppdBehindThem) {
  Syslog(R"(
Nov 22 10:00:00 pc NetworkManager[902]: Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.
Nov 22 10:00:00 pc pppd[4408]: Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.
Nov 22 10:00:00 pc pppd[4408]: pppd 2.4.5 started by root, uid 0
Nov 22 10:00:00 pc NetworkManager[902]: Using interface ppp0
Nov 22 10:00:00 pc pppd[4408]: Using interface ppp0
Nov 22 10:00:05 pc pppd[4408]: local  IP address 192.0.2.7
)");
  EXPECT_EQ("192.0.2.7", OnlySession().local_ip);
  EXPECT_EQ("2.4.5", OnlySession().pppd_version);
}

TEST_F(CopiesOfNetworkManager, ThatAreAllThereIsMakeASession) {
  Syslog(R"(
Nov 22 10:00:00 pc NetworkManager[902]: Plugin /usr/lib/pppd/2.4.5/nm-pptp-pppd-plugin.so loaded.
Nov 22 10:00:00 pc NetworkManager[902]: Using interface ppp0
Nov 22 10:00:00 pc NetworkManager[902]: Connect: ppp0 <--> /dev/pts/2
Nov 22 10:00:05 pc NetworkManager[902]: local  IP address 192.0.2.7
)");
  EXPECT_EQ(Phase::kUp, OnlySession().phase);
}

TEST_F(CopiesOfNetworkManager, AreNotMistakenForWhatIsSaidAgain) {
  Syslog(R"(
Nov 22 10:00:00 pc pppd[1407]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 pc pppd[1407]: Using interface ppp0
Nov 22 10:00:00 pc NetworkManager[902]: Using interface ppp0
Nov 22 10:00:01 pc pppd[1407]: sent [LCP ConfReq id=0x1 <magic 0x1>]
Nov 22 10:00:01 pc NetworkManager[902]: sent [LCP ConfReq id=0x1 <magic 0x1>]
Nov 22 10:00:04 pc pppd[1407]: sent [LCP ConfReq id=0x1 <magic 0x1>]
Nov 22 10:00:04 pc NetworkManager[902]: sent [LCP ConfReq id=0x1 <magic 0x1>]
Nov 22 10:00:07 pc NetworkManager[902]: sent [LCP ConfReq id=0x1 <magic 0x1>]
)");
  EXPECT_EQ(3u, OnlySession().counters.lcp_requests_sent);
}

TEST_F(CopiesOfNetworkManager, OfTwoPppdsGoWhereTheyBelong) {
  Syslog(R"(
Nov 22 10:00:00 a pppd[10]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 b pppd[10]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 a pppd[10]: Using interface ppp0
Nov 22 10:00:00 b pppd[10]: Using interface ppp0
Nov 22 10:00:00 a NetworkManager[9]: Using interface ppp0
Nov 22 10:00:00 b NetworkManager[9]: Using interface ppp0
)");
  EXPECT_EQ(2u, Sessions().size());
}

}  // namespace
}  // namespace pptp::session
