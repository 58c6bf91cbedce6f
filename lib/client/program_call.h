#ifndef PPTP_LIB_CLIENT_PROGRAM_CALL_H_
#define PPTP_LIB_CLIENT_PROGRAM_CALL_H_

#include <string>
#include <vector>

namespace pptp::client {

// A program to be run: data that can be shown, compared, and given to Spawn().
struct ProgramCall {
  std::vector<std::string> arguments;    // the program's path comes first
  std::vector<std::string> environment;  // "NAME=value", nothing else is passed on
  std::string input;                     // what it reads from its standard input
};

// The environment's entry with pppd's PATH for its scripts, so that those made for it find their
// programs.
inline std::string ProgramPath() {
  return std::string("PATH=") + "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin";
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_PROGRAM_CALL_H_
