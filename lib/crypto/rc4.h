#ifndef PPTP_LIB_CRYPTO_RC4_H_
#define PPTP_LIB_CRYPTO_RC4_H_

#include <openssl/rc4.h>

#include <cstdint>

#include "lib/base/bytes.h"

namespace pptp::crypto {

// The stream cipher RC4, for MPPE and nothing else: it has been broken for long.
//
// MPPE sets a key twice for every packet, and in a tunnel both that and the stream are most of what
// the whole process does. OpenSSL needs half of nettle's time for it (bench/mppe_bench.cc).
//
// Wiped at its end. Not for use by several threads.
class Rc4 {
 public:
  Rc4() = default;
  Rc4(const Rc4&) = delete;
  Rc4& operator=(const Rc4&) = delete;
  ~Rc4();

  // Starts anew. REQUIRES: 0 < key.size() <= 256.
  void SetKey(ByteView key);

  // The next bytes of the stream over "in". "out" is the same memory as "in" or none of it.
  // REQUIRES: SetKey() was called; out is as large as in.
  void Crypt(ByteView in, uint8_t* out);

 private:
  RC4_KEY key_;
};

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_RC4_H_
