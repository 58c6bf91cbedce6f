#include "lib/tunnel/lcp_loopback.h"

namespace pptp::tunnel {

void CloseLoopedLink(Actions* actions) {
  actions->push_back(LogLine{Level::kNotice, "Serial line is looped back."});
  actions->push_back(CloseLink{ExitStatus::kLoopback, "Loopback detected"});
}

}  // namespace pptp::tunnel
