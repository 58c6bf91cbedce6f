#ifndef PPTP_LIB_CATALOG_TRIAL_H_
#define PPTP_LIB_CATALOG_TRIAL_H_

#include <cstdint>

namespace pptp::catalog {

// Which message leaves are tried on a line. Both ways give the same; that they do is tested.
enum class Trial : uint8_t {
  kByLiteral,  // those whose literal stands in the line
  kEvery,      // all of them
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_TRIAL_H_
