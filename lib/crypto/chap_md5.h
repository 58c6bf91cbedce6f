#ifndef PPTP_LIB_CRYPTO_CHAP_MD5_H_
#define PPTP_LIB_CRYPTO_CHAP_MD5_H_

#include <array>
#include <cstdint>

#include "lib/base/bytes.h"
#include "lib/crypto/secret.h"

// CHAP with MD5 (RFC 1994 section 4.1). It gives no keys for MPPE.
namespace pptp::crypto {

using ChapMd5Response = std::array<uint8_t, 16>;

// "id" is that of the Challenge packet.
ChapMd5Response RespondChapMd5(uint8_t id, const Secret& password, ByteView challenge);
bool VerifyChapMd5(uint8_t id, const Secret& password, ByteView challenge, ByteView response);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_CHAP_MD5_H_
