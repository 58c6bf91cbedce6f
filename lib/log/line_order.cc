#include "lib/log/line_order.h"

#include <string>

#include "lib/base/civil_time.h"
#include "lib/base/text.h"
#include "lib/log/boot_watch.h"
#include "lib/log/paste.h"
#include "lib/log/stamp.h"
#include "lib/log/syslog_header.h"
#include "lib/log/terminal.h"
#include "lib/log/typography.h"

namespace pptp::log {
namespace {

// A year of months that all have 31 days: enough to compare stamps without a year.
constexpr int64_t kDaysPerMonth = 31;
constexpr int64_t kLongYear = 12 * kDaysPerMonth * kMicrosPerDay;

LineTime FromStamp(const Stamp& stamp) {
  if (!stamp.time.has_date) return {LineTime::Kind::kUptime, stamp.time.micros};
  if (stamp.time.has_year) return {LineTime::Kind::kDate, stamp.time.micros};
  const int64_t days = static_cast<int64_t>(stamp.month) * kDaysPerMonth + stamp.day;
  return {LineTime::Kind::kNoYear, days * kMicrosPerDay + stamp.clock};
}

// "__REALTIME_TIMESTAMP":"1795324745123456" of journalctl -o json.
std::optional<LineTime> ReadJsonTime(std::string_view line) {
  constexpr std::string_view kField = "\"__REALTIME_TIMESTAMP\"";
  const size_t at = line.find(kField);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = TrimLeft(line.substr(at + kField.size()));
  if (!Consume(&rest, ":")) return std::nullopt;
  rest = TrimLeft(rest);
  Consume(&rest, "\"");
  constexpr uint64_t kLatest = 100'000'000'000'000'000;  // so that differences do not overflow
  const auto micros = ConsumeDecimal(&rest);
  if (!micros || *micros > kLatest) return std::nullopt;
  return LineTime{LineTime::Kind::kDate, static_cast<int64_t>(*micros)};
}

}  // namespace

int64_t LineTime::Since(const LineTime& before) const {
  int64_t step = micros - before.micros;
  if (kind != Kind::kNoYear) return step;
  if (step > kLongYear / 2) step -= kLongYear;
  if (step < -kLongYear / 2) step += kLongYear;
  return step;
}

std::optional<LineTime> ReadLineTime(std::string_view line) {
  std::string ascii, clean;
  if (HasNonAscii(line)) line = RemoveTypography(line, &ascii);
  if (HasControlCharacters(line)) {
    RemoveEscapes(line, &clean);
    line = clean;
  }
  line = StripQuoteMarks(line);
  if (line.starts_with('{')) return ReadJsonTime(line);
  if (ConsumePriority(&line)) Consume(&line, "1 ");
  ConsumeSeverity(&line);
  const auto stamp = ConsumeStamp(&line);
  if (!stamp || !stamp->readable) return std::nullopt;
  return FromStamp(*stamp);
}

bool BeginsEntry(std::string_view line) {
  const std::string_view bare = StripQuoteMarks(line);
  return bare.empty() || ReadSeparator(bare) != Separator::kNone || ReadLineTime(line).has_value();
}

void OrderGuess::Look(std::string_view line) {
  const auto time = ReadLineTime(line);
  if (!time || (last_ && time->kind != last_->kind)) return;
  const int64_t step = last_ ? time->Since(*last_) : 0;
  last_ = time;
  if (step >= kClearStep) {
    ++rises_;
  } else if (step <= -kClearStep) {
    ++falls_;
  } else if (step > 0) {
    ++small_rises_;
    small_rise_ += step;
  } else if (step < 0) {
    ++small_falls_;
    small_fall_ -= step;
  }
}

bool OrderGuess::newest_first() const {
  constexpr uint64_t kSeveralSmall = 4;
  if (rises_ * kRisesPerFall > falls_) return false;
  if (small_rises_ > 0 && (small_rises_ >= small_falls_ || small_rise_ >= small_fall_)) {
    return false;
  }
  const bool falls = falls_ >= 2 || (falls_ == 1 && small_falls_ >= 1 && small_rises_ == 0);
  return falls || (small_falls_ >= kSeveralSmall && small_rises_ == 0);
}

}  // namespace pptp::log
