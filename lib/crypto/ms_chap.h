#ifndef PPTP_LIB_CRYPTO_MS_CHAP_H_
#define PPTP_LIB_CRYPTO_MS_CHAP_H_

#include <array>
#include <cstdint>
#include <span>

#include "lib/base/bytes.h"
#include "lib/crypto/password_hash.h"
#include "lib/crypto/secret.h"

// Microsoft CHAP, version 1 (RFC 2433).
namespace pptp::crypto {

using MsChapChallenge = std::array<uint8_t, 8>;

// The value of a CHAP Response: LM response (24), NT response (24), and a byte
// that is 1 when the NT response is to be used (section 7).
using MsChapValue = std::array<uint8_t, 49>;

// The LM response gives a listener a hash that is broken within hours, so it is
// left out, zeros, unless a server of the Windows 95 age demands it.
enum class LmResponse { kOmit, kSend };

MsChapValue RespondMsChap(std::span<const uint8_t, 8> challenge, const Secret& password,
                          LmResponse lm = LmResponse::kOmit);

// The server's side. An LM response alone proves nothing worth having: it is
// refused, as is a value that is not 49 bytes long.
bool VerifyMsChap(std::span<const uint8_t, 8> challenge, const Secret& password, ByteView value);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_MS_CHAP_H_
