#ifndef PPTP_LIB_CLIENT_PPTP_COMMAND_H_
#define PPTP_LIB_CLIENT_PPTP_COMMAND_H_

#include <string>
#include <string_view>
#include <vector>

#include "pptp/error.h"

namespace pptp::client {

// What a command line of pptp-linux, as peers files give it to pppd's option pty, says:
//
//   pptp vpn.example.com --nolaunchpppd --phone 123
struct PptpCommand {
  struct Remark {
    std::string option;
    std::string why;  // a sentence for the user
  };

  bool is_pptp = false;  // else the command runs another program, and the rest is empty
  std::string program;   // that would be run
  std::string server;    // may be empty
  std::string phone_number;
  std::vector<Remark> remarks;  // on options that have no meaning here
};

// Options may be cut short as far as they stay unique, and have their value behind a '=',
// as getopt_long() has it. Fails on an option that pptp does not know and on one without its value.
// "place" begins the message: "file:line:column".
Result<PptpCommand> ParsePptpCommand(std::string_view command, std::string_view place);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_PPTP_COMMAND_H_
