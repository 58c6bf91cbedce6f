#ifndef PPTP_CLI_DIAGNOSE_H_
#define PPTP_CLI_DIAGNOSE_H_

#include "cli/exit_status.h"
#include "cli/options.h"

namespace pptp::cli {

// Does what the options ask for.
ExitStatus Run(const Options& options);

}  // namespace pptp::cli

#endif  // PPTP_CLI_DIAGNOSE_H_
