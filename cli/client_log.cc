#include "cli/client_log.h"

#include <fmt/format.h>
#include <pptp/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>

namespace pptp::cli {
namespace {

std::string HostName() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "localhost";
  return name.data();
}

}  // namespace

ClientLog::ClientLog(LogLevel least_on_stderr)
    : least_on_stderr_(least_on_stderr), host_(HostName()), pid_(getpid()) {}

Result<ClientLog> ClientLog::Open(const std::string& path, LogLevel least_on_stderr) {
  if (path.empty() || path == "-") {
    return ClientLog(path.empty() ? least_on_stderr : LogLevel::kDebug);
  }
  ClientLog log(least_on_stderr);
  log.file_.reset(std::fopen(path.c_str(), "ae"));
  if (!log.file_) {
    return Fail(Error::Io(fmt::format("{}: cannot be written: {}", path, std::strerror(errno))));
  }
  return log;
}

std::string_view ClientLog::Write(const ClientLine& line) {
  line_.clear();
  fmt::format_to(std::back_inserter(line_), "{} {} {}[{}]: ", FormatTime({line.micros}), host_,
                 line.program, pid_);
  const size_t start = line_.size();
  line_ += line.text;
  // One line is one line, whatever a peer may have put into it.
  std::replace(line_.begin() + static_cast<std::ptrdiff_t>(start), line_.end(), '\n', ' ');
  line_ += '\n';
  if (line.level >= least_on_stderr_) std::fwrite(line_.data(), 1, line_.size(), stderr);
  if (file_) {
    std::fwrite(line_.data(), 1, line_.size(), file_.get());
    std::fflush(file_.get());
  }
  return line_;
}

}  // namespace pptp::cli
