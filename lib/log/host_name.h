#ifndef PPTP_LIB_LOG_HOST_NAME_H_
#define PPTP_LIB_LOG_HOST_NAME_H_

#include <string_view>

#include "lib/log/byte_block.h"

namespace pptp::log {

// Whether two names of hosts are the same. Hosts of one network often have names of one length that
// differ at the end: then there is no need to compare them.
inline bool IsSameHost(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  return a.empty() || (a.back() == b.back() && AreSame(a.data(), b.data(), a.size()));
}

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_HOST_NAME_H_
