#include "lib/session/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pptp::session {
namespace {

using ::testing::ElementsAre;

TEST(CommandLine, OfPppdGivesItsOptions) {
  CommandLine command = ParseCommandLine(
      "$ sudo pppd call tunnel mtu 1400 pty \"pptp 10.0.0.1 --nolaunchpppd\" debug");
  EXPECT_FALSE(command.is_pptp);
  EXPECT_THAT(command.options,
              ElementsAre("call tunnel", "mtu 1400", "pty pptp 10.0.0.1 --nolaunchpppd", "debug"));
}

TEST(CommandLine, OfPptpGivesServerAndPppdsOptions) {
  CommandLine command = ParseCommandLine("pptp 10.0.0.1 call tunnel debug logfd 2");
  EXPECT_TRUE(command.is_pptp);
  EXPECT_EQ("10.0.0.1", command.server);
  EXPECT_THAT(command.options, ElementsAre("call tunnel", "debug", "logfd 2"));
}

struct ServerCase {
  const char* name;
  const char* command;
  const char* server;
};
const ServerCase kServers[] = {
    {"Plain", "pptp 10.0.0.1 --nolaunchpppd", "10.0.0.1"},
    {"PathAndOptionsFirst", "/usr/sbin/pptp --loglevel 1 --logstring x vpn.example.org --sync",
     "vpn.example.org"},
    {"ThroughAShell", "sh -c \"pptp vpn.example.org --nolaunchpppd\"", "vpn.example.org"},
    {"None", "pptp --version", ""},
    {"AnotherProgram", "ssh host", ""},
};

TEST(CommandLine, FindsPptpsServer) {
  for (const ServerCase& c : kServers) EXPECT_EQ(c.server, PptpServer(c.command)) << c.name;
}

}  // namespace
}  // namespace pptp::session
