#include "lib/client/system_random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace pptp::client {

void SystemRandom::Fill(std::span<uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
    if (count > 0) bytes = bytes.subspan(static_cast<size_t>(count));
    // Only a kernel older than the call refuses it, and going on without random bytes would
    // give the password away.
    if (count < 0 && errno != EINTR) std::abort();
  }
}

}  // namespace pptp::client
