#ifndef PPTP_LIB_LOG_BIT_PLACES_H_
#define PPTP_LIB_LOG_BIT_PLACES_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "lib/log/byte_scan.h"

namespace pptp::log {

// The places of the bits of a map, in their order.
class BitPlaces {
 public:
  // Of line ends most words have none or one: which of both it is makes no difference to the way
  // that the processor goes, which it could not foresee.
  void Fill(const ByteMaps::Map& map, size_t words) {
    uint16_t* end = places_.data();
    for (size_t word = 0; word < words; ++word) {
      uint64_t bits = map[word];
      *end = PlaceOf(word, bits | uint64_t{1} << 63);
      end += bits != 0 ? 1 : 0;
      for (bits &= bits - 1; bits != 0; bits &= bits - 1) *end++ = PlaceOf(word, bits);
    }
    end_ = end;
  }

  const uint16_t* begin() const { return places_.data(); }
  const uint16_t* end() const { return end_; }

 private:
  static uint16_t PlaceOf(size_t word, uint64_t bits) {
    return static_cast<uint16_t>(word * 64 + static_cast<size_t>(std::countr_zero(bits)));
  }

  static_assert(ByteMaps::kMostBytes <= 65536);
  std::array<uint16_t, ByteMaps::kMostBytes + 1> places_;  // not cleared; one more is written
  const uint16_t* end_ = places_.data();
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_BIT_PLACES_H_
