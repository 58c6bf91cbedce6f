#include "lib/client/terminal_prompt.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <chrono>
#include <csignal>
#include <string>
#include <string_view>
#include <thread>

#include "tests/base/new_terminal.h"

namespace pptp::client {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kQuestion[] = "Password of ada: ";
constexpr std::chrono::seconds kLongEnough{20};

// Makes a group of processes the one that Ctrl-Z and its like reach.
void BringToFront(pid_t group) {
  // Without this, one in the background would be stopped for the attempt.
  signal(SIGTTOU, SIG_IGN);
  tcsetpgrp(STDIN_FILENO, group);
  signal(SIGTTOU, SIG_DFL);
}

// Goes on as a job of a shell, which says when the job has stopped, and continues it after
// a line was typed.
void BeAShellForOneJob() {
  const pid_t job = fork();
  if (job == 0) {
    setpgid(0, 0);
    BringToFront(getpid());
    return;
  }
  int status = 0;
  waitpid(job, &status, WUNTRACED);
  BringToFront(getpid());
  constexpr std::string_view kStopped = "[stopped]\n";
  char line[80];
  const bool typed = write(STDOUT_FILENO, kStopped.data(), kStopped.size()) > 0 &&
                     read(STDIN_FILENO, line, sizeof line) > 0;
  BringToFront(job);
  kill(job, typed ? SIGCONT : SIGKILL);
  waitpid(job, &status, 0);
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

// A program on a terminal of its own that asks for a password and then says what it got, and
// the person in front of it.
class TerminalPromptTest : public testing::Test {
 protected:
  ~TerminalPromptTest() override {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    if (master_ >= 0) close(master_);
  }

  void Start(void (*prepare)() = nullptr) {
    master_ = NewTerminal();
    ASSERT_GE(master_, 0) << "no terminal: is a devpts mounted on /dev/pts?";
    const int other = OtherSide(master_);
    ASSERT_GE(other, 0);
    child_ = fork();
    if (child_ == 0) {
      close(master_);
      login_tty(other);
      if (prepare != nullptr) prepare();
      RunProgram();
    }
    close(other);
  }

  // What has appeared once "text" is among it; all there was when it does not come.
  bool Sees(const std::string& text) {
    const auto end = std::chrono::steady_clock::now() + kLongEnough;
    while (shown_.find(text) == std::string::npos && std::chrono::steady_clock::now() < end) {
      struct pollfd from = {master_, POLLIN, 0};
      if (poll(&from, 1, 100) <= 0) continue;
      char piece[512];
      const ssize_t count = read(master_, piece, sizeof piece);
      if (count <= 0) break;
      shown_.append(piece, static_cast<size_t>(count));
    }
    return shown_.find(text) != std::string::npos;
  }
  void Forget() { shown_.clear(); }

  void Type(const std::string& keys) {
    ASSERT_EQ(write(master_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

  bool Echoes() const {
    struct termios settings = {};
    EXPECT_EQ(tcgetattr(master_, &settings), 0);
    return (settings.c_lflag & ECHO) != 0;
  }

  // How the program ended or stopped.
  int Wait() {
    int status = 0;
    EXPECT_EQ(waitpid(child_, &status, WUNTRACED), child_);
    if (!WIFSTOPPED(status)) child_ = -1;
    return status;
  }

  pid_t child_ = -1;
  int master_ = -1;
  std::string shown_;

 private:
  [[noreturn]] static void RunProgram() {
    Result<crypto::Secret> answer = AskOn(STDIN_FILENO, kQuestion);
    const std::string said = answer ? "[" + std::string(AsText(answer->view())) + "]\n"
                                    : "failed: " + answer.error().message() + "\n";
    const ssize_t written = write(STDOUT_FILENO, said.data(), said.size());
    _exit(written > 0 ? 7 : 1);
  }
};

TEST_F(TerminalPromptTest, ReadsALineThatDoesNotAppear) {
  Start();
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  EXPECT_FALSE(Echoes());
  Type("love lace\n");
  ASSERT_TRUE(Sees("[love lace]")) << shown_;
  // Once, in the program's own words; the end of the line is all that was echoed.
  EXPECT_EQ(shown_, std::string(kQuestion) + "\r\n[love lace]\r\n");
  EXPECT_EQ(WEXITSTATUS(Wait()), 7);
  EXPECT_TRUE(Echoes());
}

TEST_F(TerminalPromptTest, LetsThePersonCorrect) {
  Start();
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  Type(
      "lovx\x7f"
      "e\n");
  EXPECT_TRUE(Sees("[love]")) << shown_;
}

TEST_F(TerminalPromptTest, TakesWhatWasTypedInTwoPieces) {
  Start();
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  Type("love\x04");  // hands over what there is, without the end of the line
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  Type("lace\n");
  EXPECT_TRUE(Sees("[lovelace]")) << shown_;
}

TEST_F(TerminalPromptTest, FailsWhenNothingIsTyped) {
  Start();
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  Type("\x04");
  EXPECT_TRUE(Sees("failed: no password was typed")) << shown_;
  EXPECT_TRUE(Echoes());
}

TEST_F(TerminalPromptTest, DiesOfCtrlCWithTheEchoBack) {
  Start();
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  ASSERT_FALSE(Echoes());
  Type("lov\x03");
  const int status = Wait();
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGINT);
  EXPECT_TRUE(Echoes());
}

TEST_F(TerminalPromptTest, DiesOfASignalFromElsewhereWithTheEchoBack) {
  for (int signal : {SIGTERM, SIGHUP}) {
    Start();
    ASSERT_TRUE(Sees(kQuestion)) << shown_;
    kill(child_, signal);
    const int status = Wait();
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal) << strsignal(signal);
    EXPECT_TRUE(Echoes());
    close(master_);
    Forget();
  }
}

TEST_F(TerminalPromptTest, FailsWhenTheProgramHandlesTheSignal) {
  Start([] { signal(SIGINT, [](int) {}); });
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  Type("\x03");
  EXPECT_TRUE(Sees("failed: the question for the password was interrupted (INT)")) << shown_;
  EXPECT_TRUE(Echoes());
}

TEST_F(TerminalPromptTest, GoesOnWhereTheSignalIsIgnored) {
  Start([] { signal(SIGINT, SIG_IGN); });
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  kill(child_, SIGINT);
  Type("love\n");
  EXPECT_TRUE(Sees("[love]")) << shown_;
}

// Ctrl-Z, a look around in the shell, and back again.
TEST_F(TerminalPromptTest, StopsWithTheEchoBackAndAsksAgain) {
  Start(BeAShellForOneJob);
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  EXPECT_FALSE(Echoes());
  Type("lov\x1a");
  ASSERT_TRUE(Sees("[stopped]")) << shown_;
  EXPECT_TRUE(Echoes());
  Forget();
  Type("fg\n");
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  EXPECT_FALSE(Echoes());
  Type("love\n");
  EXPECT_TRUE(Sees("[love]")) << shown_;
}

TEST_F(TerminalPromptTest, RefusesALineThatNoPasswordHas) {
  Start();
  ASSERT_TRUE(Sees(kQuestion)) << shown_;
  const std::string much(1000, 'x');
  // Ctrl-D hands each piece over; a terminal holds 4095 bytes of a line at most.
  for (int i = 0; i < 3; ++i) Type(much + "\x04");
  EXPECT_TRUE(Sees("failed: what was typed is longer than any password")) << shown_;
  EXPECT_TRUE(Echoes());
}

TEST(TerminalPrompt, FailsWithoutATerminal) {
  const pid_t child = fork();
  if (child == 0) {
    setsid();  // leaves the terminal, if there is one
    Result<crypto::Secret> answer = AskOnTerminal(kQuestion);
    _exit(!answer && answer.error().code() == Error::Code::kNotFound ? 7 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

}  // namespace
}  // namespace pptp::client
