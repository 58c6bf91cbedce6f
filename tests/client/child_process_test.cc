#include "lib/client/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "tests/client/temporary_folder.h"

namespace pptp::client {
namespace {

int RunToEnd(const ProgramCall& call) {
  auto child = ChildProcess::Spawn(call);
  EXPECT_TRUE(child) << child.error().message();
  pollfd end{child->fd(), POLLIN, 0};
  EXPECT_EQ(poll(&end, 1, 10000), 1);
  return child->Reap().value_or(-1);
}

ProgramCall Shell(const std::string& script) {
  return {.arguments = {"/bin/sh", "-c", script}, .environment = {ProgramPath()}, .input = {}};
}

TEST(ChildProcess, TellsHowTheProgramEnded) {
  EXPECT_EQ(RunToEnd(Shell("exit 0")), 0);
  EXPECT_EQ(RunToEnd(Shell("exit 7")), 7);
  EXPECT_EQ(RunToEnd(Shell("kill -KILL $$")), 128 + SIGKILL);
}

TEST(ChildProcess, DoesNotWait) {
  auto child = ChildProcess::Spawn(Shell("kill -STOP $$"));
  ASSERT_TRUE(child);
  EXPECT_EQ(child->Reap(), std::nullopt);
  kill(child->pid(), SIGKILL);
  pollfd end{child->fd(), POLLIN, 0};
  EXPECT_EQ(poll(&end, 1, 10000), 1);
  EXPECT_EQ(child->Reap(), 128 + SIGKILL);
}

TEST(ChildProcess, PassesOnItsInputAndItsEnvironmentOnly) {
  const TemporaryFolder folder;
  ASSERT_EQ(setenv("PPTP_LEAK", "yes", 1), 0);
  ProgramCall call =
      Shell("{ cat; echo \"$NAME|$PPTP_LEAK|$HOME|$PWD|$1\"; } > " + folder.Path("seen"));
  call.arguments.insert(call.arguments.end(), {"sh", "two words"});
  call.environment.emplace_back("NAME=value");
  call.input = "line\n";
  EXPECT_EQ(RunToEnd(call), 0);
  EXPECT_EQ(folder.Read("seen"), "line\nvalue|||/|two words\n");
}

TEST(ChildProcess, LeaksNoDescriptor) {
  const TemporaryFolder folder;
  const int leak = open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  ASSERT_GE(leak, 0);
  EXPECT_EQ(RunToEnd(Shell("exec > " + folder.Path("seen") + "; ls /proc/$$/fd")), 0);
  close(leak);
  EXPECT_EQ(folder.Read("seen"), "0\n1\n2\n");
}

TEST(ChildProcess, SaysThatThereIsNoSuchProgram) {
  const auto child =
      ChildProcess::Spawn({.arguments = {"/nonexistent"}, .environment = {}, .input = {}});
  ASSERT_FALSE(child);
  EXPECT_EQ(child.error().message(), "cannot run /nonexistent: No such file or directory");
}

}  // namespace
}  // namespace pptp::client
