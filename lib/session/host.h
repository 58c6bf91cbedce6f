#ifndef PPTP_LIB_SESSION_HOST_H_
#define PPTP_LIB_SESSION_HOST_H_

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "lib/log/message.h"
#include "lib/session/carrier.h"
#include "lib/session/open_session.h"
#include "lib/session/relays.h"

namespace pptp::session {

// A message that waits for the session it may belong to; it owns its text.
struct HeldMessage {
  explicit HeldMessage(const log::Message& message, uint64_t number);
  log::Message View() const;

  log::Message message;  // its views are not to be used
  std::string host, tag, text, raw;
  uint64_t number = 0;  // of the host's messages
};

// One machine's processes and sessions, as far as its log shows. Messages without
// a host's name make one Host for each input.
//
// The sessions belong to the Directory; a Host only points at them.
class Host {
 public:
  using PidMap = std::unordered_map<uint32_t, OpenSession*>;

  std::string name;
  std::string key;               // in the Directory
  uint64_t messages = 0;         // counted
  std::optional<LogTime> clock;  // the last message's time

  PidMap pppd, pptp, pptpd, services;
  std::unordered_map<std::string, OpenSession*> interfaces;
  OpenSession* stream = nullptr;  // that of messages without a pid

  Relays relays;

  // The last daemon heard that starts pppd for another carrier than PPTP.
  struct Dialer {
    Carrier carrier = Carrier::kUnknown;
    std::optional<LogTime> time;
    uint64_t number = 0;  // of the host's messages
  };
  Dialer dialer;

  std::list<OpenSession*> recent;     // open sessions, the most recently active first
  std::list<OpenSession*> lingering;  // those whose end was seen, the oldest first
  std::list<HeldMessage> held;        // bounded by kMostHeld

  // The lines that belong to no session.
  std::unique_ptr<OpenSession> lines;

  std::list<Host*>::iterator in_recent_hosts;
  std::list<Host*>::iterator in_holders;  // while something is held

  static constexpr size_t kMostHeld = 32;
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_HOST_H_
