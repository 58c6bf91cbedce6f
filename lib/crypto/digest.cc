#include "lib/crypto/digest.h"

#include <nettle/md4.h>
#include <nettle/md5.h>
#include <nettle/sha1.h>

namespace pptp::crypto {
namespace {

// nettle's hashes differ in their names only.
template <size_t kSize, typename Context>
SecretBlock<kSize> Digest(std::initializer_list<ByteView> pieces, void (*init)(Context*),
                          void (*update)(Context*, size_t, const uint8_t*),
                          void (*digest)(Context*, size_t, uint8_t*)) {
  Context context;
  init(&context);
  for (ByteView piece : pieces) update(&context, piece.size(), piece.data());
  SecretBlock<kSize> result;
  digest(&context, kSize, result.bytes().data());
  Wipe({reinterpret_cast<uint8_t*>(&context), sizeof(context)});
  return result;
}

}  // namespace

SecretBlock<16> Md4(std::initializer_list<ByteView> pieces) {
  return Digest<16>(pieces, nettle_md4_init, nettle_md4_update, nettle_md4_digest);
}

SecretBlock<16> Md5(std::initializer_list<ByteView> pieces) {
  return Digest<16>(pieces, nettle_md5_init, nettle_md5_update, nettle_md5_digest);
}

SecretBlock<20> Sha1(std::initializer_list<ByteView> pieces) {
  return Digest<20>(pieces, nettle_sha1_init, nettle_sha1_update, nettle_sha1_digest);
}

}  // namespace pptp::crypto
