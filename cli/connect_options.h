#ifndef PPTP_CLI_CONNECT_OPTIONS_H_
#define PPTP_CLI_CONNECT_OPTIONS_H_

#include <pptp/client.h>

#include <optional>
#include <string>
#include <variant>

#include "cli/options.h"

namespace pptp::cli {

// What pptp-connect's command line asks for, the file of --peer included.
struct ConnectOptions {
  ClientSettings settings;
  std::optional<ClientPassword> password;  // if the peers file holds it
  std::vector<std::string> notes;          // on what was read, for the user

  bool dry_run = false;
  bool debug = false;       // packets, too, in the log on standard error
  std::string log;          // a file for the whole log; "-" is standard error
  std::string status_json;  // a number of a descriptor, or a file
  bool diagnose = false;
  Format format = Format::kText;
  std::string output;  // for the report
  When color = When::kAuto;
  bool timeline = false;
};

// Reads the command line, and the peers file that it names: what stands on the command line goes
// before it. When there is nothing left to do (--help, --version, bad usage) it has printed what
// there is to say, and the program ends with the status returned.
std::variant<ConnectOptions, int> ParseConnectOptions(int argc, const char* const* argv);

}  // namespace pptp::cli

#endif  // PPTP_CLI_CONNECT_OPTIONS_H_
