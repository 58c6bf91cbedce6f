#ifndef PPTP_LIB_CLIENT_USER_NAME_H_
#define PPTP_LIB_CLIENT_USER_NAME_H_

#include <string>
#include <string_view>
#include <vector>

namespace pptp::client {

// The name that is sent to the server, and what looks wrong about it. Sentences for the
// user, to be said before connecting; the name is sent in spite of them.
struct UserName {
  std::string name;
  std::vector<std::string> warnings;
};

// Joins "domain" (empty for none) and "user" to DOMAIN\user. A user that holds a domain
// already keeps it.
//
// Nothing is repaired: a server may know a user by an odd name. The usual mistake is a
// second backslash, which a shell, or quotes, have left in the name; the server then fails
// to know the user (problem 12 of the HOWTO of 2002).
UserName NameToSend(std::string_view user, std::string_view domain);

// The name with every run of backslashes made one.
std::string WithSingleBackslashes(std::string_view name);

// The name as a message may show it: control characters become question marks.
std::string PrintableName(std::string_view name);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_USER_NAME_H_
