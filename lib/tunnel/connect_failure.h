#ifndef PPTP_LIB_TUNNEL_CONNECT_FAILURE_H_
#define PPTP_LIB_TUNNEL_CONNECT_FAILURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "lib/tunnel/action.h"

namespace pptp::tunnel {

// What pptp logs when no control connection can be made. "why" is the system's word for it, such
// as "Connection refused".
std::vector<LogLine> ConnectFailureLines(std::string_view server, std::string_view why);

// The same when the server's name has no address; "why" is the resolver's word.
std::vector<LogLine> ResolveFailureLines(std::string_view why);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CONNECT_FAILURE_H_
