#ifndef PPTP_LIB_CLIENT_SPECIAL_OPTIONS_H_
#define PPTP_LIB_CLIENT_SPECIAL_OPTIONS_H_

#include <string_view>

#include "lib/client/option_state.h"

namespace pptp::client {

// One of pppd's options that does more than to set a field: names and passwords, the
// command or plugin that stands for pptp, and what is reported unless it is taken back.
// Null when it is none of them.
const SpecialOption* FindSpecialOption(std::string_view name);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_SPECIAL_OPTIONS_H_
