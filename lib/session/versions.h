#ifndef PPTP_LIB_SESSION_VERSIONS_H_
#define PPTP_LIB_SESSION_VERSIONS_H_

#include <string_view>

#include "lib/session/words.h"

// Versions of the programs, told by what they log.
namespace pptp::session {

// The release of pptp that has a message at that line of its source: "1.7.2", or
// "1.8.0-1.10.0" when several have. Empty when unknown. A hint only: distributions patch.
std::string_view PptpVersionHint(const PptpPrefix& prefix, std::string_view text);

// The pppd version in a plugin's path, "/usr/lib/pppd/2.4.9/x.so"; empty when none.
std::string_view PppdVersionOfPlugin(std::string_view path);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_VERSIONS_H_
