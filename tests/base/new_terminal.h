#ifndef PPTP_TESTS_BASE_NEW_TERMINAL_H_
#define PPTP_TESTS_BASE_NEW_TERMINAL_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace pptp {

// The master side of a new terminal from a devpts of our own, which no other process sees.
inline int TerminalOfOurOwn() {
  namespace fs = std::filesystem;
  const fs::path directory =
      fs::path(testing::TempDir()) / ("pptp-devpts-" + std::to_string(getpid()));
  fs::create_directories(directory);
  int master = -1;
  if (unshare(CLONE_NEWNS) == 0) {
    // Fails where / is no mount, as in a chroot; then there is nothing to keep private.
    mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (mount("devpts", directory.c_str(), "devpts", 0, "newinstance,ptmxmode=0600") == 0) {
      master = open((directory / "ptmx").c_str(), O_RDWR | O_NOCTTY);
      umount2(directory.c_str(), MNT_DETACH);
    }
  }
  fs::remove(directory);
  return master;
}

// The master side of a new terminal. In a bare chroot no devpts is mounted for them.
inline int NewTerminal() {
  const int master = posix_openpt(O_RDWR | O_NOCTTY);
  return master >= 0 ? master : TerminalOfOurOwn();
}

// The other side; asked of the master, because its path may lead nowhere.
inline int OtherSide(int master) {
  int unlocked = 0;
  ioctl(master, TIOCSPTLCK, &unlocked);
  return ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY);
}

}  // namespace pptp

#endif  // PPTP_TESTS_BASE_NEW_TERMINAL_H_
