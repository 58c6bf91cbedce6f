#ifndef PPTP_LIB_CLIENT_READINESS_H_
#define PPTP_LIB_CLIENT_READINESS_H_

#include <string>

namespace pptp::client {

// Tells systemd how the service stands (sd_notify(3)); does nothing without one that wants to
// know. A unit with Type=notify counts as started when the tunnel is up for the first time.
class Readiness {
 public:
  void Ready(const std::string& status);
  void Status(const std::string& status);
  void Stopping();
  void Alive();  // to be called every second, for WatchdogSec=
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_READINESS_H_
