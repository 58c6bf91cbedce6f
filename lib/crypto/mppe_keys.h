#ifndef PPTP_LIB_CRYPTO_MPPE_KEYS_H_
#define PPTP_LIB_CRYPTO_MPPE_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/crypto/password_hash.h"
#include "lib/crypto/secret.h"

// The keys with which Microsoft Point-to-Point Encryption starts (RFC 3079), out
// of the password and the exchange that authenticated it. Both ends derive the
// same; a MppeEncryptor or MppeDecryptor is made of each.
namespace pptp::crypto {

// The key strength that CCP agreed on: letters L, M and S of its option.
enum class MppeStrength { k40Bit, k56Bit, k128Bit };

// Bytes of a start or session key: 8 up to 56 bits, of which some are fixed.
constexpr size_t MppeKeySize(MppeStrength strength) {
  return strength == MppeStrength::k128Bit ? 16 : 8;
}

// The key that the session keys of one direction are made from.
class MppeStartKey {
 public:
  // Takes as many of the bytes as the strength has.
  MppeStartKey(MppeStrength strength, std::span<const uint8_t, 16> bytes)
      : strength_(strength), bytes_(bytes) {}

  MppeStrength strength() const { return strength_; }
  ByteView view() const { return ByteView(bytes_.view()).first(MppeKeySize(strength_)); }

 private:
  MppeStrength strength_;
  SecretBlock<16> bytes_;
};

struct MppeStartKeys {
  MppeStartKey send;
  MppeStartKey receive;
};

// Whose view of "send" and "receive" is meant.
enum class MppeRole { kClient, kServer };

// After MS-CHAP version 1 (section 2): both directions start with one key, made
// from the LM hash up to 56 bits, else from the NT hash and the challenge.
MppeStartKeys MppeKeysFromMsChap(MppeStrength strength, const Secret& password,
                                 std::span<const uint8_t, 8> challenge);

// After MS-CHAP version 2 (section 3): a key for each direction.
MppeStartKeys MppeKeysFromMsChapV2(MppeStrength strength, MppeRole role, const Secret& password,
                                   const ChallengeResponse& nt_response);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_MPPE_KEYS_H_
