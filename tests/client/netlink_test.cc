#include "lib/client/netlink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/client/ipv4.h"
#include "lib/client/tun_device.h"
#include "tests/client/test_network.h"

namespace pptp::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr uint32_t kOurs = 0xc0a80102, kGateway = 0xc0a80101;  // 192.168.1.2, 192.168.1.1
constexpr uint32_t kServer = 0xcb007105;                       // 203.0.113.5
constexpr uint32_t kLocal = 0x0a000002, kRemote = 0x0a000001;

// This machine, with a router to everywhere.
class NetlinkTest : public testing::Test {
 protected:
  NetlinkTest() : netlink_(Open()), tun_(*host_.Do([] { return TunDevice::Open("pptp0"); })) {
    TestHost::Connect(host_, "eth0", kOurs, router_, "eth0", kGateway);
    Apply(Route{.network = {0, 0}, .gateway = kGateway, .device = "eth0"});
    undo_.clear();
  }
  Netlink Open() {
    auto netlink = host_.Do([] { return Netlink::Open(); });
    EXPECT_TRUE(netlink);
    return std::move(*netlink);
  }
  // Remembers how to undo it.
  void Apply(const NetworkChange& change) {
    auto undo = netlink_.Apply(change);
    ASSERT_TRUE(undo) << undo.error().message();
    if (*undo) undo_.push_back(**undo);
  }
  void Apply(const NetworkPlan& plan) {
    for (const NetworkChange& change : plan.changes) Apply(change);
  }
  void UndoAll() {
    for (auto change = undo_.rbegin(); change != undo_.rend(); ++change) {
      const auto undone = netlink_.Apply(*change);
      EXPECT_TRUE(undone) << undone.error().message();
    }
    undo_.clear();
  }
  // An interface that is gone cannot be set to anything.
  void UndoAllButTheLink() {
    std::erase_if(undo_, [](const NetworkChange& change) {
      return std::get_if<Route>(&change) == nullptr &&
             std::get_if<PointToPointAddress>(&change) == nullptr;
    });
    EXPECT_EQ(undo_.size(), 2u);
    UndoAll();
  }
  std::string Way(uint32_t address) {
    const auto route = netlink_.FindRoute(address);
    if (!route) return route.error().message();
    return (route->gateway == 0 ? "" : Ipv4Text(route->gateway) + " ") + route->device +
           (route->local ? " local" : "");
  }
  NetworkPlan Plan(uint32_t remote = kRemote) {
    TunnelPlace place{.device = "pptp0", .server = kServer, .route_to_server = {}};
    place.route_to_server = *netlink_.FindRoute(kServer);
    return *PlanIpv4(settings_, {.local = kLocal, .remote = remote}, place);
  }

  TestHost host_, router_;
  Netlink netlink_;
  TunDevice tun_;
  NetworkSettings settings_;
  std::vector<NetworkChange> undo_;
};

TEST_F(NetlinkTest, FindsTheWayToAnAddress) {
  EXPECT_EQ(Way(kServer), "192.168.1.1 eth0");
  EXPECT_EQ(Way(kGateway), "eth0");
  EXPECT_EQ(Way(kOurs), "lo local");
  TestHost lonely;
  auto netlink = lonely.Do([] { return Netlink::Open(); });
  ASSERT_TRUE(netlink);
  const auto none = netlink->FindRoute(kServer);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message(), "no way to 203.0.113.5 is known: Network is unreachable");
}

TEST_F(NetlinkTest, SendsEverythingButItsOwnPacketsThroughTheTunnel) {
  settings_.default_route = true;
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan());
  EXPECT_EQ(Way(kServer), "192.168.1.1 eth0");
  EXPECT_EQ(Way(kRemote), "pptp0");
  EXPECT_EQ(Way(kLocal), "lo local");
  EXPECT_EQ(Way(0x08080808), "pptp0");
  EXPECT_EQ(Way(kGateway), "eth0");
}

TEST_F(NetlinkTest, StaysOutOfTheCircleWhenTheServerHasOneAddress) {
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan(kServer));
  EXPECT_EQ(Way(kServer), "192.168.1.1 eth0");
}

TEST_F(NetlinkTest, UndoesExactlyWhatItDid) {
  const std::string before = Way(0x0a010203);
  settings_.routes = {{0x0a000000, 8}, {0xcb007100, 24}};
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan());
  Apply(PlanIpv6({.local = 0x0102030405060708, .remote = 1}, "pptp0"));
  EXPECT_EQ(Way(0x0a010203), "pptp0");
  std::vector<std::string> texts;
  for (const NetworkChange& change : undo_) texts.push_back(ChangeText(change));
  EXPECT_THAT(texts, ElementsAre("ip link set dev pptp0 addrgenmode eui64",
                                 "ip link set dev pptp0 mtu 1500", "ip link set dev pptp0 down",
                                 "ip route del 203.0.113.5/32 via 192.168.1.1 dev eth0",
                                 "ip address del 10.0.0.2 peer 10.0.0.1/32 dev pptp0",
                                 "ip route del 10.0.0.0/8 dev pptp0",
                                 "ip route del 203.0.113.0/24 dev pptp0",
                                 "ip address del fe80::102:304:506:708/64 dev pptp0"));
  UndoAll();
  EXPECT_EQ(Way(0x0a010203), before);
  EXPECT_EQ(Way(kServer), "192.168.1.1 eth0");
}

TEST_F(NetlinkTest, LeavesARouteThatWasThereBefore) {
  Apply(Route{.network = {kServer, 32}, .gateway = kGateway, .device = "eth0"});
  undo_.clear();
  settings_.default_route = true;
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan());
  EXPECT_THAT(
      undo_,
      testing::Not(testing::Contains(testing::ResultOf(ChangeText, HasSubstr("203.0.113.5")))));
}

TEST_F(NetlinkTest, MakesNoChangeTwice) {
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan());
  const size_t changes = undo_.size();
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan());
  EXPECT_EQ(undo_.size(), changes);
}

TEST_F(NetlinkTest, TakesNoOtherRouteForItsOwn) {
  Apply(Route{.network = {0, 1}, .gateway = kGateway, .device = "eth0"});
  settings_.default_route = true;
  Apply(PlanLink("pptp0", 1400));
  const auto second = netlink_.Apply(Route{.network = {0, 1}, .device = "pptp0"});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message(),
            "ip route add 0.0.0.0/1 dev pptp0: there is another route to 0.0.0.0/1 already");
}

TEST_F(NetlinkTest, DeletesWhatIsGoneWithoutAComplaint) {
  settings_.routes = {{0x0a000000, 8}};
  Apply(PlanLink("pptp0", 1400));
  Apply(Plan());
  tun_ = *host_.Do([] { return TunDevice::Open("other"); });  // takes pptp0 away
  UndoAllButTheLink();
}

TEST_F(NetlinkTest, SaysWhatTheKernelDoesNotWant) {
  const auto no_gateway =
      netlink_.Apply(Route{.network = {kServer, 32}, .gateway = 0x01020304, .device = "eth0"});
  ASSERT_FALSE(no_gateway);
  EXPECT_THAT(
      no_gateway.error().message(),
      HasSubstr("ip route add 203.0.113.5/32 via 1.2.3.4 dev eth0: Network is unreachable"));
  const auto no_device = netlink_.Apply(LinkMtu{.device = "pptp7", .mtu = 1400});
  ASSERT_FALSE(no_device);
  EXPECT_EQ(no_device.error().message(),
            "ip link set dev pptp7 mtu 1400: cannot find the interface pptp7: No such device");
  const auto small = netlink_.Apply(LinkMtu{.device = "pptp0", .mtu = 10});
  ASSERT_FALSE(small);
  EXPECT_THAT(small.error().message(),
              HasSubstr("Invalid argument (mtu less than device minimum)"));
}

}  // namespace
}  // namespace pptp::client
