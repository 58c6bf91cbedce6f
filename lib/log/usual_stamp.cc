#include "lib/log/usual_stamp.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "lib/base/civil_time.h"
#include "lib/base/text.h"

namespace pptp::log {
namespace {

// Without the blank behind it.
constexpr size_t kSyslogLength = 15, kPreciseLength = 22, kIsoLength = 32;
// Where they stand in the latter.
constexpr size_t kIsoClock = 11, kIsoZone = 26;

// Two digits as a number, or one past 99 where there are none.
unsigned TwoDigits(const char* text) {
  const unsigned tens = static_cast<unsigned char>(text[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(text[1]) - unsigned{'0'};
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100;
}

constexpr uint64_t kEachHighBit = 0x8080808080808080U;

// How eight bytes look, with any digit where the pattern has a zero.
struct Pattern {
  uint64_t bytes = 0;
  uint64_t room = 0;  // what can be added to how far each is apart without reaching the high bit

  explicit constexpr Pattern(std::string_view text) {
    for (size_t i = sizeof bytes; i-- > 0;) {
      bytes = bytes << 8 | static_cast<uint8_t>(text[i]);
      room = room << 8 | (text[i] == '0' ? 0x7F - 9 : 0x7F);
    }
  }
};

// The numbers that eight bytes in a row mean as digits, and zeros between them, if the text has the
// pattern.
std::optional<uint64_t> ReadDigits(const char* text, const Pattern& pattern) {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  const uint64_t apart = word ^ pattern.bytes;
  if (((apart | (apart + pattern.room)) & kEachHighBit) != 0) return std::nullopt;
  return apart;
}

// The number that two digits in a row mean.
unsigned PairAt(uint64_t digits, unsigned at) {
  const uint64_t pairs = digits * 10 + (digits >> 8);  // no byte of which reaches 100
  return static_cast<unsigned>(pairs >> (at * 8) & 0xFF);
}

// "05:19:05" in microseconds since midnight, or less than zero.
int64_t FixedClock(const char* text) {
  constexpr Pattern kClock("00:00:00");
  const auto digits = ReadDigits(text, kClock);
  if (!digits) return -1;
  const unsigned hours = PairAt(*digits, 0), minutes = PairAt(*digits, 3),
                 seconds = PairAt(*digits, 6);
  if (hours > 23 || minutes > 59 || seconds > 60) return -1;
  return ((int64_t{hours} * 60 + minutes) * 60 + seconds) * kMicrosPerSecond;
}

// "05:19:05.123456" in microseconds since midnight, or less than zero.
int64_t FixedLongClock(const char* text) {
  constexpr Pattern kFraction("0.000000");  // behind seven bytes
  const int64_t clock = FixedClock(text);
  const auto digits = ReadDigits(text + 7, kFraction);
  if (clock < 0 || !digits) return -1;
  const int64_t first = PairAt(*digits, 2), second = PairAt(*digits, 4), third = PairAt(*digits, 6);
  return clock + (first * 100 + second) * 100 + third;
}

// Exactly "Nov 22 05:19:05 " or "Nov 22 05:19:05.123456 " before a word that is none of the
// stamp's.
bool ConsumeFixedSyslog(std::string_view* text, Stamp* stamp) {
  static constexpr std::array<uint8_t, 13> kDays = {0,  31, 29, 31, 30, 31, 30,
                                                    31, 31, 30, 31, 30, 31};
  if (text->size() < kSyslogLength + 2) return false;
  const char* t = text->data();
  const bool is_precise = t[kSyslogLength] == '.';
  const size_t length = is_precise ? kPreciseLength : kSyslogLength;
  if (text->size() < length + 2) return false;
  if (t[3] != ' ' || t[6] != ' ' || t[length] != ' ') return false;
  if (!MayFollowSyslogStamp(t[length + 1])) return false;
  const char day[] = {t[4] == ' ' ? '0' : t[4], t[5]};
  stamp->month = EnglishMonth(*text);
  stamp->day = TwoDigits(day);
  if (stamp->day == 0 || stamp->day > kDays[stamp->month]) return false;
  stamp->clock = is_precise ? FixedLongClock(t + 7) : FixedClock(t + 7);
  if (stamp->clock < 0) return false;
  stamp->time.has_year = stamp->time.has_zone = false;
  text->remove_prefix(length + 1);
  return true;
}

// "+02:00" or "-03:30" in microseconds to subtract to get to UTC.
std::optional<int64_t> FixedZone(const char* text) {
  if ((text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const unsigned hours = TwoDigits(text + 1), minutes = TwoDigits(text + 4);
  if (hours > 23 || minutes > 59) return std::nullopt;
  const int64_t micros = (int64_t{hours} * 60 + minutes) * 60 * kMicrosPerSecond;
  return text[0] == '-' ? -micros : micros;
}

// Exactly "2026-11-22T05:19:05.123456+00:00 ", with one blank, as rsyslog writes it.
bool ConsumeFixedIso(std::string_view* text, Stamp* stamp) {
  if (text->size() < kIsoLength + 2) return false;
  const char* t = text->data();
  if (t[4] != '-' || t[7] != '-' || t[kIsoClock - 1] != 'T' || t[kIsoLength] != ' ' ||
      IsSpace(t[kIsoLength + 1])) {
    return false;
  }
  const unsigned century = TwoDigits(t), year = TwoDigits(t + 2);
  const unsigned month = TwoDigits(t + 5), day = TwoDigits(t + 8);
  if (century > 99 || year > 99) return false;
  const auto days = DaysFromDate(static_cast<int>(century * 100 + year), month, day);
  const int64_t clock = FixedLongClock(t + kIsoClock);
  const auto zone = FixedZone(t + kIsoZone);
  if (!days || clock < 0 || !zone) return false;
  stamp->shape = Stamp::Shape::kIso;
  stamp->time.micros = *days * kMicrosPerDay + clock - *zone;
  text->remove_prefix(kIsoLength + 1);
  return true;
}

}  // namespace

unsigned EnglishMonth(std::string_view text) {
  static constexpr std::string_view kNames = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() < 3) return 0;
  for (unsigned month = 0; month < 12; ++month) {
    const char* name = &kNames[size_t{month} * 3];
    if (name[0] == text[0] && name[1] == text[1] && name[2] == text[2]) return month + 1;
  }
  return 0;
}

bool ConsumeUsualStamp(std::string_view* text, Stamp* stamp) {
  if (text->empty()) return false;
  return IsDigit(text->front()) ? ConsumeFixedIso(text, stamp) : ConsumeFixedSyslog(text, stamp);
}

// With the date and the zone of the last one, of which the midnight is known then.
bool UsualStamps::ConsumeIsoOfSameDay(std::string_view* text) {
  if (last_.shape != Stamp::Shape::kIso || text->size() < kIsoLength + 2) return false;
  const char* t = text->data();
  if (std::memcmp(t, bytes_.data(), kIsoClock) != 0 ||
      std::memcmp(t + kIsoZone, bytes_.data() + kIsoZone, kIsoLength + 1 - kIsoZone) != 0 ||
      IsSpace(t[kIsoLength + 1])) {
    return false;
  }
  const int64_t clock = FixedLongClock(t + kIsoClock);
  if (clock < 0) return false;
  last_.time.micros = midnight_ + clock;
  text->remove_prefix(kIsoLength + 1);
  return true;
}

bool UsualStamps::ConsumeOther(std::string_view* text) {
  ++number_;
  if (ConsumeIsoOfSameDay(text)) return true;
  Stamp stamp;
  const char* bytes = text->data();
  if (!ConsumeUsualStamp(text, &stamp)) return false;
  last_ = stamp;
  std::copy(bytes, text->data(), bytes_.begin());
  remembers_short_ = text->data() - bytes == kRemembered;
  if (stamp.shape == Stamp::Shape::kIso)
    midnight_ = stamp.time.micros - FixedLongClock(bytes + kIsoClock);
  return true;
}

}  // namespace pptp::log
