#ifndef PPTP_LIB_CLIENT_PROGRAM_STARTER_H_
#define PPTP_LIB_CLIENT_PROGRAM_STARTER_H_

#include <pptp/error.h>

#include <optional>
#include <string>
#include <vector>

#include "lib/client/file_descriptor.h"
#include "lib/client/program_call.h"

namespace pptp::client {

// Runs programs with the rights that this process had at its start: hooks, as pppd runs them, and
// what sets name servers. It is a second process, which was forked off before the rights were
// given up. It reads nothing from the network, runs no program but those that were named to it
// then, and ends when this process does, however that may come about.
//
// Programs run one after the other, in the order in which they were asked for: ip-down does not
// begin before ip-up has ended. Never blocks. One thread at a time.
class ProgramStarter {
 public:
  struct Ended {
    std::string program;
    int status = 0;     // as that of ChildProcess::Reap()
    std::string error;  // why it could not be run; else empty
  };

  // Forks: call it while there is one thread and no secret in memory. "allowed" are paths.
  static Result<ProgramStarter> Start(std::vector<std::string> allowed);

  // Readable when a program has ended.
  int fd() const { return socket_.get(); }

  // Fails when the other process is gone, or is too far behind.
  Result<void> Run(const ProgramCall& call);

  // The next program that has ended; nothing if there is none yet. An error if the other process
  // is gone.
  Result<std::optional<Ended>> TakeEnded();

 private:
  explicit ProgramStarter(FileDescriptor socket) : socket_(std::move(socket)) {}

  FileDescriptor socket_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_PROGRAM_STARTER_H_
