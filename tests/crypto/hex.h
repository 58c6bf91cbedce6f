#ifndef PPTP_TESTS_CRYPTO_HEX_H_
#define PPTP_TESTS_CRYPTO_HEX_H_

#include <array>
#include <string>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/base/text.h"

// Vectors as the RFCs print them, "5B 5D 7C", to bytes and back.
namespace pptp::crypto {

Bytes FromHex(std::string_view text);

template <size_t kSize>
std::array<uint8_t, kSize> BlockFromHex(std::string_view text) {
  const Bytes bytes = FromHex(text);
  std::array<uint8_t, kSize> block{};
  for (size_t i = 0; i < kSize; ++i) block[i] = bytes.at(i);
  return block;
}

// In upper case with blanks.
std::string Hex(ByteView bytes);

}  // namespace pptp::crypto

#endif  // PPTP_TESTS_CRYPTO_HEX_H_
