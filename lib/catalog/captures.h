#ifndef PPTP_LIB_CATALOG_CAPTURES_H_
#define PPTP_LIB_CATALOG_CAPTURES_H_

#include <map>
#include <string>

namespace pptp::catalog {

// What the named groups of matchers captured, by name.
using Captures = std::map<std::string, std::string>;

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_CAPTURES_H_
