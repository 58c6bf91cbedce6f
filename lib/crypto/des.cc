#include "lib/crypto/des.h"

#include <nettle/des.h>

namespace pptp::crypto {

SecretBlock<8> ExpandDesKey(std::span<const uint8_t, 7> key) {
  SecretBlock<8> expanded;
  uint64_t bits = 0;
  for (uint8_t byte : key) bits = bits << 8 | byte;
  for (size_t i = 0; i < 8; ++i) {
    expanded.bytes()[i] = static_cast<uint8_t>(bits >> (49 - 7 * i) << 1);
  }
  nettle_des_fix_parity(8, expanded.bytes().data(), expanded.view().data());
  return expanded;
}

DesBlock DesEncrypt(std::span<const uint8_t, 7> key, std::span<const uint8_t, 8> clear) {
  des_ctx context;
  // The result tells of weak keys, which a user's password may well give.
  nettle_des_set_key(&context, ExpandDesKey(key).view().data());
  DesBlock cipher;
  nettle_des_encrypt(&context, cipher.size(), cipher.data(), clear.data());
  Wipe({reinterpret_cast<uint8_t*>(&context), sizeof(context)});
  return cipher;
}

}  // namespace pptp::crypto
