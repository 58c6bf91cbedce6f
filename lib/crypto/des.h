#ifndef PPTP_LIB_CRYPTO_DES_H_
#define PPTP_LIB_CRYPTO_DES_H_

#include <array>
#include <cstdint>
#include <span>

#include "lib/crypto/secret.h"

// DES as MS-CHAP uses it: one block, under a key of 56 bits without parity
// (RFC 2433 section A.7).
namespace pptp::crypto {

using DesBlock = std::array<uint8_t, 8>;

// The 56 bits spread over eight bytes, seven to each, with odd parity below.
SecretBlock<8> ExpandDesKey(std::span<const uint8_t, 7> key);

DesBlock DesEncrypt(std::span<const uint8_t, 7> key, std::span<const uint8_t, 8> clear);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_DES_H_
