#ifndef PPTP_LIB_CATALOG_DETAILS_H_
#define PPTP_LIB_CATALOG_DETAILS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/session/session.h"

namespace pptp::catalog {

// What the log of a session may show, or lack: the values of the fact "detail" and what a problem
// "needs" (docs/rule-format.md).
struct DetailName {
  std::string_view name;
  bool session::Session::*seen;
};
inline constexpr std::array<DetailName, 5> kDetails = {{
    {"pppd-debug", &session::Session::seen_debug},
    {"pptp", &session::Session::seen_pptp},
    {"pppd", &session::Session::seen_pppd},
    {"pptpd", &session::Session::seen_pptpd},
    {"kernel", &session::Session::seen_kernel},
}};

// Those that the session's log shows, as a set: a bit for each of kDetails.
inline uint32_t DetailsOf(const session::Session& session) {
  uint32_t shown = 0;
  for (size_t i = 0; i < kDetails.size(); ++i) {
    if (session.*kDetails[i].seen) shown |= 1u << i;
  }
  return shown;
}

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_DETAILS_H_
