#ifndef PPTP_LIB_CLIENT_OPTION_STATE_H_
#define PPTP_LIB_CLIENT_OPTION_STATE_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/client/word_reader.h"
#include "lib/crypto/secret.h"
#include "pptp/client_settings.h"
#include "pptp/error.h"

namespace pptp::client {

// An option of pppd's that does not do here what it does there.
struct OptionNote {
  std::string file;
  int line = 0;
  std::string option;
  std::string why;  // a sentence for the user
};

// One option as it stands in a file.
struct OptionCall {
  std::string option;
  std::span<const Word> arguments;  // as many as the option takes
  std::string file;
  int line = 0, column = 0;
  bool others_may_read = false;  // the file

  std::string Text() const { return std::string(arguments.front().text()); }  // of the first
  Error ErrorHere(std::string_view sentence) const;                           // a kSyntax
};

// The words on MPPE of all files together; of two that contradict each other the later wins.
struct MppeWords {
  bool required = false, refused = false;
  bool named_40 = false, named_56 = false, named_128 = false;  // none named means the usual ones
  bool refused_40 = false, refused_56 = false, refused_128 = false;
  bool stateful = false;
  bool no_ccp = false;  // MPPE is negotiated with CCP
};

// What has been read so far. Much of it has a meaning only when all files are read.
struct OptionState {
  ClientSettings settings;
  std::optional<crypto::Secret> password;
  std::vector<OptionNote> notes;

  std::string user, name;  // "user" goes before "name", in whatever order they stand
  MppeWords mppe;
  bool accept_local = false, accept_remote = false;
  bool replace_default_route = false;
  std::optional<OptionNote> auth, default_route;  // notes that a later option takes back
  bool any_echo = false;                          // a word on LCP's echoes was there

  void Note(const OptionCall& call, std::string_view why);
};

// An option that needs a function of its own.
struct SpecialOption {
  std::string_view name;
  size_t arguments;  // words behind it
  Result<void> (*apply)(const OptionCall&, OptionState*);
};

OptionNote NoteOf(const OptionCall& call, std::string_view why);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_OPTION_STATE_H_
