#include "lib/client/hooks.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace pptp::client {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;
using testing::StartsWith;

HookFacts Facts() {
  return {.interface = "pptp0",
          .agreed = {.local = 0x0a000002,
                     .remote = 0x0a000001,
                     .dns = {0x0a000035, 0},
                     .wins = {0x0a000001, 0x0a000007}},
          .ip_param = "office",
          .link_name = "work",
          .use_peer_dns = true,
          .peer_name = "vpn.example.com",
          .call_file = {},
          .use = {}};
}

TEST(HookCall, HasTheArgumentsOfPppdsScripts) {
  EXPECT_THAT(HookCall("/etc/ppp/ip-up", Facts()).arguments,
              ElementsAre("/etc/ppp/ip-up", "pptp0", "/dev/net/tun", "0", "10.0.0.2", "10.0.0.1",
                          "office"));
}

TEST(HookCall, TellsWhatIsKnown) {
  const auto environment = HookCall("/etc/ppp/ip-up", Facts()).environment;
  EXPECT_THAT(environment, IsSupersetOf({"IFNAME=pptp0", "IPLOCAL=10.0.0.2", "IPREMOTE=10.0.0.1",
                                         "PEERNAME=vpn.example.com", "LINKNAME=work",
                                         "USEPEERDNS=1", "DNS1=10.0.0.53", "WINS1=10.0.0.1",
                                         "WINS2=10.0.0.7", "SPEED=0", "DEVICE=/dev/net/tun"}));
  EXPECT_THAT(environment, Contains(fmt::format("PPPD_PID={}", getpid())));
  EXPECT_THAT(environment, Contains(fmt::format("ORIG_UID={}", getuid())));
  EXPECT_THAT(environment, Contains(StartsWith("PATH=")));
}

TEST(HookCall, LeavesOutWhatIsNot) {
  HookFacts facts = Facts();
  facts.use_peer_dns = false;
  facts.link_name.clear();
  const auto environment = HookCall("/etc/ppp/ip-up", facts).environment;
  for (const char* name : {"DNS2=", "USEPEERDNS=", "LINKNAME=", "CALL_FILE=", "CONNECT_TIME=",
                           "BYTES_SENT=", "HOME=", "LD_PRELOAD="}) {
    EXPECT_THAT(environment, Not(Contains(StartsWith(name))));
  }
}

TEST(HookCall, TellsIpDownWhatTheTunnelHasCarried) {
  HookFacts facts = Facts();
  facts.use = TunnelUse{.time = std::chrono::seconds(61), .bytes_sent = 5, .bytes_received = 7};
  EXPECT_THAT(HookCall("/etc/ppp/ip-down", facts).environment,
              IsSupersetOf({"CONNECT_TIME=61", "BYTES_SENT=5", "BYTES_RCVD=7"}));
}

}  // namespace
}  // namespace pptp::client
