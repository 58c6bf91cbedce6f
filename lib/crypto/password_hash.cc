#include "lib/crypto/password_hash.h"

#include <algorithm>
#include <optional>

#include "lib/crypto/des.h"
#include "lib/crypto/digest.h"

namespace pptp::crypto {
namespace {

constexpr size_t kLmPasswordSize = 14;

void AppendUtf16(uint32_t unit, Secret* out) {
  out->Append(static_cast<uint8_t>(unit));
  out->Append(static_cast<uint8_t>(unit >> 8));
}

void AppendCharacter(uint32_t character, Secret* out) {
  if (character < 0x10000) {
    AppendUtf16(character, out);
    return;
  }
  AppendUtf16(0xd800 + ((character - 0x10000) >> 10), out);
  AppendUtf16(0xdc00 + ((character - 0x10000) & 0x3ff), out);
}

// Takes one character off the front of *in. Empty when it is not well-formed
// UTF-8 (RFC 3629 section 4): cut off, longer than need be, a surrogate, or
// beyond U+10FFFF.
std::optional<uint32_t> TakeUtf8(ByteView* in) {
  const uint8_t first = (*in)[0];
  const size_t size = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size == 0 || size > in->size() || first > 0xf4) return std::nullopt;
  uint32_t character = size == 1 ? first : first & (0x7fU >> size);
  for (uint8_t byte : in->subspan(1, size - 1)) {
    if ((byte & 0xc0) != 0x80) return std::nullopt;
    character = character << 6 | (byte & 0x3f);
  }
  static constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xd800 && character < 0xe000;
  if (character < kSmallest[size] || surrogate || character > 0x10ffff) return std::nullopt;
  *in = in->subspan(size);
  return character;
}

uint8_t ToUpper(uint8_t byte) {
  return byte >= 'a' && byte <= 'z' ? static_cast<uint8_t>(byte - 'a' + 'A') : byte;
}

// False, with *out to be thrown away, when the password is no UTF-8.
bool FromUtf8(ByteView password, Secret* out) {
  while (!password.empty()) {
    std::optional<uint32_t> character = TakeUtf8(&password);
    if (!character) return false;
    AppendCharacter(*character, out);
  }
  return true;
}

}  // namespace

Secret Utf16Password(const Secret& password) {
  Secret utf16;
  utf16.Reserve(2 * password.size());
  if (FromUtf8(password.view(), &utf16)) return utf16;
  utf16.Clear();
  for (uint8_t byte : password.view()) AppendUtf16(byte, &utf16);
  return utf16;
}

PasswordHash NtPasswordHash(const Secret& password) {
  return Md4({Utf16Password(password).view()});
}

PasswordHash HashNtPasswordHash(const PasswordHash& hash) {
  return Md4({hash.view()});
}

PasswordHash LmPasswordHash(const Secret& password) {
  static constexpr DesBlock kClear = {'K', 'G', 'S', '!', '@', '#', '$', '%'};
  SecretBlock<kLmPasswordSize> upper;
  for (size_t i = 0; i < std::min(password.size(), kLmPasswordSize); ++i) {
    upper.bytes()[i] = ToUpper(password.view()[i]);
  }
  PasswordHash hash;
  DesBlock half = DesEncrypt(upper.view().first<7>(), kClear);
  std::copy(half.begin(), half.end(), hash.bytes().begin());
  half = DesEncrypt(upper.view().last<7>(), kClear);
  std::copy(half.begin(), half.end(), hash.bytes().begin() + 8);
  Wipe(half);
  return hash;
}

ChallengeResponse RespondToChallenge(std::span<const uint8_t, 8> challenge,
                                     const PasswordHash& hash) {
  SecretBlock<21> keys;  // the hash, padded with zeros to three keys
  std::copy(hash.view().begin(), hash.view().end(), keys.bytes().begin());
  ChallengeResponse response;
  for (size_t i = 0; i < 3; ++i) {
    const ByteView key = ByteView(keys.view()).subspan(7 * i, 7);
    const DesBlock part = DesEncrypt(key.first<7>(), challenge);
    std::copy(part.begin(), part.end(), response.begin() + static_cast<ptrdiff_t>(8 * i));
  }
  return response;
}

}  // namespace pptp::crypto
