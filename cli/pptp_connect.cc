#include <csignal>
#include <utility>
#include <variant>

#include "cli/connect.h"
#include "cli/connect_options.h"
#include "cli/message.h"

const char pptp::cli::kProgramName[] = "pptp-connect";

int main(int argc, char** argv) {
  // A reader of the log or of the status that goes away must not end the tunnel.
  std::signal(SIGPIPE, SIG_IGN);
  auto options = pptp::cli::ParseConnectOptions(argc, argv);
  if (const auto* status = std::get_if<int>(&options)) return *status;
  return pptp::cli::Connect(std::move(*std::get_if<pptp::cli::ConnectOptions>(&options)));
}
