#ifndef PPTP_LIB_LOG_STAMP_LAYOUT_H_
#define PPTP_LIB_LOG_STAMP_LAYOUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace pptp::log {

// How the lines of a log begin as long as the day does not change: the bytes of one line's stamp,
// of which only the digits of its time of day may be others. A line that fits has a stamp of the
// same shape and date, and is told in a few nanoseconds.
class StampLayout {
 public:
  // That of a line which begins with a date and a time as syslog daemons write them, "Nov 22
  // 05:19:05 " or "2026-11-22T05:19:05.123456+00:00 "; nothing for any other line.
  static std::optional<StampLayout> Of(std::string_view line);

  bool Fits(std::string_view line) const {
    return line.size() < kLongest ? FitsAtEnd(line) : Fits(line.data());
  }

  // Of the stamp, with the blank behind it.
  size_t length() const { return length_; }

 private:
  static constexpr size_t kWords = 5;
  static constexpr size_t kLongest = kWords * sizeof(uint64_t);
  static constexpr uint64_t kHighBits = 0x8080808080808080U;

  StampLayout(std::string_view stamp, size_t clock);

  bool FitsAtEnd(std::string_view line) const;
  // REQUIRES: kLongest bytes can be read.
  bool Fits(const char* line) const {
    uint64_t beyond = 0;
    for (size_t i = 0; i < words_; ++i) {
      uint64_t word = 0;
      std::memcpy(&word, line + i * sizeof word, sizeof word);
      const uint64_t apart = (word ^ base_[i]) & mask_[i];
      beyond |= apart | (apart + room_[i]);
    }
    if ((beyond & kHighBits) != 0) return false;
    return line[clock_] < '2' || line[clock_ + 1] < '4';
  }

  // A byte fits when it differs from that of "base" by no more than its limit, under "mask".
  std::array<uint64_t, kWords> base_{}, mask_{}, room_{};
  size_t words_ = 0;
  size_t length_ = 0;
  size_t clock_ = 0;  // where "05:19:05" stands
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_STAMP_LAYOUT_H_
