#include "cli/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "lib/base/wall_clock.h"
#include "lib/report/terminal.h"

namespace pptp::cli {
namespace {

Error CannotRead(std::string_view name, int error) {
  // A name may hold line ends, and messages may have several lines.
  return Error::Io(
      fmt::format("{}: cannot be read: {}", report::Visible(name), std::strerror(error)));
}

constexpr int kPipe = 1 << 20;  // bytes that a pipe may hold

class DescriptorInput : public Input {
 public:
  DescriptorInput(int fd, std::string name)
      : fd_(fd), name_(std::move(name)), newest_micros_(NowMicros()) {
    struct stat info;
    if (fstat(fd_, &info) != 0) return;
    // Only a regular file has a time of last writing that means anything, and files
    // of /proc and the like, which have no size, are written as they are read.
    if (S_ISREG(info.st_mode) && info.st_size > 0) {
      newest_micros_ = int64_t{info.st_mtim.tv_sec} * 1'000'000 + info.st_mtim.tv_nsec / 1000;
      size_ = static_cast<uint64_t>(info.st_size);
    }
    // Where that is not allowed, the other end just has to wait more often.
    if (S_ISFIFO(info.st_mode)) fcntl(fd_, F_SETPIPE_SZ, kPipe);
  }
  ~DescriptorInput() override { close(fd_); }
  DescriptorInput(const DescriptorInput&) = delete;
  DescriptorInput& operator=(const DescriptorInput&) = delete;

  const std::string& name() const override { return name_; }
  int64_t newest_micros() const override { return newest_micros_; }
  uint64_t size() const override { return size_; }

  Result<size_t> Read(std::span<char> buffer) override {
    while (true) {
      const ssize_t count = read(fd_, buffer.data(), buffer.size());
      if (count >= 0) return static_cast<size_t>(count);
      if (errno != EINTR) return Fail(CannotRead(name_, errno));
    }
  }

 private:
  const int fd_;
  const std::string name_;
  int64_t newest_micros_;
  uint64_t size_ = 0;
};

}  // namespace

std::unique_ptr<Input> AdoptDescriptor(int fd, std::string name) {
  return std::make_unique<DescriptorInput>(fd, std::move(name));
}

Result<std::unique_ptr<Input>> OpenInput(const std::string& path) {
  const bool is_stdin = path == "-";
  const int fd = is_stdin ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                          : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  std::string name = is_stdin ? "standard input" : path;
  if (fd < 0) return Fail(CannotRead(name, errno));
  std::unique_ptr<Input> input = AdoptDescriptor(fd, std::move(name));
  struct stat info;
  if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
    return Fail(CannotRead(input->name(), EISDIR));
  }
  return input;
}

}  // namespace pptp::cli
