#ifndef PPTP_CLI_CHECK_RULES_H_
#define PPTP_CLI_CHECK_RULES_H_

#include <string>
#include <vector>

#include "cli/exit_status.h"

namespace pptp::cli {

// --check-rules: loads each path as a program that starts with it would, runs the
// examples of its packs, and says of every path whether it is sound.
ExitStatus CheckRules(const std::vector<std::string>& paths, bool builtin);

}  // namespace pptp::cli

#endif  // PPTP_CLI_CHECK_RULES_H_
