#ifndef PPTP_LIB_SESSION_RELAYS_H_
#define PPTP_LIB_SESSION_RELAYS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/log/message.h"
#include "lib/session/words.h"

namespace pptp::session {

// Whether a wrapper speaks: NetworkManager logs what pppd and pptp, its children, write
// to standard error, next to what these send to syslog themselves.
inline bool IsRelayed(const log::Message& message, const Saying& saying) {
  return message.program == log::Program::kWrapper &&
         (saying.program == log::Program::kPppd || saying.program == log::Program::kPptp);
}

// A number for a message's words: equal for equal ones, but for blanks at the end. It is enough
// that different ones of two seconds hardly ever have the same.
uint64_t PrintOf(std::string_view words);

// Recognises the second copy of a message that reached the log on both ways, so that
// nothing counts twice. Of the two copies, in either order, one is a wrapper's.
//
// Remembers a host's last few messages by size and ends, never by owning their text.
class Relays {
 public:
  // Whether the same was said a moment ago on the other way. Each copy answers for
  // one other only; what is no copy is remembered. "print" is that of the saying's words.
  bool IsSecondCopy(const log::Message& message, const Saying& saying, uint64_t print);

 private:
  struct Said {
    uint64_t print = 0;  // 0: none, or taken by its copy
    bool relayed = false;
    std::optional<LogTime> time;
  };
  std::array<Said, 32> said_;
  size_t next_ = 0;
  bool any_relayed_ = false;  // until then there is nothing to look for
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_RELAYS_H_
