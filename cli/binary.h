#ifndef PPTP_CLI_BINARY_H_
#define PPTP_CLI_BINARY_H_

#include <string>
#include <string_view>

namespace pptp::cli {

// What to tell the user about an input that starts with these bytes if it does
// not look like a log; empty if it does.
std::string AdviceOnBinary(std::string_view front);

}  // namespace pptp::cli

#endif  // PPTP_CLI_BINARY_H_
