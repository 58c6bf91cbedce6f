#ifndef PPTP_LIB_SESSION_EVENT_H_
#define PPTP_LIB_SESSION_EVENT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/log/message.h"
#include "lib/ppp/notation.h"
#include "pptp/time.h"

namespace pptp::session {

// Where in which input a message stands.
struct LineRef {
  uint32_t input = 0;
  uint64_t line = 0;
  friend auto operator<=>(const LineRef&, const LineRef&) = default;
};

// Whose message it is, once known: a raw line is told by its words.
using log::Program;

// One message of a session, decoded as far as it can be. The views die with the
// message; what outlives it is copied by whoever keeps it.
struct Event {
  uint64_t order = 0;  // counts the events of all sessions; never reused
  LineRef line;
  std::optional<LogTime> time;
  Program program = Program::kUnknown;
  std::string_view text;  // the message
  std::string_view raw;   // the physical line
  uint32_t count = 1;
  const ppp::LoggedPacket* packet = nullptr;  // set when the message is a packet line
  uint64_t words = 0;  // stands for program and text (Understood::number), or 0
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_EVENT_H_
