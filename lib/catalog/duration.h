#ifndef PPTP_LIB_CATALOG_DURATION_H_
#define PPTP_LIB_CATALOG_DURATION_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace pptp::catalog {

// "250ms", "1.5s", "60s", "10min", "2h" in microseconds; empty for anything else
// and for more than a year.
std::optional<int64_t> ParseDuration(std::string_view text);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_DURATION_H_
