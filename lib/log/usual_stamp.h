#ifndef PPTP_LIB_LOG_USUAL_STAMP_H_
#define PPTP_LIB_LOG_USUAL_STAMP_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "lib/base/text.h"
#include "lib/log/stamp.h"

// The stamps that syslog daemons and journalctl put before nearly every line of nearly every log,
// told by their fixed columns. ConsumeStamp (stamp.h) reads them, too, and all their relatives.
namespace pptp::log {

// Takes "Nov 22 05:19:05 ", "Nov 22 05:19:05.123456 " or "2026-11-22T05:19:05.123456+00:00 " off
// the front of *text, where more stands behind it and cannot belong to the stamp. False for
// anything else: *text is untouched then, and *stamp of no use. REQUIRES: *stamp is as new.
bool ConsumeUsualStamp(std::string_view* text, Stamp* stamp);

// Whether what the byte begins, behind "Nov 22 05:19:05 ", can be no "AM", "PM" or year.
inline bool MayFollowSyslogStamp(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return !IsDigit(c) && !IsSpace(c) && lower != 'a' && lower != 'p';
}

// Does the same for lines in a row, of which most have the stamp of the line before, byte by byte,
// or one of the same day.
class UsualStamps {
 public:
  bool Consume(std::string_view* text) {
    if (!IsLikeLast(*text)) return ConsumeOther(text);
    text->remove_prefix(kRemembered);
    return true;
  }

  // The stamp consumed last.
  const Stamp& last() const { return last_; }
  // Its number: that of the stamp before only if both are the same, byte by byte.
  uint64_t number() const { return number_; }

 private:
  static constexpr size_t kRemembered = 16;  // "Nov 22 05:19:05 "
  static constexpr size_t kLongest = 33;     // "2026-11-22T05:19:05.123456+00:00 "

  bool IsLikeLast(std::string_view text) const {
    return remembers_short_ && text.size() > kRemembered &&
           std::memcmp(text.data(), bytes_.data(), kRemembered) == 0 &&
           MayFollowSyslogStamp(text[kRemembered]);
  }
  bool ConsumeIsoOfSameDay(std::string_view* text);
  bool ConsumeOther(std::string_view* text);

  Stamp last_;
  std::array<char, kLongest> bytes_{};  // that it was read from, or another of its day in its zone
  bool remembers_short_ = false;        // that is one of kRemembered bytes
  uint64_t number_ = 0;
  int64_t midnight_ = 0;  // of a longer one, in UTC
};

// The month of the three English letters every syslog writes; 0 for other words.
unsigned EnglishMonth(std::string_view text);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_USUAL_STAMP_H_
