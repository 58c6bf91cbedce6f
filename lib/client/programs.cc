#include "lib/client/programs.h"

#include <fmt/format.h>

#include <utility>

namespace pptp::client {

Programs::Programs(asio::io_context* io, ProgramStarter* starter, Say say)
    : starter_(starter), say_(std::move(say)), socket_(*io) {
  if (starter_ != nullptr) socket_.assign(starter_->fd());
}

void Programs::Run(const ProgramCall& call) {
  if (starter_ == nullptr) return;
  if (Result<void> asked = starter_->Run(call); !asked) {
    return say_(asked.error().message(), true);
  }
  ++running_;
  Await();
}

void Programs::Await() {
  if (std::exchange(waiting_, true)) return;
  socket_.async_wait(asio::posix::descriptor_base::wait_read,
                     [this](const asio::error_code& error) {
                       if (error) return;  // this object is gone
                       waiting_ = false;
                       Take();
                     });
}

void Programs::Take() {
  for (;;) {
    Result<std::optional<ProgramStarter::Ended>> ended = starter_->TakeEnded();
    if (!ended) {
      running_ = 0;
      return say_(ended.error().message(), true);
    }
    if (!*ended) break;
    --running_;
    const ProgramStarter::Ended& program = **ended;
    if (!program.error.empty()) {
      say_(fmt::format("{} could not be run: {}", program.program, program.error), true);
    } else {
      say_(fmt::format("Script {} finished, status = 0x{:x}", program.program, program.status),
           program.status != 0);
    }
  }
  if (running_ > 0) Await();
}

}  // namespace pptp::client
