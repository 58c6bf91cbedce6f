#include "lib/log/usual_stamp.h"

#include <cstdint>
#include <cstring>
#include <optional>

#include "lib/base/civil_time.h"
#include "lib/base/text.h"

namespace pptp::log {
namespace {

constexpr size_t kSyslogLength = 15;  // without the blank behind it

// Two digits as a number, or one past 99 where there are none.
unsigned TwoDigits(const char* text) {
  const unsigned tens = static_cast<unsigned char>(text[0]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(text[1]) - unsigned{'0'};
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100;
}

// "05:19:05" in microseconds since midnight, or less than zero.
int64_t FixedClock(const char* text) {
  if (text[2] != ':' || text[5] != ':') return -1;
  const unsigned hours = TwoDigits(text), minutes = TwoDigits(text + 3),
                 seconds = TwoDigits(text + 6);
  if (hours > 23 || minutes > 59 || seconds > 60) return -1;
  return ((int64_t{hours} * 60 + minutes) * 60 + seconds) * kMicrosPerSecond;
}

// Exactly "Nov 22 05:19:05 " before a word that is none of the stamp's.
bool ConsumeFixedSyslog(std::string_view* text, Stamp* stamp) {
  static constexpr std::array<uint8_t, 13> kDays = {0,  31, 29, 31, 30, 31, 30,
                                                    31, 31, 30, 31, 30, 31};
  if (text->size() < kSyslogLength + 2) return false;
  const char* t = text->data();
  if (t[3] != ' ' || t[6] != ' ' || t[kSyslogLength] != ' ') return false;
  if (!MayFollowSyslogStamp(t[kSyslogLength + 1])) return false;
  const char day[] = {t[4] == ' ' ? '0' : t[4], t[5]};
  stamp->month = EnglishMonth(*text);
  stamp->day = TwoDigits(day);
  if (stamp->day == 0 || stamp->day > kDays[stamp->month]) return false;
  stamp->clock = FixedClock(t + 7);
  if (stamp->clock < 0) return false;
  stamp->time.has_year = stamp->time.has_zone = false;
  text->remove_prefix(kSyslogLength + 1);
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
  constexpr size_t kClock = 11, kFraction = 19, kZone = 26, kLength = 32;
  if (text->size() < kLength + 2) return false;
  const char* t = text->data();
  if (t[4] != '-' || t[7] != '-' || t[kClock - 1] != 'T' || t[kFraction] != '.' ||
      t[kLength] != ' ' || IsSpace(t[kLength + 1])) {
    return false;
  }
  const unsigned century = TwoDigits(t), year = TwoDigits(t + 2);
  const unsigned month = TwoDigits(t + 5), day = TwoDigits(t + 8);
  const unsigned first = TwoDigits(t + 20), second = TwoDigits(t + 22), third = TwoDigits(t + 24);
  if (century > 99 || year > 99 || first > 99 || second > 99 || third > 99) return false;
  const auto days = DaysFromDate(static_cast<int>(century * 100 + year), month, day);
  const int64_t clock = FixedClock(t + kClock);
  const auto zone = FixedZone(t + kZone);
  if (!days || clock < 0 || !zone) return false;
  const int64_t micros = (first * 100 + second) * 100 + third;
  stamp->shape = Stamp::Shape::kIso;
  stamp->time.micros = *days * kMicrosPerDay + clock + micros - *zone;
  text->remove_prefix(kLength + 1);
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

bool UsualStamps::ConsumeOther(std::string_view* text) {
  Stamp stamp;
  const char* bytes = text->data();
  if (!ConsumeUsualStamp(text, &stamp)) return false;
  last_ = stamp;
  remembers_ = stamp.shape == Stamp::Shape::kSyslog;
  if (remembers_) std::memcpy(bytes_.data(), bytes, kRemembered);
  return true;
}

}  // namespace pptp::log
