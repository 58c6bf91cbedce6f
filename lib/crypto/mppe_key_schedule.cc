#include "lib/crypto/mppe_key_schedule.h"

#include <algorithm>

namespace pptp::crypto {

MppeKeySchedule::MppeKeySchedule(const MppeStartKey& start_key)
    : strength_(start_key.strength()),
      key_size_(MppeKeySize(strength_)),
      session_at_(key_size_ + kPadSize) {
  nettle_sha1_init(&sha1_);
  const std::span<uint8_t> message(message_);
  const ByteView key = start_key.view();
  std::copy(key.begin(), key.end(), message.begin());
  std::copy(key.begin(), key.end(), message.subspan(session_at_).begin());
  std::ranges::fill(message.subspan(session_at_ + key_size_, kPadSize), uint8_t{0xf2});

  SecretBlock<SHA1_DIGEST_SIZE> digest;
  HashKeys(digest.bytes());
  std::copy_n(digest.view().begin(), key_size_, message.subspan(session_at_).begin());
  Reduce();
  StartCipher();
}

MppeKeySchedule::~MppeKeySchedule() {
  Wipe(message_);
  Wipe({reinterpret_cast<uint8_t*>(&sha1_), sizeof(sha1_)});
}

// RFC 3078 section 7.3: the hash of the keys, encrypted under itself.
void MppeKeySchedule::ChangeKey() {
  SecretBlock<SHA1_DIGEST_SIZE> interim;
  HashKeys(interim.bytes());
  const ByteView key = interim.view().first(key_size_);
  Rc4 cipher;
  cipher.SetKey(key);
  cipher.Crypt(key, message_.data() + session_at_);
  Reduce();
}

void MppeKeySchedule::StartCipher() {
  rc4_.SetKey(session_key());
}

MppeKeySchedule::SessionKey MppeKeySchedule::Save() const {
  SessionKey saved;
  std::ranges::copy(session_key(), saved.bytes().begin());
  return saved;
}

void MppeKeySchedule::Restore(const SessionKey& saved) {
  std::copy_n(saved.view().begin(), key_size_, message_.data() + session_at_);
}

// GetNewKeyFromSHA of RFC 3079 section 3.4. It leaves the context ready for the next.
void MppeKeySchedule::HashKeys(std::span<uint8_t, SHA1_DIGEST_SIZE> digest) {
  nettle_sha1_update(&sha1_, 2 * key_size_ + 2 * kPadSize, message_.data());
  nettle_sha1_digest(&sha1_, digest.size(), digest.data());
}

// Weakens a key to its strength by giving it bytes that everybody knows.
void MppeKeySchedule::Reduce() {
  static constexpr std::array<uint8_t, 3> kKnownBytes = {0xd1, 0x26, 0x9e};
  size_t known = 0;
  if (strength_ == MppeStrength::k40Bit) known = 3;
  if (strength_ == MppeStrength::k56Bit) known = 1;
  std::copy_n(kKnownBytes.begin(), known, message_.data() + session_at_);
}

}  // namespace pptp::crypto
