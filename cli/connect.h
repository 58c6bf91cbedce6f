#ifndef PPTP_CLI_CONNECT_H_
#define PPTP_CLI_CONNECT_H_

#include "cli/connect_options.h"

namespace pptp::cli {

// Does what the options ask for. Returns pppd's exit status.
int Connect(ConnectOptions options);

}  // namespace pptp::cli

#endif  // PPTP_CLI_CONNECT_H_
