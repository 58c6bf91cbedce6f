// What happens to a tunnel between pptp-connect and a server, told by what is seen from outside.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <set>
#include <string>
#include <vector>

#include "tests/peer/two_hosts.h"

namespace pptp::peer {
namespace {

using Json = nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr size_t kMegabyte = 1 << 20;

class TunnelTest : public TwoHosts {};

TEST_F(TunnelTest, CarriesDataAndLeavesNothingBehind) {
  StartServer();
  const std::string before = ClientNetwork();
  EXPECT_FALSE(HasWay(To(kServerInside)));
  ClientProgram client = Connect();
  EXPECT_EQ(client.AwaitUp(), "pptp0");
  EXPECT_EQ(SourceOfDatagram(To(kServerInside)), kFirstInside);
  EXPECT_TRUE(CarriesTcp(To(kServerInside), kMegabyte));
  EXPECT_EQ(SourceOfDatagram({server_, client_, kFirstInside}), kServerInside);
  EXPECT_THAT(ClientNetwork(), HasSubstr("interfaces: eth0 lo pptp0\n"));
  EXPECT_EQ(client.End(SIGTERM), 5);
  EXPECT_EQ(ClientNetwork(), before);
}

TEST_F(TunnelTest, CountsWhatItCarried) {
  StartServer();
  ClientProgram client = Connect();
  client.AwaitUp();
  EXPECT_TRUE(CarriesTcp(To(kServerInside), kMegabyte));
  client.End(SIGTERM);
  EXPECT_GT(client.Counted("bytes_sent"), kMegabyte);
  EXPECT_GT(client.Counted("bytes_received"), kMegabyte);
  EXPECT_LT(client.Counted("bytes_sent"), 1.2 * kMegabyte);
  EXPECT_LT(client.Counted("bytes_received"), 1.2 * kMegabyte);
}

// An exchange without the times and places in the log, in which the two reports differ.
Json Exchange(const Json& report) {
  EXPECT_EQ(report["sessions"].size(), 1u);
  Json told = Json::array();
  for (const Json& step : report["sessions"][0]["exchange"]) {
    told.push_back(
        {step["direction"], step["protocol"], step["code"], step["id"], step["options"]});
  }
  return told;
}

TEST_F(TunnelTest, HasALogThatSaysWhatTheLiveReportSays) {
  StartServer();
  ClientProgram client = Connect({"--diagnose"});
  client.AwaitUp();
  EXPECT_TRUE(CarriesTcp(To(kServerInside), kMegabyte));
  EXPECT_EQ(client.End(SIGTERM), 5);
  const Json live = client.LiveReport(), later = client.ReportOnLog();
  EXPECT_THAT(live["findings"], IsEmpty());
  EXPECT_THAT(later["findings"], IsEmpty());
  EXPECT_GT(Exchange(live).size(), 15u);
  EXPECT_EQ(Exchange(live), Exchange(later));
}

// For those who read no further than to the end.
TEST_F(TunnelTest, TellsWhatIsWrongBeforeItEnds) {
  StartServer();
  ClientProgram client = Connect({"--diagnose"}, "wrong");
  EXPECT_EQ(client.AwaitEnd(), 19);
  const std::string found = client.Await("finding")["time"], ended = client.Await("ended")["time"];
  EXPECT_LT(found, ended);
}

// What both ends want of the link.

std::vector<std::string> WithDiagnosis(std::vector<std::string> options) {
  options.emplace_back("--diagnose");
  return options;
}

struct LinkCase {
  const char* name;
  std::vector<std::string> server, client;
  const char* encryption;  // empty: none
};

class LinkTest : public TwoHosts, public testing::WithParamInterface<LinkCase> {};

TEST_P(LinkTest, CarriesData) {
  StartServer(GetParam().server);
  ClientProgram client = Connect(WithDiagnosis(GetParam().client));
  const Json up = client.Await("up");
  EXPECT_EQ(up["encryption"].is_null() ? "" : up["encryption"], GetParam().encryption);
  EXPECT_EQ(SourceOfDatagram(To(kServerInside)), kFirstInside);
  EXPECT_TRUE(CarriesTcp(To(kServerInside), kMegabyte));
  EXPECT_EQ(client.End(SIGINT), 5);
  EXPECT_THAT(client.LiveReport()["findings"], IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    , LinkTest,
    testing::Values(
        LinkCase{
            "Mppe128", {"--strength", "128"}, {"--require-mppe-128"}, "MPPE 128-bit stateless"},
        LinkCase{"Mppe40", {}, {"--require-mppe-40"}, "MPPE 40-bit stateless"},
        LinkCase{"Mppe40OfTheServer", {"--strength", "40"}, {}, "MPPE 40-bit stateless"},
        LinkCase{"Stateful", {"--stateful"}, {"--mppe-stateful"}, "MPPE 128-bit stateful"},
        LinkCase{"MsChap", {"--auth", "mschap"}, {}, "MPPE 128-bit stateless"},
        LinkCase{"ChapMd5", {"--auth", "chap", "--mppe", "none"}, {"--no-mppe"}, ""},
        LinkCase{"Pap", {"--auth", "pap", "--mppe", "none"}, {"--no-mppe"}, ""},
        LinkCase{"Ipv6Beside", {}, {"--ipv6"}, "MPPE 128-bit stateless"}),
    [](const auto& test) { return test.param.name; });

// Ends that nobody on this side asked for.

struct EndCase {
  const char* name;
  std::vector<std::string> server, client;
  const char* password;
  int status;
  const char* reason;
  std::vector<int> findings;  // numbers of problems that are among those found
};

class EndTest : public TwoHosts, public testing::WithParamInterface<EndCase> {};

std::vector<int> Numbers(const std::vector<Json>& findings) {
  std::vector<int> numbers;
  for (const Json& finding : findings) {
    if (!finding["number"].is_null()) numbers.push_back(finding["number"]);
  }
  return numbers;
}

TEST_P(EndTest, HasPppdsStatusAndNamesTheProblem) {
  StartServer(GetParam().server);
  const std::string before = ClientNetwork();
  ClientProgram client = Connect(WithDiagnosis(GetParam().client), GetParam().password);
  EXPECT_EQ(client.AwaitEnd(), GetParam().status);
  EXPECT_EQ(ClientNetwork(), before);
  const Json ended = client.Await("ended");
  EXPECT_EQ(ended["status"], GetParam().status);
  EXPECT_THAT(ended["reason"].get<std::string>(), HasSubstr(GetParam().reason));
  EXPECT_THAT(client.Output(), HasSubstr(GetParam().reason));
  EXPECT_THAT(Numbers(client.Events("finding")), IsSupersetOf(GetParam().findings));
  EXPECT_THAT(Numbers(client.LiveReport()["findings"]), IsSupersetOf(GetParam().findings));
  EXPECT_THAT(Numbers(client.ReportOnLog()["findings"]), IsSupersetOf(GetParam().findings));
}

INSTANTIATE_TEST_SUITE_P(
    , EndTest,
    testing::Values(
        EndCase{"WrongPassword", {}, {}, "wrong", 19, "Failed to authenticate", {11, 12}},
        EndCase{"NoEncryptionOnTheServer", {"--mppe", "none"}, {}, "secret", 10, "MPPE", {}},
        EndCase{"StatefulServer", {"--stateful"}, {}, "secret", 10, "MPPE", {}},
        EndCase{"RefusedPort", {"--port", "1724"}, {}, "secret", 16, "Connection refused", {4}},
        EndCase{"MuteServer",
                {"--mute-control"},
                {"--timeout", "1"},
                "secret",
                16,
                "did not answer the Start-Control-Connection-Request",
                {}},
        EndCase{"ServerHangsUp",
                {"--hang-up-after", "0.2"},
                {},
                "secret",
                16,
                "The server closed the control connection.",
                {}},
        EndCase{"ServerClosesInOrder",
                {"--close-after", "0.2"},
                {},
                "secret",
                16,
                "The server ended the call",
                {}}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace pptp::peer
