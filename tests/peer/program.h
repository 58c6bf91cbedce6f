#ifndef PPTP_TESTS_PEER_PROGRAM_H_
#define PPTP_TESTS_PEER_PROGRAM_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "lib/client/child_process.h"
#include "tests/client/test_network.h"

namespace pptp::peer {

// A program that runs on a host of a test, with all that it prints in a file. It is killed with
// this object if it is still there.
class Program {
 public:
  // Fails the test, and ends it, if it cannot be run. "environment" is all that the program gets
  // but for PATH.
  Program(const client::TestHost& host, std::vector<std::string> arguments,
          std::vector<std::string> environment, std::string output);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t pid() const { return child_->pid(); }
  std::string Output() const;
  void Signal(int signal) const;
  bool HasEnded();
  // Its exit status, once it has ended; -1, and the test fails, when it does not.
  int AwaitEnd();

 private:
  const std::string output_;
  std::optional<client::ChildProcess> child_;
  std::optional<int> status_;
};

std::string ReadFile(const std::string& path);

}  // namespace pptp::peer

#endif  // PPTP_TESTS_PEER_PROGRAM_H_
