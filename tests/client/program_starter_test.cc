#include "lib/client/program_starter.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>

#include <string>

#include "tests/client/temporary_folder.h"

namespace pptp::client {
namespace {

class ProgramStarterTest : public testing::Test {
 protected:
  void Start() {
    auto starter = ProgramStarter::Start({program_, "/nonexistent"});
    ASSERT_TRUE(starter);
    starter_.emplace(std::move(*starter));
  }
  Result<void> Run(const std::string& program, const std::string& argument = "") {
    return starter_->Run({.arguments = {program, argument},
                          .environment = {ProgramPath(), "NAME=value"},
                          .input = "input\n"});
  }
  // "status", or the error.
  std::string Ended() {
    pollfd end{starter_->fd(), POLLIN, 0};
    if (poll(&end, 1, 10000) != 1) return "still running";
    const auto ended = starter_->TakeEnded();
    if (!ended) return ended.error().message();
    if (!*ended) return "nothing";
    return (*ended)->error.empty() ? std::to_string((*ended)->status) : (*ended)->error;
  }

  TemporaryFolder folder_;
  std::string program_ = folder_.WriteProgram(
      "ip-up", "read line; echo \"$1 $NAME $line\" >> " + folder_.Path("seen") + "; exit 5\n");
  std::optional<ProgramStarter> starter_;
};

TEST_F(ProgramStarterTest, RunsWhatItIsTold) {
  Start();
  ASSERT_TRUE(Run(program_, "first"));
  EXPECT_EQ(Ended(), "5");
  EXPECT_EQ(folder_.Read("seen"), "first value input\n");
  const auto none = starter_->TakeEnded();
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
}

TEST_F(ProgramStarterTest, RunsOneAfterTheOther) {
  Start();
  for (const char* argument : {"a", "b", "c"}) ASSERT_TRUE(Run(program_, argument));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Ended(), "5");
  EXPECT_EQ(folder_.Read("seen"), "a value input\nb value input\nc value input\n");
}

TEST_F(ProgramStarterTest, RunsNothingElse) {
  Start();
  ASSERT_TRUE(Run("/bin/sh"));
  EXPECT_EQ(Ended(), "not one of the programs to be run");
  ASSERT_TRUE(Run("/nonexistent"));
  EXPECT_EQ(Ended(), "cannot run /nonexistent: No such file or directory");
  ASSERT_TRUE(Run(program_, "goes on"));
  EXPECT_EQ(Ended(), "5");
}

TEST_F(ProgramStarterTest, RefusesWhatIsTooLarge) {
  Start();
  const auto run = Run(program_, std::string(100000, 'x'));
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().message(), "cannot run " + program_ + ": too many arguments");
}

}  // namespace
}  // namespace pptp::client
