#include "tests/crypto/hex.h"

#include <cctype>

namespace pptp::crypto {

Bytes FromHex(std::string_view text) {
  Bytes bytes;
  int high = -1;
  for (char c : text) {
    const int digit = HexDigit(c);
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      bytes.push_back(static_cast<uint8_t>(high << 4 | digit));
      high = -1;
    }
  }
  return bytes;
}

std::string Hex(ByteView bytes) {
  std::string text = ToHex(bytes, " ");
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace pptp::crypto
