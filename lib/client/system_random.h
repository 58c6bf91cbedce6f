#ifndef PPTP_LIB_CLIENT_SYSTEM_RANDOM_H_
#define PPTP_LIB_CLIENT_SYSTEM_RANDOM_H_

#include "lib/base/random_source.h"

namespace pptp::client {

// The kernel's random bytes, good enough for challenges. Never fails: it waits where the kernel has
// none yet.
class SystemRandom : public RandomSource {
 public:
  void Fill(std::span<uint8_t> bytes) override;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_SYSTEM_RANDOM_H_
