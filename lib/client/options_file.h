#ifndef PPTP_LIB_CLIENT_OPTIONS_FILE_H_
#define PPTP_LIB_CLIENT_OPTIONS_FILE_H_

#include <optional>
#include <string>
#include <vector>

#include "lib/client/file_reader.h"
#include "lib/client/option_state.h"
#include "lib/crypto/secret.h"
#include "pptp/client_settings.h"
#include "pptp/error.h"

namespace pptp::client {

struct PeerFileQuery {
  std::string peer;           // the NAME of /etc/ppp/peers/NAME
  bool server_known = false;  // from the command line; else the files must name it
  std::string directory = "/etc/ppp";
};

struct PeerFile {
  ClientSettings settings;
  std::optional<crypto::Secret> password;  // of the option "password"
  std::vector<OptionNote> notes;           // options without a meaning here, as they came
  std::vector<std::string> files;          // all that were read, in order
};

// Reads what pppd would read for "pppd call NAME": DIRECTORY/options, if there is one, then
// DIRECTORY/peers/NAME, and the files that these include with "file" and "call". ~/.ppprc is
// not read.
//
// Of two options that contradict each other the later wins. What no file says stays as
// ClientSettings has it, with these exceptions, where pppd's rules are more than a default:
//   - without a word on MPPE encryption is allowed, not required;
//   - lcp-echo-interval or lcp-echo-failure alone leaves the other at zero, which is off;
//   - an address is insisted on unless ipcp-accept-local or -remote says otherwise;
//   - DIRECTORY/ip-up and ip-down are the scripts, where they can be executed.
//
// Fails, with file, line and column, on an option that pppd does not know, on a value that
// the option cannot have, and on a file that cannot be read; and when no server is named.
Result<PeerFile> ReadPeerFile(const PeerFileQuery& query, FileReader* files);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_OPTIONS_FILE_H_
