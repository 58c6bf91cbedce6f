#include "lib/crypto/mppe_keys.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/crypto/digest.h"

namespace pptp::crypto {
namespace {

// RFC 3079 section 3.4, "Magic1" to "Magic3".
constexpr std::string_view kMasterKeyMagic = "This is the MPPE Master Key";
constexpr std::string_view kClientSendMagic =
    "On the client side, this is the send key; on the server side, it is the receive key.";
constexpr std::string_view kServerSendMagic =
    "On the client side, this is the receive key; on the server side, it is the send key.";

MppeStartKey FirstBytesOf(MppeStrength strength, const SecretBlock<20>& digest) {
  return {strength, digest.view().first<16>()};
}

// GetAsymmetricStartKey of section 3.4.
MppeStartKey AsymmetricKey(MppeStrength strength, ByteView master_key, std::string_view magic) {
  static constexpr std::array<uint8_t, 40> kPad1{};
  static constexpr auto kPad2 = [] {
    std::array<uint8_t, 40> pad{};
    std::fill(pad.begin(), pad.end(), uint8_t{0xf2});
    return pad;
  }();
  return FirstBytesOf(strength, Sha1({master_key, kPad1, AsBytes(magic), kPad2}));
}

}  // namespace

MppeStartKeys MppeKeysFromMsChap(MppeStrength strength, const Secret& password,
                                 std::span<const uint8_t, 8> challenge) {
  if (strength != MppeStrength::k128Bit) {
    const MppeStartKey key(strength, LmPasswordHash(password).view());
    return {key, key};
  }
  const PasswordHash hash_hash = HashNtPasswordHash(NtPasswordHash(password));
  const MppeStartKey key =
      FirstBytesOf(strength, Sha1({hash_hash.view(), hash_hash.view(), challenge}));
  return {key, key};
}

MppeStartKeys MppeKeysFromMsChapV2(MppeStrength strength, MppeRole role, const Secret& password,
                                   const ChallengeResponse& nt_response) {
  const PasswordHash hash_hash = HashNtPasswordHash(NtPasswordHash(password));
  const SecretBlock<20> digest = Sha1({hash_hash.view(), nt_response, AsBytes(kMasterKeyMagic)});
  const ByteView master_key = ByteView(digest.view()).first(16);
  const MppeStartKey client_send = AsymmetricKey(strength, master_key, kClientSendMagic);
  const MppeStartKey server_send = AsymmetricKey(strength, master_key, kServerSendMagic);
  if (role == MppeRole::kClient) return {client_send, server_send};
  return {server_send, client_send};
}

}  // namespace pptp::crypto
