#ifndef PPTP_LIB_LOG_YEAR_GUESS_H_
#define PPTP_LIB_LOG_YEAR_GUESS_H_

#include <cstdint>
#include <optional>

#include "lib/log/stamp.h"

namespace pptp::log {

// Supplies the year that an RFC 3164 stamp lacks.
//
// The first stamp of an input gets the latest year that does not put it after the
// newest time the input can hold. Each later one continues from the one before:
// December is followed by January of the next year. A stamp more than a day past
// the newest time is taken to be of the year before, unless it follows closely on
// its predecessor: then "newest" is too old (a file's time was not kept, or the
// log is still being written) and tearing a session apart would be worse.
//
// Stamps without a date count from the midnight before the first of them.
class YearGuess {
 public:
  explicit YearGuess(int64_t newest_micros);

  // Whether the last stamp without a year was of that time: then the stamp that it was made of is
  // still completed to it, and nothing changes.
  bool was_last(const std::optional<LogTime>& time) const {
    return last_ && time && time->micros == *last_;
  }

  // The complete time of a stamp; empty when it is not readable or no year has
  // such a day. Stamps are to come in the order of the input.
  std::optional<LogTime> Complete(const Stamp& stamp) {
    // The day of the stamp before: no other year can be nearer.
    const bool is_of_last_day = last_ && stamp.month == last_month_ && stamp.day == last_day_ &&
                                !stamp.time.has_year && stamp.readable &&
                                stamp.shape != Stamp::Shape::kClock;
    if (!is_of_last_day) return CompleteAnyDay(stamp);
    last_ = last_midnight_ + stamp.clock;
    return LogTime{.micros = *last_, .has_year = false, .has_zone = false};
  }

 private:
  std::optional<LogTime> CompleteAnyDay(const Stamp& stamp);
  LogTime CountMidnights(const Stamp& stamp);

  int64_t newest_;
  std::optional<int64_t> last_;
  int64_t last_midnight_ = 0;
  unsigned last_month_ = 0;
  unsigned last_day_ = 0;
  int64_t last_clock_ = 0;
  int64_t midnights_ = 0;  // microseconds
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_YEAR_GUESS_H_
