#include "lib/client/readiness.h"

#include <systemd/sd-daemon.h>

namespace pptp::client {

void Readiness::Ready(const std::string& status) {
  sd_notify(0, ("READY=1\nSTATUS=" + status).c_str());
}

void Readiness::Status(const std::string& status) {
  sd_notify(0, ("STATUS=" + status).c_str());
}

void Readiness::Stopping() {
  sd_notify(0, "STOPPING=1");
}

void Readiness::Alive() {
  sd_notify(0, "WATCHDOG=1");
}

}  // namespace pptp::client
