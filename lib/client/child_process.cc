#include "lib/client/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>
#include <vector>

#include "lib/client/system_error.h"

namespace pptp::client {
namespace {

// The input as a file, so that nobody has to write it while the program reads.
FileDescriptor InputFile(const std::string& input) {
  FileDescriptor fd(memfd_create("input", MFD_CLOEXEC));
  if (!fd) return fd;
  const ssize_t count = pwrite(fd.get(), input.data(), input.size(), 0);
  if (count != static_cast<ssize_t>(input.size())) fd.Close();
  return fd;
}

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// What is set for the child between its start and the program's.
class SpawnSettings {
 public:
  explicit SpawnSettings(int input) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&actions_, "/");
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    // A group of its own: Ctrl-C at the terminal is for the client, which then runs ip-down.
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Result<ChildProcess> ChildProcess::Spawn(const ProgramCall& call) {
  const std::string what = fmt::format("cannot run {}", call.arguments[0]);
  const FileDescriptor input = InputFile(call.input);
  if (!input) return Fail(SystemError(what, errno));
  const SpawnSettings settings(input.get());
  pid_t pid = 0;
  const int error =
      posix_spawn(&pid, call.arguments[0].c_str(), settings.actions(), settings.attributes(),
                  Pointers(call.arguments).data(), Pointers(call.environment).data());
  if (error != 0) return Fail(SystemError(what, error));
  // <sys/pidfd.h> of glibc 2.36 forgot that there is C++.
  FileDescriptor fd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (!fd) return Fail(SystemError(what + ": cannot wait for it", errno));
  return ChildProcess(pid, std::move(fd));
}

std::optional<int> ChildProcess::Reap() {
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace pptp::client
