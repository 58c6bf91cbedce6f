// OpenSSL 3 has RC4 as an algorithm of its "legacy" provider, which is a file to be loaded, and as
// these functions, which it calls deprecated because nobody should use RC4.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "lib/crypto/rc4.h"

#include "lib/crypto/secret.h"

namespace pptp::crypto {

Rc4::~Rc4() {
  Wipe({reinterpret_cast<uint8_t*>(&key_), sizeof key_});
}

void Rc4::SetKey(ByteView key) {
  RC4_set_key(&key_, static_cast<int>(key.size()), key.data());
}

void Rc4::Crypt(ByteView in, uint8_t* out) {
  RC4(&key_, in.size(), in.data(), out);
}

}  // namespace pptp::crypto
