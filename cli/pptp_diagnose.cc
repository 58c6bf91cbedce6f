#include <csignal>
#include <variant>

#include "cli/diagnose.h"
#include "cli/message.h"
#include "cli/options.h"

const char pptp::cli::kProgramName[] = "pptp-diagnose";

int main(int argc, char** argv) {
  // A reader that goes away ("| head") shows as an error of write(), which is
  // handled where the writing is done.
  std::signal(SIGPIPE, SIG_IGN);
  const auto options = pptp::cli::ParseOptions(argc, argv);
  if (const auto* status = std::get_if<pptp::cli::ExitStatus>(&options)) return *status;
  return pptp::cli::Run(std::get<pptp::cli::Options>(options));
}
