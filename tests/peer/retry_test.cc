// Signals, second attempts, and what is left after many of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>

#include "tests/peer/await.h"
#include "tests/peer/two_hosts.h"

namespace pptp::peer {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class RetryTest : public TwoHosts {};

TEST_F(RetryTest, OutlivesItsServer) {
  StartServer();
  const std::string before = ClientNetwork();
  ClientProgram client = Connect({"--persist"});
  client.AwaitUp();
  EXPECT_TRUE(CarriesTcp(To(kServerInside), 100'000));
  KillServer();
  EXPECT_EQ(client.Await("ended")["status"], 16);
  StartServer();
  client.AwaitUp(2);
  EXPECT_EQ(SourceOfDatagram(To(kServerInside)), kFirstInside);
  EXPECT_TRUE(CarriesTcp(To(kServerInside), 100'000));
  EXPECT_EQ(client.End(SIGTERM), 5);
  EXPECT_EQ(ClientNetwork(), before);
}

TEST_F(RetryTest, EndsOnHangup) {
  StartServer();
  ClientProgram client = Connect();
  client.AwaitUp();
  EXPECT_EQ(client.End(SIGHUP), 5);
}

TEST_F(RetryTest, ConnectsAgainAfterAHangupWithPersist) {
  StartServer();
  ClientProgram client = Connect({"--persist"});
  client.AwaitUp();
  client.Signal(SIGHUP);
  EXPECT_EQ(client.Await("ended")["status"], 5);
  client.AwaitUp(2);
  EXPECT_EQ(SourceOfDatagram(To(kServerInside)), kFirstInside + 1);
  EXPECT_EQ(client.End(SIGTERM), 5);
}

// As with pppd.
TEST_F(RetryTest, WaitsNoLongerAfterAHangup) {
  StartServer({"--port", "1724"});
  ClientProgram client = Connect({"--persist"});
  // The pauses are 1, 2, 4 and 8 seconds.
  client.Await("ended", 3);
  StartServer();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(Await([&] { return client.Events("state").back()["state"] == "waiting"; }));
  client.Signal(SIGHUP);
  client.AwaitUp();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_EQ(client.End(SIGTERM), 5);
}

TEST_F(RetryTest, EndsWhileItWaits) {
  StartServer({"--port", "1724"});
  ClientProgram client = Connect({"--persist"});
  client.Await("ended");
  EXPECT_EQ(client.End(SIGTERM), 5);
}

TEST_F(RetryTest, EndsAtOnceWhenAskedTwice) {
  StartServer();
  const std::string before = ClientNetwork();
  ClientProgram client = Connect();
  client.AwaitUp();
  SignalServer(SIGSTOP);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(Await([&] {
    client.Signal(SIGINT);
    return std::chrono::steady_clock::now() - start > std::chrono::milliseconds(600);
  }));
  EXPECT_EQ(client.AwaitEnd(), 5);
  // Twice three seconds is what a link waits for the other end.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_EQ(ClientNetwork(), before);
  EXPECT_EQ(client.Await("ended")["status"], 5);
  EXPECT_THAT(client.Log(), HasSubstr("ended with status 5: User request"));
}

// What a process holds of the machine.
struct Holding {
  size_t descriptors = 0;
  long kilobytes = 0;  // of memory
};

Holding Look(pid_t process) {
  const fs::path folder = fs::path("/proc") / std::to_string(process);
  Holding holding;
  const fs::directory_iterator descriptors(folder / "fd");
  holding.descriptors = static_cast<size_t>(std::distance(begin(descriptors), end(descriptors)));
  std::istringstream lines(ReadFile(folder / "status"));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("VmRSS:", 0) == 0) holding.kilobytes = std::stol(line.substr(6));
  }
  return holding;
}

TEST_F(RetryTest, LeaksNothingInAHundredTunnels) {
  StartServer();
  ClientProgram client = Connect({"--persist"});
  Holding early;
  for (size_t count = 1; count <= 100; ++count) {
    client.AwaitUp(count);
    if (count == 20) early = Look(client.pid());
    if (count == 100) break;
    client.Signal(SIGHUP);
    client.Await("ended", count);
    // Ends the pause.
    EXPECT_TRUE(Await([&] { return client.Events("state").back()["state"] == "waiting"; }));
    client.Signal(SIGHUP);
  }
  const Holding late = Look(client.pid());
  EXPECT_EQ(late.descriptors, early.descriptors);
  EXPECT_GT(early.kilobytes, 1000);
  EXPECT_LT(late.kilobytes, early.kilobytes + 1000);
  EXPECT_EQ(client.End(SIGTERM), 5);
}

}  // namespace
}  // namespace pptp::peer
