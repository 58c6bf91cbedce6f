#ifndef PPTP_LIB_CLIENT_HONOURED_OPTIONS_H_
#define PPTP_LIB_CLIENT_HONOURED_OPTIONS_H_

#include <optional>
#include <string_view>

#include "lib/client/option_state.h"

// Those of pppd's options that do something here, in all spellings from the patched pppd
// of 2002 to that of today.
namespace pptp::client {

// How many words follow the option; empty when it is none of these.
std::optional<size_t> HonouredArguments(std::string_view option);

// Sets what the option sets. Fails when a word behind it cannot be a value of it.
// REQUIRES: HonouredArguments() knows the option, and call.arguments has that many words.
Result<void> Honour(const OptionCall& call, OptionState* state);

// LOCAL:REMOTE, either of which may be left out, is an option without a name.
Result<void> HonourAddresses(const OptionCall& call, OptionState* state);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_HONOURED_OPTIONS_H_
