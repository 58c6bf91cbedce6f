#ifndef PPTP_LIB_LOG_STAMP_LAYOUT_H_
#define PPTP_LIB_LOG_STAMP_LAYOUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "lib/log/byte_block.h"

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
  static constexpr size_t kBlocks = 3;
  static constexpr size_t kLongest = kBlocks * kByteBlock;

  StampLayout(std::string_view stamp, size_t clock);

  bool FitsAtEnd(std::string_view line) const;
  // REQUIRES: kLongest bytes can be read.
  bool Fits(const char* line) const {
    ByteBlock fit = Compare(line, 0);
    for (size_t i = 1; i < blocks_; ++i) fit &= Compare(line, i);
    const auto [low, high] = WordsOf(fit);
    if ((low & high) != UINT64_MAX) return false;
    return line[clock_] < '2' || line[clock_ + 1] < '4';
  }
  ByteBlock Compare(const char* line, size_t i) const {
    return ByteBlock(LoadByteBlock(line + i * kByteBlock) - least_[i] <= room_[i]);
  }

  // A byte fits when it is no less than the least one, and greater by "room" at most.
  std::array<ByteBlock, kBlocks> least_{}, room_{};
  size_t blocks_ = 0;
  size_t length_ = 0;
  size_t clock_ = 0;  // where "05:19:05" stands
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_STAMP_LAYOUT_H_
