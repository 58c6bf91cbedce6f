#ifndef PPTP_TESTS_PEER_CLIENT_PROGRAM_H_
#define PPTP_TESTS_PEER_CLIENT_PROGRAM_H_

#include <ios>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/client/temporary_folder.h"
#include "tests/client/test_network.h"
#include "tests/peer/program.h"

namespace pptp::peer {

// pptp-connect at work on a host of a test, and what it tells.
class ClientProgram {
 public:
  using Json = nlohmann::json;

  // Connects to kServer as the user "lab" with this password, with these options on top.
  ClientProgram(const client::TestHost& host, std::vector<std::string> options,
                const std::string& password);

  pid_t pid() const { return program_.pid(); }
  const client::TemporaryFolder& folder() const { return folder_; }

  // The lines of --status-json about this event, so far.
  std::vector<Json> Events(std::string_view event);
  // That many of these events have been told; the last of these. Fails the test if they do not
  // come.
  Json Await(std::string_view event, size_t count = 1);
  // The bytes of the last counters that were told: "bytes_sent" or "bytes_received".
  size_t Counted(std::string_view counter);
  // Waits for the tunnel, for the count-th time; its interface.
  std::string AwaitUp(size_t count = 1) { return Await("up", count).value("interface", ""); }

  void Signal(int signal) const { program_.Signal(signal); }
  int AwaitEnd() { return program_.AwaitEnd(); }
  // Ends it with this signal; the exit status.
  int End(int signal);

  // The whole log of --log, for people and for pptp-diagnose.
  std::string log_path() const { return folder_.Path("log"); }
  std::string Log() const { return ReadFile(log_path()); }
  std::string Output() const { return program_.Output(); }
  // The report, once it has ended. REQUIRES: --diagnose.
  Json LiveReport() const;
  // What pptp-diagnose finds in the log.
  Json ReportOnLog() const;

 private:
  const client::TestHost& host_;
  const client::TemporaryFolder folder_;
  Program program_;
  std::streamoff status_read_ = 0;  // bytes of --status-json
  std::vector<Json> told_;          // what stands in them
};

}  // namespace pptp::peer

#endif  // PPTP_TESTS_PEER_CLIENT_PROGRAM_H_
