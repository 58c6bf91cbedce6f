// Signals and second attempts.

#include <gtest/gtest.h>

#include <csignal>
#include <string>

#include "tests/peer/two_hosts.h"

namespace pptp::peer {
namespace {

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

TEST_F(RetryTest, EndsWhileItWaits) {
  StartServer({"--port", "1724"});
  ClientProgram client = Connect({"--persist"});
  client.Await("ended");
  EXPECT_EQ(client.End(SIGTERM), 5);
}

}  // namespace
}  // namespace pptp::peer
