#ifndef PPTP_LIB_CLIENT_SECRETS_FILE_H_
#define PPTP_LIB_CLIENT_SECRETS_FILE_H_

#include <optional>
#include <string>
#include <vector>

#include "lib/client/file_reader.h"
#include "lib/crypto/secret.h"
#include "pptp/error.h"

namespace pptp::client {

struct SecretQuery {
  std::string client;  // the name that is sent, with one backslash behind its domain
  // Names of the server, the best first. Any of them fits, as does "*" in the file.
  std::vector<std::string> servers;
};

struct SecretAnswer {
  std::optional<crypto::Secret> secret;  // empty when no line fits
  int line = 0;                          // of the file, where it stands
  // Sentences for the user: who else may read the file; and, when nothing fits, which line comes
  // near and what is wrong with it. No secret is in them.
  std::vector<std::string> warnings;
};

// Looks a secret up in a file like /etc/ppp/chap-secrets or pap-secrets: on a line stand client,
// server, secret, and addresses, which are a server's business (pppd(8), "AUTHENTICATION").
//
// Chosen is what pppd chooses: names are compared byte by byte, a named server counts more than a
// named client, both more than "*", and among equals the first line wins. Of two names of the
// server the earlier wins. A secret that begins with "@/" names the file whose first word it is.
//
// Fails when the file cannot be read or split into words.
Result<SecretAnswer> FindSecret(const std::string& path, const SecretQuery& query,
                                FileReader* files);

// The names as a message has them: "vpn", "PPTP" or *
std::string ServerNames(const std::vector<std::string>& servers);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_SECRETS_FILE_H_
