#ifndef PPTP_CLI_STATUS_JSON_H_
#define PPTP_CLI_STATUS_JSON_H_

#include <pptp/client.h>
#include <pptp/report.h>

#include <cstdio>
#include <memory>
#include <string>

namespace pptp::cli {

// What happens to a client, for programs: one JSON object a line, each with "event" and "time".
// docs/status-json.md has them all.
class StatusJson {
 public:
  // "where" is the number of a descriptor that is open for writing, or a file to append to.
  static Result<StatusJson> Open(const std::string& where);

  void State(ClientState state);
  void Up(const ClientNetwork& network);
  void Counters(const ClientCounters& counters);
  void Found(const Finding& finding);
  void Ended(int status, std::string_view reason);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit StatusJson(std::FILE* file) : file_(file) {}

  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_STATUS_JSON_H_
