#include "lib/client/pptp_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pptp::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

PptpCommand Parse(std::string_view command) {
  Result<PptpCommand> parsed = ParsePptpCommand(command, "vpn:1:1");
  EXPECT_TRUE(parsed) << parsed.error().message();
  return parsed ? *parsed : PptpCommand{};
}

std::vector<std::string> Remarked(const PptpCommand& command) {
  std::vector<std::string> options;
  for (const PptpCommand::Remark& remark : command.remarks) options.push_back(remark.option);
  return options;
}

struct CommandCase {
  const char* name;
  const char* command;
  const char* server;
  const char* phone;
};

const CommandCase kCommands[] = {
    {"Usual", "pptp vpn.example.com --nolaunchpppd", "vpn.example.com", ""},
    {"WithItsPath", "/usr/sbin/pptp 192.0.2.1 --nolaunchpppd", "192.0.2.1", ""},
    {"ServerLast", "pptp --nolaunchpppd --loglevel 2 --nobuffer vpn", "vpn", ""},
    {"Exec", "exec pptp vpn --nolaunchpppd", "vpn", ""},
    {"Phone", "pptp vpn --nolaunchpppd --phone 555", "vpn", "555"},
    {"PhoneBehindEquals", "pptp vpn --phone=555 --nolaunchpppd", "vpn", "555"},
    {"CutShort", "pptp vpn --ph 555 --nol", "vpn", "555"},
    {"ValueLikeAServer", "pptp --timeout 10 vpn --nolaunchpppd", "vpn", ""},
    {"EndOfOptions", "pptp vpn --nolaunchpppd --", "vpn", ""},
    {"NoServer", "pptp --nolaunchpppd", "", ""},
};

TEST(PptpCommand, NamesTheServer) {
  for (const CommandCase& c : kCommands) {
    const PptpCommand command = Parse(c.command);
    EXPECT_TRUE(command.is_pptp) << c.name;
    EXPECT_EQ(command.server, c.server) << c.name;
    EXPECT_EQ(command.phone_number, c.phone) << c.name;
    EXPECT_THAT(command.remarks, IsEmpty()) << c.name;
  }
}

TEST(PptpCommand, RemarksOptionsThatDoNothingHere) {
  EXPECT_THAT(Remarked(Parse("pptp vpn --nolaunchpppd --localbind 10.0.0.1 --rtmark 7 --sync")),
              ElementsAre("--localbind", "--rtmark"));
  EXPECT_THAT(Remarked(Parse("pptp vpn call work")), ElementsAre("call"));
}

TEST(PptpCommand, DoesNotRunAShell) {
  const PptpCommand command = Parse("pptp vpn --nolaunchpppd 2>/dev/null | tee log");
  EXPECT_EQ(command.server, "vpn");
  EXPECT_THAT(Remarked(command), ElementsAre("2>/dev/null"));
}

TEST(PptpCommand, LeavesOtherProgramsAlone) {
  const PptpCommand command = Parse("pppoe -I eth0 -m 1412");
  EXPECT_FALSE(command.is_pptp);
  EXPECT_EQ(command.program, "pppoe");
  EXPECT_FALSE(Parse("").is_pptp);
  EXPECT_FALSE(Parse("exec").is_pptp);
}

TEST(PptpCommand, RefusesWhatPptpDoesNotKnow) {
  EXPECT_EQ(ParsePptpCommand("pptp vpn --fast", "vpn:1:1").error().message(),
            "vpn:1:1: pptp knows no option --fast");
  EXPECT_THAT(ParsePptpCommand("pptp vpn --log 2", "vpn:1:1").error().message(),
              HasSubstr("--log"));  // loglevel or logstring
  EXPECT_EQ(ParsePptpCommand("pptp vpn --phone", "vpn:1:1").error().message(),
            "vpn:1:1: pptp's --phone needs a value");
  EXPECT_THAT(ParsePptpCommand("pptp 'vpn", "vpn:1:1").error().message(),
              StartsWith("vpn:1:1: the command:1:6: this quote is not closed"));
}

}  // namespace
}  // namespace pptp::client
