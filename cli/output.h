#ifndef PPTP_CLI_OUTPUT_H_
#define PPTP_CLI_OUTPUT_H_

#include <memory>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "pptp/error.h"
#include "pptp/render.h"

namespace pptp::cli {

// Where the report goes: standard output, or the file of -o.
//
// The file is opened before the work starts, so that a bad name is noticed at
// once, and emptied when there is something to write.
class Output {
 public:
  static Result<Output> Open(const std::string& path);
  ~Output();
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;

  // Writes all of it and closes. A reader that has gone away (EPIPE) is no error:
  // it has seen what it wanted. Call once.
  Result<void> Write(std::string_view text);

  // Colours and width for what is on the other end.
  TextStyle Style(When color) const;

 private:
  Output(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

  Error CannotWrite(int error) const;

  int fd_;
  std::string name_;
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_OUTPUT_H_
