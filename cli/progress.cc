#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "lib/base/wall_clock.h"
#include "lib/report/places.h"

namespace pptp::cli {
namespace {

constexpr int64_t kSilence = 500'000;   // microseconds
constexpr int64_t kInterval = 200'000;  // between two writings

// "850 MB", three digits at most.
std::string SizeText(double bytes) {
  constexpr std::array<const char*, 5> kUnits = {"bytes", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < kUnits.size(); ++unit) bytes /= 1000;
  return fmt::format("{:.{}f} {}", bytes, unit > 0 && bytes < 9.95 ? 1 : 0, kUnits[unit]);
}

}  // namespace

std::string ProgressText(uint64_t read, uint64_t total, double seconds) {
  const auto bytes = static_cast<double>(read);
  const double rate = seconds > 0 ? bytes / seconds : 0;
  // A file that has grown since, or a pipe beside files: nobody knows how much there is to come.
  if (total < read || total == 0) return fmt::format("{}, {}/s", SizeText(bytes), SizeText(rate));
  const auto all = static_cast<double>(total);
  std::string text = fmt::format("{} of {} ({:.0f} %), {}/s", SizeText(bytes), SizeText(all),
                                 100 * bytes / all, SizeText(rate));
  if (rate > 0) text += fmt::format(", {} left", report::Duration((all - bytes) / rate));
  return text;
}

Progress::Progress(uint64_t total_bytes)
    : visible_(isatty(STDERR_FILENO) == 1),
      total_(total_bytes),
      began_(NowMicros()),
      next_(began_ + kSilence) {}

void Progress::Advance(uint64_t bytes) {
  read_ += bytes;
  if (!visible_) return;
  const int64_t now = NowMicros();
  if (now < next_) return;
  next_ = now + kInterval;
  const std::string text = ProgressText(read_, total_, static_cast<double>(now - began_) / 1e6);
  fmt::print(stderr, "\r{:<{}}", text, width_);
  std::fflush(stderr);
  width_ = std::max(width_, text.size());
}

void Progress::Clear() {
  if (width_ == 0) return;
  fmt::print(stderr, "\r{:<{}}\r", "", width_);
  std::fflush(stderr);
  width_ = 0;
}

}  // namespace pptp::cli
