#ifndef PPTP_LIB_CLIENT_MPPE_OPTIONS_H_
#define PPTP_LIB_CLIENT_MPPE_OPTIONS_H_

#include <string_view>

#include "lib/client/option_state.h"

// pppd's words on encryption and what they come to. Three generations of them are in use:
// require-mppe-128 and its kin of pppd since 2.4.2; mppe-128, which only allows, of the patches
// of 2002; and the list behind "mppe" of the patch that brought MPPC.
namespace pptp::client {

// An option on MPPE that has no field of its own. Null when it is none.
const SpecialOption* FindMppeOption(std::string_view name);

// The words of all files together. Without any, encryption is used if the server can. Strengths
// that are named leave the others out. Fails when encryption is required and all of its
// strengths are refused, or CCP is, which negotiates it.
Result<EncryptionSettings> EncryptionOf(const MppeWords& words);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_MPPE_OPTIONS_H_
