#ifndef PPTP_CLI_MESSAGE_H_
#define PPTP_CLI_MESSAGE_H_

#include <string_view>

namespace pptp::cli {

// Each program's main file says who it is.
extern const char kProgramName[];

// Says something to the user on standard error, behind the program's name. What
// a terminal would act on (a file may have any name) is made visible.
void Say(std::string_view message);

}  // namespace pptp::cli

#endif  // PPTP_CLI_MESSAGE_H_
