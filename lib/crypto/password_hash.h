#ifndef PPTP_LIB_CRYPTO_PASSWORD_HASH_H_
#define PPTP_LIB_CRYPTO_PASSWORD_HASH_H_

#include <array>
#include <cstdint>
#include <span>

#include "lib/crypto/secret.h"

// What both versions of MS-CHAP and the MPPE keys make of a password
// (RFC 2433 appendix A, RFC 2759 section 8).
namespace pptp::crypto {

using PasswordHash = SecretBlock<16>;
using ChallengeResponse = std::array<uint8_t, 24>;

// The password in UTF-16, low byte first, which is what Windows hashes.
//
// A password is read as UTF-8. One that is not valid UTF-8 is read as Latin-1,
// byte by byte, as pppd reads every password: files of secrets that were written
// for pppd go on working. The length is not limited; Windows itself stops at 256
// characters.
Secret Utf16Password(const Secret& password);

PasswordHash NtPasswordHash(const Secret& password);
PasswordHash HashNtPasswordHash(const PasswordHash& hash);

// Of the first 14 bytes in upper case; letters outside ASCII stay as they are,
// for their OEM code page is known to the user's Windows alone.
PasswordHash LmPasswordHash(const Secret& password);

// The challenge encrypted under three DES keys cut from the hash.
ChallengeResponse RespondToChallenge(std::span<const uint8_t, 8> challenge,
                                     const PasswordHash& hash);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_PASSWORD_HASH_H_
