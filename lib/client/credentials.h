#ifndef PPTP_LIB_CLIENT_CREDENTIALS_H_
#define PPTP_LIB_CLIENT_CREDENTIALS_H_

#include <functional>
#include <string>
#include <vector>

#include "lib/client/file_reader.h"
#include "lib/crypto/secret.h"
#include "pptp/client_settings.h"
#include "pptp/error.h"

namespace pptp::client {

// Asks a person; "question" is shown as it is. The real one is AskOnTerminal().
using AskForSecret = std::function<Result<crypto::Secret>(const std::string& question)>;

struct PasswordQuery {
  PasswordSource source;
  std::string name;         // as it is sent: NameToSend()
  std::string server;       // as the user gave it
  std::string remote_name;  // of the server in secrets files; empty for "server" or PPTP
};

struct FoundPassword {
  crypto::Secret password;
  std::string origin;                 // "/etc/ppp/chap-secrets:3", "the terminal"
  std::vector<std::string> warnings;  // sentences for the user, without a secret in them
};

inline constexpr char kChapSecretsPath[] = "/etc/ppp/chap-secrets";

// Gets the password from where query.source says.
//
// Anywhere means the first of these that has it: the file pptp-password, then password, in the
// directory that systemd names in CREDENTIALS_DIRECTORY (LoadCredential= in a unit); a line for
// the name in /etc/ppp/chap-secrets; a person at the terminal. A password in an environment
// variable is taken out of the environment, so that scripts do not inherit it.
//
// Fails when there is none, and on one that CheckPassword() refuses. Changes the
// environment: REQUIRES that no other thread reads it meanwhile.
Result<FoundPassword> FindPassword(const PasswordQuery& query, FileReader* files,
                                   const AskForSecret& ask);

// Whether a password can be one: it is not empty, holds no byte of value zero, and is not
// longer than the 256 characters that MS-CHAP takes (RFC 2759 section 8.3). "origin" is for
// the message.
Result<void> CheckPassword(const crypto::Secret& password, const std::string& origin);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_CREDENTIALS_H_
