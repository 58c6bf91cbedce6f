#ifndef PPTP_LIB_CLIENT_CHILD_PROCESS_H_
#define PPTP_LIB_CLIENT_CHILD_PROCESS_H_

#include <pptp/error.h>
#include <sys/types.h>

#include <optional>

#include "lib/client/file_descriptor.h"
#include "lib/client/program_call.h"

namespace pptp::client {

// A program that was started and runs beside this one.
//
// It gets its call's environment and nothing else of ours: no descriptor but standard input, which
// holds the call's input, and output and error, which lead to /dev/null; no blocked or ignored
// signals; the folder / to be in. Whoever gives one of these up before it has ended lets the
// program run on, and never hears of its end.
class ChildProcess {
 public:
  // Fails when there is no such program or it cannot be run. REQUIRES: arguments[0] is a path.
  static Result<ChildProcess> Spawn(const ProgramCall& call);

  pid_t pid() const { return pid_; }
  // Becomes readable when the program has ended.
  int fd() const { return fd_.get(); }

  // Its exit status, or 128 and the number of the signal that killed it; nothing as long as it
  // runs. Does not wait. Once it has said how the program ended, it is not to be asked again.
  std::optional<int> Reap();

 private:
  ChildProcess(pid_t pid, FileDescriptor fd) : pid_(pid), fd_(std::move(fd)) {}

  pid_t pid_;
  FileDescriptor fd_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_CHILD_PROCESS_H_
