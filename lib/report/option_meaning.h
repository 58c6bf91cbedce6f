#ifndef PPTP_LIB_REPORT_OPTION_MEANING_H_
#define PPTP_LIB_REPORT_OPTION_MEANING_H_

#include <string_view>

#include "lib/ppp/packet.h"

namespace pptp::report {

// What an option is for, as a sentence; empty for one that is not known here.
std::string_view MeaningOfOption(ppp::Protocol protocol, uint8_t type);

// What a configuration packet with that code does, as a sentence; empty for other
// codes.
std::string_view MeaningOfCode(uint8_t code);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_OPTION_MEANING_H_
