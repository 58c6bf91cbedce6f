#include "lib/report/fault_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pptp/render.h"
#include "tests/report/golden_file.h"
#include "tests/report/sample_reports.h"

namespace pptp::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(FaultTree, ListsTheChecksWithoutALog) {
  ExpectGolden("fault_tree.txt", RenderFaultTree(nullptr, {}));
}

TEST(FaultTree, AnswersFromTheLog) {
  const Report report = RefusedEncryption();
  ExpectGolden("fault_tree_answered.txt", RenderFaultTree(&report, {}));
}

TEST(FaultTree, KnowsTheStepsThatRulePacksMayName) {
  for (const char* step :
       {"ping", "traceroute", "tcp-1723", "gre", "mppe", "mppe-kernel", "mppe-pppd"}) {
    EXPECT_NE(step, FaultTreeStepTitle(step));
  }
  EXPECT_EQ("dance", FaultTreeStepTitle("dance"));
}

TEST(FaultTree, PutsTheServersAddressIntoCommands) {
  const Report report = RefusedEncryption();
  EXPECT_THAT(RenderFaultTree(&report, {}), HasSubstr("$ nc -vz -w 5 192.0.2.1 1723"));
}

TEST(FaultTree, PutsNothingIntoCommandsThatAShellWouldActOn) {
  for (const char* peer : {"$(reboot)", "a;reboot", "-oProxy", "vpn.example.org", ""}) {
    Report report = RefusedEncryption();
    report.sessions[0].peer = peer;
    EXPECT_THAT(RenderFaultTree(&report, {}), HasSubstr("$ ping -c 4 SERVER")) << peer;
  }
}

TEST(FaultTree, DoesNotChooseBetweenServers) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  report.sessions[1].peer = "192.0.2.2";
  EXPECT_THAT(RenderFaultTree(&report, {}), HasSubstr("$ ping -c 4 SERVER"));
}

TEST(FaultTree, DoesNotTakeACallerForTheServer) {
  Report report = RefusedEncryption();
  report.sessions[0].side = "server";
  EXPECT_THAT(RenderFaultTree(&report, {}), Not(HasSubstr("192.0.2.1 ")));
}

}  // namespace
}  // namespace pptp::report
