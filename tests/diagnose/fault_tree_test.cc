#include "lib/diagnose/fault_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/diagnose/analyze.h"

namespace pptp {
namespace {

using State = FaultTreeAnswer::State;

std::map<std::string, State> Answers(std::string_view log) {
  std::map<std::string, State> answers;
  for (const FaultTreeAnswer& answer : test::Analyze(log).fault_tree) {
    answers[answer.step] = answer.state;
    EXPECT_EQ(answer.state == State::kOpen, answer.evidence.empty()) << answer.step;
  }
  return answers;
}

TEST(FaultTree, HasTheSevenStepsOfTheHowtoInItsOrder) {
  std::vector<std::string> steps;
  for (const FaultTreeAnswer& answer : diagnose::FaultTree().Answers()) {
    steps.push_back(answer.step);
  }
  EXPECT_THAT(steps, testing::ElementsAre("ping", "traceroute", "tcp-1723", "gre", "mppe",
                                          "mppe-kernel", "mppe-pppd"));
}

TEST(FaultTree, ALogOfNothingLeavesEverythingOpen) {
  for (const auto& [step, state] : Answers("")) EXPECT_EQ(State::kOpen, state) << step;
}

TEST(FaultTree, ARefusedConnectionFailsAtPort1723) {
  const auto answers = Answers(R"(
Nov 22 10:01:12 cli pptp[815]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
Nov 22 10:01:12 cli pptp[816]: anon warn[open_inetsock:pptp_callmgr.c:352]: connect: Connection refused
Nov 22 10:01:12 cli pptp[816]: anon fatal[callmgr_main:pptp_callmgr.c:134]: Could not open control connection to 192.0.2.7
Nov 22 10:01:12 cli pptp[815]: anon fatal[open_callmgr:pptp.c:525]: Call manager exited with error 256
)");
  EXPECT_EQ(State::kFailed, answers.at("tcp-1723"));
  EXPECT_EQ(State::kOpen, answers.at("gre"));
}

TEST(FaultTree, SilenceAfterTheCallFailsAtGre) {
  const auto answers = Answers(R"(
Nov 22 10:00:00 cli pppd[7]: Connect: ppp0 <--> /dev/pts/1
Nov 22 10:00:00 cli pptp[9]: anon log[ctrlp_disp:pptp_ctrl.c:815]: Client connection established.
Nov 22 10:00:01 cli pptp[9]: anon log[ctrlp_disp:pptp_ctrl.c:939]: Outgoing call established (call ID 5, peer's call ID 6).
Nov 22 10:00:01 cli pppd[7]: sent [LCP ConfReq id=0x1 <magic 0x5d4790f>]
Nov 22 10:00:04 cli pppd[7]: sent [LCP ConfReq id=0x1 <magic 0x5d4790f>]
Nov 22 10:00:07 cli pppd[7]: sent [LCP ConfReq id=0x1 <magic 0x5d4790f>]
Nov 22 10:00:31 cli pppd[7]: LCP: timeout sending Config-Requests
Nov 22 10:00:31 cli pppd[7]: Connection terminated.
)");
  EXPECT_EQ(State::kPassed, answers.at("tcp-1723"));
  EXPECT_EQ(State::kPassed, answers.at("ping"));
  EXPECT_EQ(State::kFailed, answers.at("gre"));
  EXPECT_EQ(State::kOpen, answers.at("mppe"));
}

TEST(FaultTree, EncryptionInUseAnswersTheMppeSteps) {
  const auto answers = Answers(R"(
Nov 22 10:00:00 cli pppd[7]: Connect: ppp0 <--> /dev/pts/1
Nov 22 10:00:03 cli pppd[7]: MPPE 128-bit stateless compression enabled
Nov 22 10:00:03 cli pppd[7]: local  IP address 10.0.0.2
)");
  for (const char* step : {"mppe", "mppe-kernel", "mppe-pppd"}) {
    EXPECT_EQ(State::kPassed, answers.at(step)) << step;
  }
}

}  // namespace
}  // namespace pptp
