#ifndef PPTP_LIB_LOG_VISIT_PLACES_H_
#define PPTP_LIB_LOG_VISIT_PLACES_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/log/byte_block.h"

namespace pptp::log {

// Calls visit(at) for the places in the text at which the character stands, in their order, until
// it returns true; whether it did. For characters that stand close together, where memchr would
// have to begin anew behind each: that costs more than to look.
template <typename Visit>
bool VisitPlaces(std::string_view text, char c, const Visit& visit) {
  const auto look = [c](const char* bytes) {
    return BitsOf(reinterpret_cast<ByteBlock>(LoadByteBlock(bytes) == static_cast<uint8_t>(c)));
  };
  const auto visit_all = [&visit](uint64_t bits, size_t at) {
    for (; bits != 0; bits &= bits - 1) {
      if (visit(at + static_cast<size_t>(std::countr_zero(bits)))) return true;
    }
    return false;
  };
  size_t at = 0;
  for (; at + kByteBlock <= text.size(); at += kByteBlock) {
    if (visit_all(look(text.data() + at), at)) return true;
  }
  const size_t rest = text.size() - at;
  if (rest == 0) return false;
  if (at > 0) {  // the last block ends where the text does
    return visit_all(look(text.data() + text.size() - kByteBlock) >> (kByteBlock - rest), at);
  }
  std::array<char, kByteBlock> padded;
  padded.fill(static_cast<char>(~c));
  text.copy(padded.data(), rest);
  return visit_all(look(padded.data()), 0);
}

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_VISIT_PLACES_H_
