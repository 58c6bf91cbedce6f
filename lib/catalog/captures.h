#ifndef PPTP_LIB_CATALOG_CAPTURES_H_
#define PPTP_LIB_CATALOG_CAPTURES_H_

#include <map>
#include <memory>
#include <string>

namespace pptp::catalog {

// What the named groups of matchers captured, by name.
using Captures = std::map<std::string, std::string>;

// What was captured in a text, shared by all lines that say the same; null when it is nothing.
using SharedCaptures = std::shared_ptr<const Captures>;

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_CAPTURES_H_
