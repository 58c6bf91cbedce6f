#ifndef PPTP_CLI_HELP_H_
#define PPTP_CLI_HELP_H_

namespace pptp::cli {

// What --help prints: every option of options.cc, grouped, in 80 columns.
extern const char kHelp[];

}  // namespace pptp::cli

#endif  // PPTP_CLI_HELP_H_
