#include "lib/client/backoff.h"

#include <algorithm>
#include <utility>

namespace pptp::client {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongest = std::chrono::minutes(1);
constexpr int kMostDoublings = 16;  // far beyond kLongest

}  // namespace

std::optional<milliseconds> Backoff::NextPause(uint32_t random) {
  if (!settings_.persist) return std::nullopt;
  if (!std::exchange(up_, false)) ++failures_;
  if (settings_.max_fail > 0 && failures_ >= settings_.max_fail) return std::nullopt;
  const milliseconds first = settings_.holdoff;
  if (settings_.fixed_holdoff) return first;
  const int doublings = std::clamp(failures_ - 1, 0, kMostDoublings);
  const milliseconds pause = std::min(first * (1 << doublings), std::max(first, kLongest));
  // Up to a quarter more.
  return pause + pause * static_cast<int64_t>(random % 1024) / 4096;
}

}  // namespace pptp::client
