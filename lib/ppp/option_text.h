#ifndef PPTP_LIB_PPP_OPTION_TEXT_H_
#define PPTP_LIB_PPP_OPTION_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "lib/ppp/notation.h"
#include "lib/ppp/packet.h"

// The text between the angle brackets of one option. Internal to lib/ppp.
namespace pptp::ppp {

// Reads an option of that protocol. Text that does not become bytes is kept in
// Option::verbatim, with the type if its name is known.
// REQUIRES: "inside" is not empty.
Option ReadOptionText(Protocol protocol, std::string_view inside);

// Appends the text of the option; the form "< tt ll vv>" begins with a blank.
void WriteOptionText(Protocol protocol, const Option& option, const Dialect& dialect,
                     std::string* out);

// True when type and length are those of an option that the protocol defines.
bool IsKnownOption(Protocol protocol, const Option& option);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_OPTION_TEXT_H_
