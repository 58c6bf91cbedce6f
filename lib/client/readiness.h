#ifndef PPTP_LIB_CLIENT_READINESS_H_
#define PPTP_LIB_CLIENT_READINESS_H_

#include <chrono>
#include <optional>
#include <string_view>

// What systemd is told of a service of Type=notify (sd_notify(3)). Without systemd, or in another
// kind of service, nothing happens. Never blocks.
namespace pptp::client {

// The tunnel is up; what waits for the service goes on. A sentence for `systemctl status`.
void NotifyReady(std::string_view status);
void NotifyStatus(std::string_view status);
void NotifyStopping(std::string_view status);

// The service is alive. To be said at least every WatchdogPeriod().
void NotifyAlive();

// Half of the service's WatchdogSec=; nothing if systemd does not watch this process.
std::optional<std::chrono::microseconds> WatchdogPeriod();

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_READINESS_H_
