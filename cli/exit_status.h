#ifndef PPTP_CLI_EXIT_STATUS_H_
#define PPTP_CLI_EXIT_STATUS_H_

namespace pptp::cli {

// What the program says to the script that called it. Scripts depend on the
// numbers: do not change. docs/exit-statuses.md lists them for users.
enum ExitStatus : int {
  kExitClean = 0,     // nothing was found at the level of --fail-on
  kExitFindings = 1,  // something was
  kExitTrouble = 2,   // bad usage, or something could not be read or written
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_EXIT_STATUS_H_
