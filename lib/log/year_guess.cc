#include "lib/log/year_guess.h"

#include <algorithm>

#include "lib/base/civil_time.h"

namespace pptp::log {
namespace {

// How far lines of one log may be out of order before a step back means a new year.
constexpr int64_t kDisorder = 7 * kMicrosPerDay;
// Clocks and zones may differ by this much.
constexpr int64_t kTolerance = kMicrosPerDay;
// A step that continues the log rather than leaves it.
constexpr int64_t kCloseStep = 7 * kMicrosPerDay;

// No log is from after 2200; sums with such a time cannot overflow.
constexpr int64_t kYear2200 = 7'258'118'400 * kMicrosPerSecond;

std::optional<int64_t> InYear(const Stamp& stamp, int year) {
  const auto days = DaysFromDate(year, stamp.month, stamp.day);
  if (!days) return std::nullopt;
  return *days * kMicrosPerDay + stamp.clock;
}

// The latest time of such a day in "year" or before; 29 February has to search.
std::optional<int64_t> InYearOrBefore(const Stamp& stamp, int year) {
  for (int back = 0; back <= 8; ++back) {
    if (auto micros = InYear(stamp, year - back)) return micros;
  }
  return std::nullopt;
}

std::optional<int64_t> NotAfter(const Stamp& stamp, int64_t newest) {
  const int year = YearOfMicros(newest);
  auto micros = InYearOrBefore(stamp, year + 1);
  for (int back = 0; micros && *micros > newest + kTolerance && back <= 1; ++back) {
    micros = InYearOrBefore(stamp, year - back);
  }
  return micros;
}

}  // namespace

YearGuess::YearGuess(int64_t newest_micros)
    : newest_(std::clamp<int64_t>(newest_micros, 0, kYear2200)) {}

// Times of day run on: one that falls by hours is of the next day.
LogTime YearGuess::CountMidnights(const Stamp& stamp) {
  if (stamp.clock < last_clock_ - kMicrosPerDay / 2) midnights_ += kMicrosPerDay;
  last_clock_ = stamp.clock;
  LogTime time = stamp.time;
  time.micros = midnights_ + stamp.clock;
  return time;
}

std::optional<LogTime> YearGuess::CompleteAnyDay(const Stamp& stamp) {
  if (!stamp.readable) return std::nullopt;
  if (stamp.shape == Stamp::Shape::kClock) return CountMidnights(stamp);
  if (stamp.time.has_year) return stamp.time;

  std::optional<int64_t> micros;
  if (last_) {
    const int year = YearOfMicros(*last_ - kDisorder);
    for (int ahead = 0; ahead <= 1 && !micros; ++ahead) {
      micros = InYear(stamp, year + ahead);
      if (micros && *micros < *last_ - kDisorder) micros.reset();
    }
    const bool too_new = micros && *micros > newest_ + kTolerance;
    if (too_new && *micros - *last_ > kCloseStep) micros.reset();
  }
  if (!micros) micros = NotAfter(stamp, newest_);
  if (!micros) return std::nullopt;
  last_ = micros;
  last_midnight_ = *micros - stamp.clock;
  last_month_ = stamp.month;
  last_day_ = stamp.day;
  return LogTime{.micros = *micros, .has_year = false, .has_zone = false};
}

}  // namespace pptp::log
