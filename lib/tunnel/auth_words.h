#ifndef PPTP_LIB_TUNNEL_AUTH_WORDS_H_
#define PPTP_LIB_TUNNEL_AUTH_WORDS_H_

#include <string>
#include <string_view>

#include "lib/tunnel/action.h"

// How text that the peer chose stands in pppd's log lines, and the CloseLinks that end
// an authentication. Internal to the authentication protocols.
namespace pptp::tunnel {

// A message in a line of its own, such as "Remote message: ...": control characters
// are made visible.
std::string VisibleMessage(std::string_view message);
// The same for a message that pppd takes for a C string: it ends at a zero byte.
std::string VisibleText(std::string_view message);

// The peer's name as in 'Peer DOM\\user failed CHAP authentication'.
std::string QuotedName(std::string_view name);

// What an MS-CHAP Failure's message makes pppd log, "E=691 R=1 C=... V=3 M=text"
// (RFC 2433 section 8, RFC 2759 section 6).
std::string MsChapFailureText(std::string_view message);

CloseLink WeFailed();    // the peer did not take us for who we say we are
CloseLink PeerFailed();  // nor we the peer

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_AUTH_WORDS_H_
