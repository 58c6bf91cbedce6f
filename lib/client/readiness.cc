#include "lib/client/readiness.h"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <string>

namespace pptp::client {
namespace {

// A line of the protocol ends where the text does.
void Notify(std::string_view state, std::string_view status) {
  std::string line(status);
  std::replace(line.begin(), line.end(), '\n', ' ');
  sd_notify(0, fmt::format("{}STATUS={}", state, line).c_str());
}

}  // namespace

void NotifyReady(std::string_view status) {
  Notify("READY=1\n", status);
}

void NotifyStatus(std::string_view status) {
  Notify("", status);
}

void NotifyStopping(std::string_view status) {
  Notify("STOPPING=1\n", status);
}

void NotifyAlive() {
  sd_notify(0, "WATCHDOG=1");
}

std::optional<std::chrono::microseconds> WatchdogPeriod() {
  uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::microseconds(microseconds / 2);
}

}  // namespace pptp::client
