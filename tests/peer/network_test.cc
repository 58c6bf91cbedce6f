// What pptp-connect does to the machine that it runs on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sys/prctl.h>

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "tests/peer/await.h"
#include "tests/peer/two_hosts.h"

namespace pptp::peer {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class NetworkTest : public TwoHosts {};

TEST_F(NetworkTest, HasTwoTunnelsToOneServerAtOnce) {
  StartServer();
  const std::string before = ClientNetwork();
  ClientProgram one = Connect();
  EXPECT_EQ(one.AwaitUp(), "pptp0");
  ClientProgram other = Connect();
  EXPECT_EQ(other.AwaitUp(), "pptp1");
  EXPECT_EQ(SourceOfDatagram(To(kServerInside, "pptp0")), kFirstInside);
  EXPECT_EQ(SourceOfDatagram(To(kServerInside, "pptp1")), kFirstInside + 1);
  EXPECT_TRUE(CarriesTcp(To(kServerInside, "pptp0"), 100'000));
  EXPECT_TRUE(CarriesTcp(To(kServerInside, "pptp1"), 200'000));
  EXPECT_EQ(one.End(SIGTERM), 5);
  EXPECT_EQ(SourceOfDatagram(To(kServerInside)), kFirstInside + 1);
  EXPECT_EQ(other.End(SIGTERM), 5);
  EXPECT_EQ(ClientNetwork(), before);
  EXPECT_LT(one.Counted("bytes_sent"), 180'000);
  EXPECT_GT(other.Counted("bytes_sent"), 200'000);
}

struct RouteCase {
  const char* name;
  std::vector<std::string> options;
};

class RouteTest : public TwoHosts, public testing::WithParamInterface<RouteCase> {};

TEST_P(RouteTest, GoesThroughTheTunnelButForTheServer) {
  StartServer();
  const std::string before = ClientNetwork();
  EXPECT_FALSE(HasWay(To(kBeyond)));
  ClientProgram client = Connect(GetParam().options);
  client.AwaitUp();
  EXPECT_EQ(SourceOfDatagram(To(kBeyond)), kFirstInside);
  EXPECT_TRUE(CarriesTcp(To(kBeyond), 100'000));
  EXPECT_EQ(SourceOfDatagram(To(kServer)), kClient);
  EXPECT_EQ(client.End(SIGTERM), 5);
  EXPECT_EQ(ClientNetwork(), before);
}

INSTANTIATE_TEST_SUITE_P(, RouteTest,
                         testing::Values(RouteCase{"Network", {"--route", "198.51.100.0/24"}},
                                         RouteCase{"OneAddress", {"--route", "198.51.100.7"}},
                                         RouteCase{"Everything", {"--default-route"}},
                                         RouteCase{"TheServersOwnNetworkToo",
                                                   {"--route", "192.0.2.0/25", "--route",
                                                    "198.51.100.0/24"}}),
                         [](const auto& test) { return test.param.name; });

TEST_F(NetworkTest, CallsItsProgramsAsPppdDoes) {
  StartServer();
  const std::string script = "{ echo \"$@\"; env; } > $0.part && mv $0.part $0.seen";
  const std::string up = folder_.WriteProgram("up", script);
  const std::string down = folder_.WriteProgram("down", script);
  ClientProgram client = Connect({"--ip-up", up, "--ip-down", down, "--remote-name", "office"});
  const std::string interface = client.AwaitUp();
  const std::string process = "PPPD_PID=" + std::to_string(client.pid()) + "\n";
  EXPECT_TRUE(Await([&] { return !folder_.Read("up.seen").empty(); })) << client.Output();
  EXPECT_THAT(
      folder_.Read("up.seen"),
      AllOf(StartsWith("pptp0 /dev/net/tun 0 10.9.0.11 10.9.0.1"), HasSubstr("\nIFNAME=pptp0\n"),
            HasSubstr("\nIPLOCAL=10.9.0.11\n"), HasSubstr("\nIPREMOTE=10.9.0.1\n"),
            HasSubstr("\nPEERNAME=office\n"), HasSubstr(process), Not(HasSubstr("BYTES_SENT"))));
  EXPECT_EQ(SourceOfDatagram(To(kServerInside)), kFirstInside);
  EXPECT_EQ(folder_.Read("down.seen"), "");
  EXPECT_EQ(client.End(SIGTERM), 5);
  // The client waits for ip-down.
  EXPECT_THAT(folder_.Read("down.seen"),
              AllOf(StartsWith("pptp0 /dev/net/tun 0 10.9.0.11 10.9.0.1"), HasSubstr(process),
                    HasSubstr("\nCONNECT_TIME="), HasSubstr("\nBYTES_SENT="),
                    HasSubstr("\nBYTES_RCVD="), Not(HasSubstr("\nBYTES_SENT=0\n"))));
  EXPECT_THAT((std::vector{folder_.Read("up.seen"), folder_.Read("down.seen")}),
              Each(AllOf(Not(HasSubstr("secret")), Not(HasSubstr("TUNNEL_PASSWORD")))));
}

TEST_F(NetworkTest, SaysWhichRightIsMissing) {
  StartServer();
  std::thread([&] {
    // For this thread, and for what it starts.
    ASSERT_EQ(prctl(PR_CAPBSET_DROP, CAP_NET_ADMIN), 0);
    ClientProgram client = Connect();
    EXPECT_EQ(client.AwaitEnd(), 3);
    EXPECT_EQ(client.Output(),
              "pptp-connect: this is root, but without CAP_NET_ADMIN (to make an interface and "
              "routes), as in a container: start the container with --cap-add=NET_ADMIN "
              "--cap-add=NET_RAW\n");
  }).join();
}

}  // namespace
}  // namespace pptp::peer
