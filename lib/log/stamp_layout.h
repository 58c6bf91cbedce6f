#ifndef PPTP_LIB_LOG_STAMP_LAYOUT_H_
#define PPTP_LIB_LOG_STAMP_LAYOUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
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

  bool Fits(std::string_view line) const;

  // Of the stamp, with the blank behind it.
  size_t length() const { return length_; }

 private:
  static constexpr size_t kWords = 5;
  static constexpr size_t kLongest = kWords * sizeof(uint64_t);

  StampLayout(std::string_view stamp, size_t clock);

  // A byte fits when it differs from that of "base" by no more than its limit, under "mask".
  std::array<uint64_t, kWords> base_{}, mask_{}, room_{};
  size_t words_ = 0;
  size_t length_ = 0;
  size_t clock_ = 0;  // where "05:19:05" stands
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_STAMP_LAYOUT_H_
