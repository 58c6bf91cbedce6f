#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/base/new_terminal.h"

// What pptp-diagnose does on a terminal, which a golden file cannot show.
namespace pptp {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr char kDecode[] = "pptp-diagnose --decode 'E=691 R=1 V=3'";

// Runs a line of shell on a terminal of its own; all that appears there.
std::string OnTerminal(const std::string& line, unsigned short columns = 80) {
  const std::string path = fs::path(PPTP_PROGRAM).parent_path().string();
  const std::string command = "unset NO_COLOR; TERM=xterm; PATH=" + path + ":$PATH; " + line;
  struct winsize size = {};
  size.ws_row = 25;
  size.ws_col = columns;
  const int terminal = NewTerminal();
  const int other = OtherSide(terminal);
  EXPECT_GE(other, 0) << "no terminal: is a devpts mounted on /dev/pts?";
  if (other < 0) return "";
  ioctl(other, TIOCSWINSZ, &size);
  const pid_t child = fork();
  if (child == 0) {
    close(terminal);
    login_tty(other);
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  close(other);
  std::string shown;
  char piece[4096];
  // Reading fails with EIO when the last program has left the terminal.
  for (ssize_t count = 0; (count = read(terminal, piece, sizeof piece)) > 0;) {
    shown.append(piece, static_cast<size_t>(count));
  }
  close(terminal);
  waitpid(child, nullptr, 0);
  return shown;
}

TEST(Terminal, GetsColors) {
  EXPECT_THAT(OnTerminal(kDecode), HasSubstr("\x1b[1m"));
}

TEST(Terminal, GetsNoColorsWhenAskedNotTo) {
  EXPECT_THAT(OnTerminal(std::string("export NO_COLOR=1; ") + kDecode), Not(HasSubstr("\x1b")));
  EXPECT_THAT(OnTerminal(std::string("export TERM=dumb; ") + kDecode), Not(HasSubstr("\x1b")));
  EXPECT_THAT(OnTerminal(std::string(kDecode) + " --color never"), Not(HasSubstr("\x1b")));
}

TEST(Terminal, GetsColorsAgainWhenTheyAreDemanded) {
  EXPECT_THAT(OnTerminal(std::string("export NO_COLOR=1; ") + kDecode + " --color always"),
              HasSubstr("\x1b[1m"));
}

TEST(Terminal, GetsNoColorsInAFile) {
  const fs::path file =
      fs::path(testing::TempDir()) / ("pptp-terminal-report-" + std::to_string(getpid()));
  OnTerminal(std::string(kDecode) + " -o " + file.string());
  std::ifstream in(file);
  const std::string written{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(written, HasSubstr("691"));
  EXPECT_THAT(written, Not(HasSubstr("\x1b")));
  fs::remove(file);
}

TEST(Terminal, SetsTheWidth) {
  EXPECT_THAT(OnTerminal("pptp-diagnose --fault-tree --color never", 100),
              HasSubstr("proves nothing: many firewalls drop pings."));
  EXPECT_THAT(OnTerminal("pptp-diagnose --fault-tree --color never", 60),
              Not(HasSubstr("proves nothing: many firewalls drop pings.")));
}

// A journalctl of ours that says one line; the one of the system must not matter.
TEST(Terminal, WithoutAFileReadsTheSystemsJournal) {
  const fs::path directory =
      fs::path(testing::TempDir()) / ("pptp-terminal-journal-" + std::to_string(getpid()));
  fs::create_directories(directory);
  const fs::path program = directory / "journalctl";
  std::ofstream(program) << "#!/bin/sh\necho 'pppd[311]: Modem hangup'\n";
  fs::permissions(program, fs::perms::owner_all);
  const std::string shown = OnTerminal("PATH=" + directory.string() + ":$PATH; pptp-diagnose");
  EXPECT_THAT(shown, HasSubstr("no FILE given: reading the system's journal"));
  EXPECT_THAT(shown, HasSubstr("Looked at 1 line of the system's journal"));
  fs::remove_all(directory);
}

// A pipe that is slow enough for it to be seen, also where the program takes a second to start.
constexpr char kSlowLog[] = "(echo 'pppd[1]: Exit.'; sleep 3; echo 'pppd[1]: Exit.')";

TEST(Terminal, ShowsHowFarTheReadingIs) {
  const std::string shown = OnTerminal(std::string(kSlowLog) + " | pptp-diagnose -o /dev/null");
  EXPECT_THAT(shown, HasSubstr("\r30 bytes, "));
  EXPECT_TRUE(shown.ends_with(" \r")) << "the line is not taken away";
}

TEST(Terminal, ShowsNoProgressElsewhere) {
  EXPECT_EQ(OnTerminal(std::string(kSlowLog) + " | pptp-diagnose -o /dev/null 2>&1 | cat"), "");
  EXPECT_EQ(OnTerminal("echo 'pppd[1]: Exit.' | pptp-diagnose -o /dev/null"), "");
}

}  // namespace
}  // namespace pptp
