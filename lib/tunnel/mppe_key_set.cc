#include "lib/tunnel/mppe_key_set.h"

namespace pptp::tunnel {

using crypto::MppeStrength;

MppeKeySet MppeKeySet::FromMsChap(const crypto::Secret& password,
                                  std::span<const uint8_t, 8> challenge) {
  const auto keys = [&](MppeStrength strength) {
    return crypto::MppeKeysFromMsChap(strength, password, challenge);
  };
  return MppeKeySet(
      {keys(MppeStrength::k40Bit), keys(MppeStrength::k56Bit), keys(MppeStrength::k128Bit)});
}

MppeKeySet MppeKeySet::FromMsChapV2(crypto::MppeRole role, const crypto::Secret& password,
                                    const crypto::ChallengeResponse& nt_response) {
  const auto keys = [&](MppeStrength strength) {
    return crypto::MppeKeysFromMsChapV2(strength, role, password, nt_response);
  };
  return MppeKeySet(
      {keys(MppeStrength::k40Bit), keys(MppeStrength::k56Bit), keys(MppeStrength::k128Bit)});
}

}  // namespace pptp::tunnel
