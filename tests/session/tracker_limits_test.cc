// What the tracker does when a log would have it keep too much.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lib/session/tracker.h"
#include "tests/session/story.h"

namespace pptp::session {
namespace {

class SmallTracking : public Story {
 protected:
  SmallTracking() : Story({.open_sessions = 3, .exchange_per_session = 10, .hosts = 5}) {}
};

TEST_F(SmallTracking, AManifoldOfHostsStaysWithinTheLimit) {
  for (int i = 0; i < 10000; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 host{} pppd[1]: Using interface ppp0\n", i));
    Syslog(fmt::format("Nov 22 05:00:00 host{} kernel: something\n", i));
    ASSERT_GE(EndedSoFar() + 3, static_cast<size_t>(i) + 1);
  }
  EXPECT_EQ(10000u, Sessions().size());
  EXPECT_EQ(10000u, Hosts().size());
}

TEST_F(SmallTracking, TheSessionThatIsSilentLongestGoesFirst) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[1]: Using interface ppp1
Nov 22 05:00:00 gw pppd[2]: Using interface ppp2
Nov 22 05:00:00 gw pppd[3]: Using interface ppp3
Nov 22 05:00:00 gw pppd[1]: Connect: ppp1 <--> /dev/pts/1
Nov 22 05:00:00 gw pppd[4]: Using interface ppp4
Nov 22 05:00:00 gw pppd[1]: local  IP address 10.0.0.1
)");
  EXPECT_EQ(1u, EndedSoFar());
  ASSERT_EQ(4u, Sessions().size());
  EXPECT_EQ("10.0.0.1", Sessions()[0].local_ip);
}

TEST_F(SmallTracking, OfALongExchangeBothEndsStay) {
  for (int i = 1; i <= 30; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 gw pppd[1]: sent [LCP EchoReq id=0x{:x} magic=0x1]\n", i));
  }
  const Session& s = OnlySession();
  ASSERT_EQ(10u, s.exchange.size());
  EXPECT_EQ(20u, s.exchange_dropped);
  EXPECT_EQ(5, s.exchange[4].packet()->packet.id);
  EXPECT_EQ(26, s.exchange[5].packet()->packet.id);
  EXPECT_EQ(30, s.exchange[9].packet()->packet.id);
}

TEST_F(SmallTracking, AFloodOfRoundsAndPidsIsBounded) {
  for (int i = 0; i < 1000; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 gw pppd[1]: sent [CCP ConfReq id=0x{:x} <mppe 1 0 0 60>]\n",
                       i % 256));
    Syslog(fmt::format("Nov 22 05:00:00 gw pptp[{}]: log[x:y.c:1]: short read (-1): x\n", i + 2));
  }
  for (const Session& s : Sessions()) {
    EXPECT_LE(s.mppe.rounds.size(), 64u);
    EXPECT_LE(s.pptp_pids.size(), 16u);
  }
}

TEST_F(SmallTracking, HeldMessagesAreBoundedAndNotLost) {
  for (int i = 0; i < 100; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 gw modprobe: FATAL: Module m{} not found.\n", i));
  }
  Syslog("Nov 22 05:00:01 gw pppd[1]: Using interface ppp0\n");
  Sessions();
  EXPECT_EQ(68u, TextsOf("h1").size());
  EXPECT_EQ(33u, TextsOf("s1").size());
}

// Room for two sessions and their hosts and little more.
class LittleMemory : public Story {
 protected:
  LittleMemory() : Story({.bytes = 20000}) {}
};

TEST_F(LittleMemory, TheSessionThatIsSilentLongestKeepsTheEndsOfItsExchange) {
  for (int i = 1; i <= 200; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 gw pppd[1]: sent [LCP EchoReq id=0x{:x} magic=0x1]\n", i));
  }
  Syslog("Nov 22 05:00:00 gw pppd[2]: Using interface ppp2\n");
  for (int i = 201; i <= 203; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 gw pppd[1]: sent [LCP EchoReq id=0x{:x} magic=0x1]\n", i));
  }
  ASSERT_EQ(2u, Sessions().size());
  const Session& s = Sessions()[0];
  ASSERT_LT(s.exchange.size(), 40u);
  EXPECT_EQ(203u, s.exchange.size() + s.exchange_dropped);
  EXPECT_EQ(203u, s.counters.echo_requests_sent);
  EXPECT_EQ(1, s.exchange.front().packet()->packet.id);
  EXPECT_EQ(203, s.exchange.back().packet()->packet.id);
  for (size_t i = 1; i < s.exchange.size(); ++i) {
    EXPECT_LT(s.exchange[i - 1].line, s.exchange[i].line);
  }
}

TEST_F(LittleMemory, WhatCannotBeShortenedIsEnded) {
  for (int i = 1; i <= 100; ++i) {
    Syslog(fmt::format("Nov 22 05:00:00 gw pppd[{}]: Using interface ppp{}\n", i, i));
    ASSERT_GE(EndedSoFar() + 8, static_cast<size_t>(i));
  }
  EXPECT_EQ(100u, Sessions().size());
}

TEST_F(LittleMemory, MessagesHeldForManyHostsGoToTheirHosts) {
  for (int i = 0; i < 5000; ++i) {
    Syslog(
        fmt::format("Nov 22 05:00:00 host{} modprobe[1]: FATAL: Module ppp_mppe not found.\n", i));
  }
  EXPECT_EQ(5000u, Hosts().size());
  for (const Session& host : Hosts()) EXPECT_EQ(1u, host.exchange.size());
}

}  // namespace
}  // namespace pptp::session
