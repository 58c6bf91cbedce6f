#ifndef PPTP_CLI_CONNECT_HELP_H_
#define PPTP_CLI_CONNECT_HELP_H_

namespace pptp::cli {

// What pptp-connect --help prints.
extern const char kConnectHelp[];

}  // namespace pptp::cli

#endif  // PPTP_CLI_CONNECT_HELP_H_
