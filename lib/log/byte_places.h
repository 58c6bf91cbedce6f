#ifndef PPTP_LIB_LOG_BYTE_PLACES_H_
#define PPTP_LIB_LOG_BYTE_PLACES_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace pptp::log {

// Where bytes of a piece of text stand that somebody asked for, in their order.
class BytePlaces {
 public:
  static constexpr size_t kMostBytes = 8192;  // of the piece
  static constexpr size_t kBlock = 64;        // of which places are told at once
  static constexpr uint16_t kNowhere = UINT16_MAX;

  // Writes the places of the bits of a block that begins at "first", the lowest first, and returns
  // the end of what was written. Most blocks have no line end or one: which of both it is makes no
  // difference to the way that the processor goes, which it could not foresee.
  static uint16_t* Write(size_t first, uint64_t bits, uint16_t* end) {
    *end = PlaceOf(first, bits);
    end += bits != 0 ? 1 : 0;
    for (bits &= bits - 1; bits != 0; bits &= bits - 1) *end++ = PlaceOf(first, bits);
    return end;
  }

  // Where to write from.
  uint16_t* Open() { return places_.data(); }
  // Ends what was written, without the places from "count" on. Behind it, kNowhere stands.
  void Close(uint16_t* end, size_t count) {
    while (end != places_.data() && end[-1] >= count) --end;
    end_ = end;
    *end = kNowhere;
  }

  const uint16_t* begin() const { return places_.data(); }
  const uint16_t* end() const { return end_; }

 private:
  static uint16_t PlaceOf(size_t first, uint64_t bits) {
    return static_cast<uint16_t>(first + static_cast<size_t>(std::countr_zero(bits)));
  }

  static_assert(kMostBytes < kNowhere);
  // Not cleared. The last block may go beyond the piece, and one more is written.
  std::array<uint16_t, kMostBytes + kBlock + 1> places_;
  const uint16_t* end_ = places_.data();
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_BYTE_PLACES_H_
