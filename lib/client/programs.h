#ifndef PPTP_LIB_CLIENT_PROGRAMS_H_
#define PPTP_LIB_CLIENT_PROGRAMS_H_

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <functional>
#include <string_view>

#include "lib/client/program_call.h"
#include "lib/client/program_starter.h"

namespace pptp::client {

// Runs programs from the event loop, one after the other, and tells what became of them.
class Programs {
 public:
  // A line for the log; "trouble" when something did not go as it should.
  using Say = std::function<void(std::string_view line, bool trouble)>;

  // Borrows both; without a starter nothing can be run.
  Programs(asio::io_context* io, ProgramStarter* starter, Say say);
  ~Programs() { socket_.release(); }
  Programs(const Programs&) = delete;
  Programs& operator=(const Programs&) = delete;

  void Run(const ProgramCall& call);
  // How many have not ended yet.
  int running() const { return running_; }

 private:
  void Await();
  void Take();

  ProgramStarter* starter_;
  Say say_;
  asio::posix::stream_descriptor socket_;
  int running_ = 0;
  bool waiting_ = false;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_PROGRAMS_H_
