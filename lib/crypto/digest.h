#ifndef PPTP_LIB_CRYPTO_DIGEST_H_
#define PPTP_LIB_CRYPTO_DIGEST_H_

#include <initializer_list>

#include "lib/base/bytes.h"
#include "lib/crypto/secret.h"

// The hash functions of PPP authentication over several pieces in a row. All of
// them meet secrets, so their results are secret too and their state is wiped.
namespace pptp::crypto {

SecretBlock<16> Md4(std::initializer_list<ByteView> pieces);
SecretBlock<16> Md5(std::initializer_list<ByteView> pieces);
SecretBlock<20> Sha1(std::initializer_list<ByteView> pieces);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_DIGEST_H_
