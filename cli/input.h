#ifndef PPTP_CLI_INPUT_H_
#define PPTP_CLI_INPUT_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "pptp/error.h"

namespace pptp::cli {

// Where the bytes of a log come from. Reading is sequential, so files, pipes,
// FIFOs, terminals and files of /proc are all alike.
class Input {
 public:
  virtual ~Input() = default;

  // What to call it in the report: a path, or "standard input".
  virtual const std::string& name() const = 0;

  // The latest time that can stand in it, in microseconds since 1970: when the file was last
  // written, or the present.
  virtual int64_t newest_micros() const = 0;

  // How many bytes there are, or 0 where nobody knows.
  virtual uint64_t size() const { return 0; }

  // Fills the front of "buffer" and returns how much; 0 at the end. Fails with
  // kIo, the sentence naming the input and the reason.
  virtual Result<size_t> Read(std::span<char> buffer) = 0;
};

// Opens a file; "-" is standard input. A directory is an error.
Result<std::unique_ptr<Input>> OpenInput(const std::string& path);

// Takes over an open file descriptor and closes it in the end.
std::unique_ptr<Input> AdoptDescriptor(int fd, std::string name);

}  // namespace pptp::cli

#endif  // PPTP_CLI_INPUT_H_
