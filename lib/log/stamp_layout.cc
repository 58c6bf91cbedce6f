#include "lib/log/stamp_layout.h"

#include "lib/base/text.h"
#include "lib/log/stamp.h"

namespace pptp::log {
namespace {

constexpr std::string_view kClock = "00:00:00";
// The highest digits that the places of a time of day may have; 0 for a colon.
constexpr std::array<uint8_t, kClock.size()> kHighest = {2, 9, 0, 5, 9, 0, 5, 9};

// Where "05:19:05" stands; npos when it does not.
size_t FindClock(std::string_view stamp) {
  for (size_t at = 0; at + kClock.size() <= stamp.size(); ++at) {
    bool fits = at == 0 || !IsDigit(stamp[at - 1]);
    for (size_t i = 0; fits && i < kClock.size(); ++i) {
      fits = kClock[i] == ':' ? stamp[at + i] == ':' : IsDigit(stamp[at + i]);
    }
    if (fits) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<StampLayout> StampLayout::Of(std::string_view line) {
  std::string_view behind = line;
  const std::optional<Stamp> stamp = ConsumeStamp(&behind);
  if (!stamp || !stamp->readable || stamp->bracketed || !stamp->time.has_date) return std::nullopt;
  if (stamp->shape != Stamp::Shape::kSyslog && stamp->shape != Stamp::Shape::kIso) {
    return std::nullopt;
  }
  const std::string_view text = line.substr(0, line.size() - behind.size());
  // What ends with a blank is a stamp whatever comes behind it.
  if (text.size() > kLongest || !text.ends_with(' ')) return std::nullopt;
  const size_t clock = FindClock(text);
  if (clock == std::string_view::npos) return std::nullopt;
  return StampLayout(text, clock);
}

StampLayout::StampLayout(std::string_view stamp, size_t clock)
    : blocks_((stamp.size() + kByteBlock - 1) / kByteBlock), length_(stamp.size()), clock_(clock) {
  std::array<uint8_t, kLongest> least{}, room;
  room.fill(0xFF);  // behind the stamp anything fits
  const auto set = [&](size_t at, char byte, uint8_t more) {
    least[at] = static_cast<uint8_t>(byte);
    room[at] = more;
  };
  for (size_t i = 0; i < stamp.size(); ++i) set(i, stamp[i], 0);
  for (size_t i = 0; i < kClock.size(); ++i) set(clock + i, kClock[i], kHighest[i]);
  size_t fraction = clock + kClock.size();
  if (stamp[fraction] == '.' || stamp[fraction] == ',') {
    while (IsDigit(stamp[++fraction])) set(fraction, '0', 9);
  }
  std::memcpy(least_.data(), least.data(), kLongest);
  std::memcpy(room_.data(), room.data(), kLongest);
}

bool StampLayout::FitsAtEnd(std::string_view line) const {
  if (line.size() < length_) return false;
  std::array<char, kLongest> copy{};
  std::memcpy(copy.data(), line.data(), line.size());
  return Fits(copy.data());
}

}  // namespace pptp::log
