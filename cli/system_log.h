#ifndef PPTP_CLI_SYSTEM_LOG_H_
#define PPTP_CLI_SYSTEM_LOG_H_

#include <memory>
#include <vector>

#include "cli/input.h"

namespace pptp::cli {

// The log of the machine that this runs on: its journal since it was started or,
// where there is none, the files that syslog writes. Says on standard error what
// it took. Empty when there is nothing that this user may read.
std::vector<std::unique_ptr<Input>> OpenSystemLog();

}  // namespace pptp::cli

#endif  // PPTP_CLI_SYSTEM_LOG_H_
