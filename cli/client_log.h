#ifndef PPTP_CLI_CLIENT_LOG_H_
#define PPTP_CLI_CLIENT_LOG_H_

#include <pptp/client.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace pptp::cli {

// The log of a client, a line of syslog's for each: "2026-11-22T05:19:05.123456+00:00 gw
// pppd[2541]: LCP terminated by peer". Goes to standard error, from a level on, and all of it to
// a file.
class ClientLog {
 public:
  // "path" may be empty for no file, or "-" for all of it on standard error. A file is
  // appended to.
  static Result<ClientLog> Open(const std::string& path, LogLevel least_on_stderr);

  // The line as it was written, with its newline; good until the next call. One that cannot
  // be written (a full disk) is lost there and nowhere else.
  std::string_view Write(const ClientLine& line);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit ClientLog(LogLevel least_on_stderr);

  LogLevel least_on_stderr_;
  std::unique_ptr<std::FILE, Close> file_;
  std::string host_;
  int pid_;
  std::string line_;
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_CLIENT_LOG_H_
