#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace pptp::cli {
namespace {

// Longer lines of prose are hard to read, however wide the terminal is.
constexpr size_t kWidest = 100;
constexpr size_t kNarrowest = 40;

// https://no-color.org: set and not empty means no.
bool WantsNoColor() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return (no_color && *no_color) || (terminal && std::string_view(terminal) == "dumb");
}

}  // namespace

Result<Output> Output::Open(const std::string& path) {
  if (path.empty()) return Output(STDOUT_FILENO, "standard output");
  constexpr mode_t kMode = 0666;  // the umask takes away what it should
  Output output(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, kMode), path);
  if (output.fd_ < 0) return Fail(output.CannotWrite(errno));
  return output;
}

Output::Output(Output&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)) {}

Output::~Output() {
  if (fd_ >= 0) close(fd_);
}

Error Output::CannotWrite(int error) const {
  return Error::Io(fmt::format("{}: cannot be written: {}", name_, std::strerror(error)));
}

Result<void> Output::Write(std::string_view text) {
  struct stat info;
  const bool is_file = fd_ != STDOUT_FILENO && fstat(fd_, &info) == 0 && S_ISREG(info.st_mode);
  if (is_file && ftruncate(fd_, 0) != 0) return Fail(CannotWrite(errno));
  while (!text.empty()) {
    const ssize_t count = write(fd_, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<size_t>(count));
    } else if (errno == EPIPE) {
      return {};
    } else if (errno != EINTR) {
      return Fail(CannotWrite(errno));
    }
  }
  // Some file systems report a full disk only now.
  if (close(std::exchange(fd_, -1)) != 0 && errno != EINTR) return Fail(CannotWrite(errno));
  return {};
}

TextStyle Output::Style(When color) const {
  TextStyle style;
  const bool terminal = isatty(fd_) == 1;
  style.color = color == When::kAlways || (color == When::kAuto && terminal && !WantsNoColor());
  struct winsize size = {};
  if (terminal && ioctl(fd_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::clamp<size_t>(size.ws_col, kNarrowest, kWidest);
  }
  return style;
}

}  // namespace pptp::cli
