#ifndef PPTP_LIB_SESSION_COMMAND_LINE_H_
#define PPTP_LIB_SESSION_COMMAND_LINE_H_

#include <string>
#include <string_view>
#include <vector>

// Command lines of pppd, pptp and pon as they stand in logs: typed at a prompt, named
// in "Script ... started", or in pppd's "pty" option.
namespace pptp::session {

// What such a command line tells.
struct CommandLine {
  bool is_pptp = false;              // pptp; else pppd
  std::string server;                // pptp's: the host to connect to
  std::vector<std::string> options;  // pppd's: "debug", "mtu 1400"; pon's "call NAME"
};

// True when "text" is a shell's line that runs pppd, pptp or pon, with or without a
// prompt before it. A sentence that begins with the program's name is none.
bool IsCommandLine(std::string_view text);

// Takes such a line apart. Words in quotes stay together; at most 64 options.
CommandLine ParseCommandLine(std::string_view text);

// The server named by pptp's arguments ("pptp 10.0.0.1 --nolaunchpppd"), whatever
// stands before them; empty when none is.
std::string PptpServer(std::string_view command);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_COMMAND_LINE_H_
