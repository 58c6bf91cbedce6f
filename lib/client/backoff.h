#ifndef PPTP_LIB_CLIENT_BACKOFF_H_
#define PPTP_LIB_CLIENT_BACKOFF_H_

#include <pptp/client_settings.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace pptp::client {

// When a tunnel that has ended is tried again.
//
// The pause doubles with each attempt that fails, up to a minute, and is a little
// different each time, so that the clients of a server that was restarted do not come
// back in step. With a fixed hold-off it is that, as with pppd.
class Backoff {
 public:
  explicit Backoff(const RetrySettings& settings) : settings_(settings) {}

  // The tunnel came up: what failed before does not count any more.
  void OnUp() {
    failures_ = 0;
    up_ = true;
  }

  // An attempt, or a tunnel, has ended. The pause before the next one, or none when there is to be
  // no other. "random" is any number, a new one each time.
  std::optional<std::chrono::milliseconds> NextPause(uint32_t random);

 private:
  const RetrySettings settings_;
  int failures_ = 0;  // attempts in a row that brought no tunnel up
  bool up_ = false;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_BACKOFF_H_
