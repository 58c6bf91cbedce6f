#include "lib/tunnel/log_limiter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pptp::tunnel {

bool LogLimiter::Admit(std::string_view line, Instant now) {
  const std::string_view begin = line.substr(0, line.find_first_of("0123456789\"'<("));
  Kind* kind = Find(begin.substr(0, kLongestKind));
  const auto passed = std::chrono::duration<double>(now - kind->last);
  const auto refill = std::chrono::duration<double>(kRefill);
  kind->room = std::min(kBurst, kind->room + std::max(0.0, passed / refill));
  kind->last = now;
  admitted_ = nullptr;
  if (kind->room < 1) {
    ++kind->left_out;
    return false;
  }
  kind->room -= 1;
  admitted_ = kind;
  return true;
}

LogLimiter::Kind* LogLimiter::Find(std::string_view name) {
  const auto end = kinds_.begin() + known_;
  const auto at =
      std::find_if(kinds_.begin(), end, [&](const Kind& k) { return k.name() == name; });
  if (at != end) return &*at;
  if (known_ == kKinds) return &kinds_.back();
  Kind* kind = &kinds_[known_++];
  std::copy(name.begin(), name.end(), kind->text.begin());
  kind->size = name.size();
  return kind;
}

std::optional<std::string> LogLimiter::NoticeOf(Kind* kind) {
  const uint64_t count = std::exchange(kind->left_out, 0);
  if (count == 0) return std::nullopt;
  return fmt::format("Not logged: {} more lines that begin with \"{}\"", count, kind->name());
}

std::optional<std::string> LogLimiter::TakeNotice() {
  return admitted_ ? NoticeOf(admitted_) : std::nullopt;
}

std::optional<std::string> LogLimiter::TakeLastNotice() {
  for (Kind& kind : kinds_) {
    if (kind.left_out > 0) return NoticeOf(&kind);
  }
  return std::nullopt;
}

}  // namespace pptp::tunnel
