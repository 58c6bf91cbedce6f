#ifndef PPTP_LIB_TUNNEL_OPTION_VALUE_H_
#define PPTP_LIB_TUNNEL_OPTION_VALUE_H_

#include <cstdint>
#include <optional>

#include "lib/ppp/packet.h"

// Configuration options whose value is a number, most significant byte first, or nothing
// at all (RFC 1661 section 6).
namespace pptp::tunnel {

ppp::Option FlagOption(uint8_t type);  // such as <pcomp>
ppp::Option U16Option(uint8_t type, uint16_t value);
ppp::Option U32Option(uint8_t type, uint32_t value);
ppp::Option U64Option(uint8_t type, uint64_t value);

// The number back. Empty when the value has another length.
std::optional<uint16_t> U16Value(const ppp::Option& option);
std::optional<uint32_t> U32Value(const ppp::Option& option);
std::optional<uint64_t> U64Value(const ppp::Option& option);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_OPTION_VALUE_H_
