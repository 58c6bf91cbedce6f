#ifndef PPTP_LIB_CATALOG_OPTION_NAMES_H_
#define PPTP_LIB_CATALOG_OPTION_NAMES_H_

#include <optional>
#include <string_view>

#include "lib/catalog/packet_test.h"

namespace pptp::catalog {

// What an option in pppd's words means: a bare name ("auth") asks for the type,
// a name with a value ("auth chap MS-v2") or pppd's spelling of an option unknown to
// it ("17 04 00 13") for the bytes. With a protocol only its options are meant.
// Empty when nobody prints such an option.
std::optional<OptionTest> ParseOptionTest(std::string_view text,
                                          std::optional<ppp::Protocol> protocol);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_OPTION_NAMES_H_
