#ifndef PPTP_LIB_CRYPTO_MPPE_KEY_SCHEDULE_H_
#define PPTP_LIB_CRYPTO_MPPE_KEY_SCHEDULE_H_

#include <nettle/sha1.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/crypto/mppe_keys.h"
#include "lib/crypto/rc4.h"
#include "lib/crypto/secret.h"

// The session keys of one direction of MPPE, one after the other (RFC 3078
// section 7), and RC4 under the present one. Not for use by several threads.
namespace pptp::crypto {

class MppeKeySchedule {
 public:
  using SessionKey = SecretBlock<16>;  // of which key_size() bytes are used

  // Starts with the initial session key, RC4 set up for it.
  explicit MppeKeySchedule(const MppeStartKey& start_key);
  MppeKeySchedule(const MppeKeySchedule&) = delete;
  MppeKeySchedule& operator=(const MppeKeySchedule&) = delete;
  ~MppeKeySchedule();

  // Goes on to the next session key. RC4 keeps its old key until StartCipher().
  void ChangeKey();
  void StartCipher();

  // The next bytes of RC4 over "in". "out" may be the same memory as "in".
  // REQUIRES: out is as large as in.
  void Crypt(ByteView in, uint8_t* out) { rc4_.Crypt(in, out); }

  // For going back to a key when a change turns out to be mistaken.
  SessionKey Save() const;
  void Restore(const SessionKey& saved);

  ByteView session_key() const { return {message_.data() + session_at_, key_size_}; }

 private:
  void HashKeys(std::span<uint8_t, SHA1_DIGEST_SIZE> digest);
  void Reduce();

  static constexpr size_t kMostKeySize = 16, kPadSize = 40;

  const MppeStrength strength_;
  const size_t key_size_;
  const size_t session_at_;
  // What SHA-1 hashes: start key, zeros, session key, 0xf2s. The session key
  // lives here, so that a change of key moves nothing around.
  std::array<uint8_t, 2 * (kMostKeySize + kPadSize)> message_{};
  sha1_ctx sha1_;
  Rc4 rc4_;
};

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_MPPE_KEY_SCHEDULE_H_
