#include "lib/client/network_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pptp::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr uint32_t kLocal = 0x0a000002, kRemote = 0x0a000001;  // 10.0.0.2, 10.0.0.1
constexpr uint32_t kServer = 0xcb007105;                       // 203.0.113.5
constexpr uint32_t kGateway = 0xc0a80101;                      // 192.168.1.1

class NetworkPlanTest : public testing::Test {
 protected:
  Result<NetworkPlan> Plan() { return PlanIpv4(settings_, agreed_, place_); }
  std::vector<std::string> Changes() {
    std::vector<std::string> texts;
    const auto plan = Plan();
    if (!plan) return {plan.error().message()};
    for (const NetworkChange& change : plan->changes) texts.push_back(ChangeText(change));
    return texts;
  }
  std::vector<std::string> Warnings() { return Plan()->warnings; }

  NetworkSettings settings_;
  tunnel::IpcpAgreed agreed_{.local = kLocal, .remote = kRemote};
  TunnelPlace place_{.device = "pptp0",
                     .server = kServer,
                     .route_to_server = {.gateway = kGateway, .device = "eth0"}};
};

TEST_F(NetworkPlanTest, NeedsNoMoreThanTheAddressByItself) {
  EXPECT_THAT(Changes(), ElementsAre("ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0"));
  EXPECT_THAT(Warnings(), IsEmpty());
  EXPECT_THAT(Plan()->name_servers.servers, IsEmpty());
}

TEST_F(NetworkPlanTest, RoutesWhatTheUserWants) {
  settings_.routes = {{0x0a010000, 16}, {0xc0a86409, 24}, {0xc0a86400, 24}};
  EXPECT_THAT(Changes(), ElementsAre("ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0",
                                     "ip route add 10.1.0.0/16 dev pptp0",
                                     "ip route add 192.168.100.0/24 dev pptp0"));
}

TEST_F(NetworkPlanTest, KeepsTheServerOutsideOfTheDefaultRoute) {
  settings_.default_route = true;
  EXPECT_THAT(Changes(), ElementsAre("ip route add 203.0.113.5/32 via 192.168.1.1 dev eth0",
                                     "ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0",
                                     "ip route add 0.0.0.0/1 dev pptp0",
                                     "ip route add 128.0.0.0/1 dev pptp0"));
}

TEST_F(NetworkPlanTest, TakesARouteToEverythingForTheDefaultRoute) {
  settings_.default_route = true;
  const auto wanted = Changes();
  settings_.default_route = false;
  settings_.routes = {{0, 0}};
  EXPECT_EQ(Changes(), wanted);
}

TEST_F(NetworkPlanTest, KeepsAServerOnTheOwnLinkOutside) {
  settings_.routes = {{0xcb007100, 24}};
  place_.route_to_server = {.device = "eth0"};
  EXPECT_THAT(Changes(), ElementsAre("ip route add 203.0.113.5/32 dev eth0",
                                     "ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0",
                                     "ip route add 203.0.113.0/24 dev pptp0"));
}

TEST_F(NetworkPlanTest, NeedsNoRouteToAServerOnThisMachine) {
  settings_.default_route = true;
  place_.route_to_server = {.device = "lo", .local = true};
  EXPECT_THAT(Changes(), ElementsAre("ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0",
                                     "ip route add 0.0.0.0/1 dev pptp0",
                                     "ip route add 128.0.0.0/1 dev pptp0"));
}

TEST_F(NetworkPlanTest, RoutesNothingToTheServerItself) {
  settings_.routes = {{kServer, 32}};
  EXPECT_THAT(Changes(), ElementsAre("ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0"));
  EXPECT_THAT(Warnings(), ElementsAre(HasSubstr("no route to 203.0.113.5/32")));
}

TEST_F(NetworkPlanTest, StaysOutOfTheCircleWhenTheServerHasOneAddress) {
  agreed_.remote = kServer;
  EXPECT_THAT(Changes(),
              ElementsAre("ip route add 203.0.113.5/32 via 192.168.1.1 dev eth0",
                          "ip address add 10.0.0.2 peer 203.0.113.5/32 dev pptp0 noprefixroute"));
  EXPECT_THAT(Warnings(), ElementsAre(HasSubstr("inside of the tunnel as well as outside")));
}

TEST_F(NetworkPlanTest, ReachesNameServersThroughTheTunnel) {
  settings_.dns = true;
  settings_.routes = {{0x0a010000, 16}};
  agreed_.dns = {0x0a010035, 0x0a020035};  // 10.1.0.53, 10.2.0.53
  EXPECT_THAT(Changes(), ElementsAre("ip address add 10.0.0.2 peer 10.0.0.1/32 dev pptp0",
                                     "ip route add 10.1.0.0/16 dev pptp0",
                                     "ip route add 10.2.0.53/32 dev pptp0"));
  const NameServerPlan servers = Plan()->name_servers;
  EXPECT_EQ(servers.device, "pptp0");
  EXPECT_THAT(servers.servers, ElementsAre(0x0a010035, 0x0a020035));
  EXPECT_FALSE(servers.all_names);
}

TEST_F(NetworkPlanTest, AsksTheNameServersForAllNamesIfAllGoesThroughTheTunnel) {
  settings_.dns = settings_.default_route = true;
  agreed_.dns = {kRemote, kRemote};
  EXPECT_TRUE(Plan()->name_servers.all_names);
  EXPECT_THAT(Plan()->name_servers.servers, ElementsAre(kRemote));
}

TEST_F(NetworkPlanTest, LeavesOutNameServersThatNobodyCanBe) {
  settings_.dns = true;
  agreed_.dns = {0x7f000001, 0};
  EXPECT_THAT(Plan()->name_servers.servers, IsEmpty());
  EXPECT_THAT(
      Warnings(),
      ElementsAre("the server named 127.0.0.1 as a name server, which is a loopback address",
                  "the server named no name servers: they stay as they are"));
}

TEST_F(NetworkPlanTest, LeavesNameServersAloneThatNobodyAskedFor) {
  agreed_.dns = {kRemote, 0};
  EXPECT_THAT(Plan()->name_servers.servers, IsEmpty());
  EXPECT_THAT(Warnings(), IsEmpty());
}

struct FaultCase {
  const char* name;
  uint32_t local, remote;
  const char* error;
};
const FaultCase kFaults[] = {
    {"Loopback", 0x7f000002, kRemote, "127.0.0.2 for us, which is a loopback address"},
    {"Multicast", kLocal, 0xe0000001, "224.0.0.1 for itself, which is a multicast address"},
    {"NoNetwork", 0x00000007, kRemote, "0.0.0.7 for us, which is a network without a host"},
    {"Nothing", kLocal, 0, "0.0.0.0 for itself, which is no address"},
    {"Broadcast", 0xffffffff, kRemote, "255.255.255.255 for us, which is the broadcast address"},
    {"Equal", kLocal, kLocal, "10.0.0.2 for us and for itself"},
};

TEST_F(NetworkPlanTest, RefusesAddressesThatNobodyCanHave) {
  for (const FaultCase& row : kFaults) {
    agreed_ = {.local = row.local, .remote = row.remote};
    const auto plan = Plan();
    ASSERT_FALSE(plan) << row.name;
    EXPECT_THAT(plan.error().message(), HasSubstr(row.error)) << row.name;
  }
}

TEST(NetworkPlan, SetsTheInterfaceUp) {
  std::vector<std::string> texts;
  for (const NetworkChange& change : PlanLink("pptp0", 1400).changes) {
    texts.push_back(ChangeText(change));
  }
  EXPECT_THAT(texts, ElementsAre("ip link set dev pptp0 addrgenmode none",
                                 "ip link set dev pptp0 mtu 1400", "ip link set dev pptp0 up"));
}

TEST(NetworkPlan, GivesIpv6ALinkLocalAddress) {
  const auto changes = PlanIpv6({.local = 0x0102030405060708, .remote = 1}, "pptp0").changes;
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(ChangeText(changes[0]), "ip address add fe80::102:304:506:708/64 dev pptp0");
}

}  // namespace
}  // namespace pptp::client
