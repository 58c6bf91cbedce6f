#include "cli/system_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include "cli/message.h"

extern "C" char** environ;

namespace pptp::cli {
namespace {

constexpr const char* kLogFiles[] = {"/var/log/messages", "/var/log/syslog", "/var/log/daemon.log"};

// What journalctl writes, through a pipe. Its export format keeps host, program,
// pid and the exact time of every message.
class JournalInput : public Input {
 public:
  ~JournalInput() override {
    pipe_.reset();  // journalctl, if it is still writing, ends for want of a reader
    if (child_ > 0) waitpid(child_, nullptr, 0);
  }

  // False when there is no journalctl or it has nothing to say.
  bool Start() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    const bool started = Spawn(ends[1]);
    close(ends[1]);
    pipe_ = AdoptDescriptor(ends[0], name_);
    if (!started) return false;
    first_.resize(1 << 16);
    Result<size_t> count = pipe_->Read(first_);
    first_.resize(count.value_or(0));
    return !first_.empty();
  }

  const std::string& name() const override { return name_; }
  int64_t newest_micros() const override { return pipe_->newest_micros(); }

  Result<size_t> Read(std::span<char> buffer) override {
    if (first_.empty()) return pipe_->Read(buffer);
    const size_t count = first_.copy(buffer.data(), buffer.size());
    first_.erase(0, count);
    return count;
  }

 private:
  bool Spawn(int output) {
    std::string program = "journalctl", boot = "--boot", format = "--output=export";
    std::string pager = "--no-pager", quiet = "--quiet";
    std::array<char*, 6> arguments = {program.data(), boot.data(),  format.data(),
                                      pager.data(),   quiet.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int error =
        posix_spawnp(&child_, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) child_ = -1;
    return error == 0;
  }

  const std::string name_ = "the system's journal";
  pid_t child_ = -1;
  std::unique_ptr<Input> pipe_;
  std::string first_;  // read by Start(), not yet handed on
};

}  // namespace

std::vector<std::unique_ptr<Input>> OpenSystemLog() {
  std::vector<std::unique_ptr<Input>> inputs;
  auto journal = std::make_unique<JournalInput>();
  if (journal->Start()) {
    Say("no FILE given: reading the system's journal since it was started (journalctl -b)");
    inputs.push_back(std::move(journal));
    return inputs;
  }
  for (const char* path : kLogFiles) {
    Result<std::unique_ptr<Input>> input = OpenInput(path);
    if (!input) continue;
    Say(fmt::format("no FILE given: reading {}", path));
    inputs.push_back(std::move(*input));
  }
  return inputs;
}

}  // namespace pptp::cli
