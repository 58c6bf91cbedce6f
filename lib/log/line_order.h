#ifndef PPTP_LIB_LOG_LINE_ORDER_H_
#define PPTP_LIB_LOG_LINE_ORDER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pptp::log {

// When a line was written, as far as that helps to tell which of two is older.
struct LineTime {
  enum class Kind : uint8_t { kDate, kNoYear, kUptime };
  Kind kind = Kind::kDate;
  int64_t micros = 0;

  // How much later "*this" is than "before"; a year that the stamps leave out is
  // taken to change where the step is the smaller then.
  // REQUIRES: both are of the same kind.
  int64_t Since(const LineTime& before) const;
};

// The time at the front of a line, behind quotation marks and the like, or in a
// journal's entry in JSON.
std::optional<LineTime> ReadLineTime(std::string_view line);

// Whether the line is the first of a message or stands for itself: a line with a
// time, one of journalctl's separators, a blank line. Others belong to the line
// above them.
bool BeginsEntry(std::string_view line);

// Tells a log that shows the newest line first, as routers' web pages and
// "journalctl -r" do, from one in the usual order.
//
// Such a log's times fall, at least twice, and do not rise. Steps of less than a
// second count for neither side unless there is nothing else: loggers disorder
// lines by that much. One step back is a clock that was set.
class OrderGuess {
 public:
  // Takes the next line. Lines without a time, or with another kind of time than
  // the first that has one, say nothing.
  void Look(std::string_view line);

  bool rises() const { return rises_ > 0 || small_rise_ - small_fall_ >= kClearStep; }
  bool newest_first() const;

 private:
  static constexpr int64_t kClearStep = 1'000'000;  // microseconds
  static constexpr uint64_t kRisesPerFall = 8;      // of a long log, one rise in so many falls

  std::optional<LineTime> last_;
  uint64_t falls_ = 0, rises_ = 0;              // steps of at least kClearStep
  uint64_t small_falls_ = 0, small_rises_ = 0;  // the others
  int64_t small_fall_ = 0, small_rise_ = 0;     // and their sums
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_ORDER_H_
