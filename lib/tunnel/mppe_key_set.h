#ifndef PPTP_LIB_TUNNEL_MPPE_KEY_SET_H_
#define PPTP_LIB_TUNNEL_MPPE_KEY_SET_H_

#include <array>
#include <cstdint>
#include <span>

#include "lib/crypto/mppe_keys.h"
#include "lib/crypto/secret.h"

namespace pptp::tunnel {

// The MPPE start keys that one authentication gives, for every strength: CCP settles
// on a strength later, for each direction by itself. It holds keys and no password; the
// memory is wiped with the object. A value; one thread at a time.
class MppeKeySet {
 public:
  static MppeKeySet FromMsChap(const crypto::Secret& password,
                               std::span<const uint8_t, 8> challenge);
  static MppeKeySet FromMsChapV2(crypto::MppeRole role, const crypto::Secret& password,
                                 const crypto::ChallengeResponse& nt_response);

  const crypto::MppeStartKeys& At(crypto::MppeStrength strength) const {
    return keys_[static_cast<size_t>(strength)];
  }

 private:
  explicit MppeKeySet(const std::array<crypto::MppeStartKeys, 3>& keys) : keys_(keys) {}

  std::array<crypto::MppeStartKeys, 3> keys_;  // in the order of MppeStrength
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_MPPE_KEY_SET_H_
