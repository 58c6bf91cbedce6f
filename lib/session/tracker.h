#ifndef PPTP_LIB_SESSION_TRACKER_H_
#define PPTP_LIB_SESSION_TRACKER_H_

#include <functional>
#include <memory>
#include <string_view>

#include "lib/log/message.h"
#include "lib/session/event.h"
#include "lib/session/session.h"

namespace pptp::session {

// Joins the messages of pppd, pptp, pptpd, the kernel, modprobe and
// NetworkManager into sessions, by host, pid, pty, interface and time; without
// pids it goes by the start and end markers. Sessions of many hosts, and several
// on one host, may be interleaved.
//
//   Tracker tracker({}, {.on_event = ..., .on_end = ...});
//   tracker.Add(message);   // calls on_event, and on_end for what it ends
//   tracker.Finish();       // ends whatever is still open
//
// One thread at a time. Memory is bounded by Limits.
class Tracker {
 public:
  struct Limits {
    size_t open_sessions = 4096;         // more: the one silent longest is ended
    size_t exchange_per_session = 4000;  // more: the middle is dropped and counted
    size_t hosts = 10000;                // more: the one silent longest is ended
    // Of all that is open, and of what others keep for it. More: the sessions silent longest are
    // left with the ends of their exchanges; if that will not do, they are ended.
    size_t bytes = size_t{20} << 20;
  };
  struct Callbacks {
    // Whether somebody waits for such a message though its words are not known here. Messages
    // of the kernel, of NetworkManager, of wrappers and of nobody in particular that are neither
    // known nor asked for are ignored as other programs' are: most of a log consists of them.
    // When it is empty all of them are heard.
    std::function<bool(log::Program program, std::string_view text)> asks_for = nullptr;
    // A message found its session; "session" already reflects it.
    std::function<void(const Session& session, const Event& event)> on_event;
    // The session is over and will get no more events. A session whose end was logged
    // is still open for two minutes of the log's time, for what others say about
    // it. Hosts end at Finish(), or when there are too many.
    std::function<void(Session&& session)> on_end;
    // Memory is short: who keeps lists of things for the session is to keep but so many of the
    // first and of the last. Returns how many bytes that is now. May be empty.
    std::function<size_t(const Session& session, size_t ends)> on_shorten = nullptr;
  };

  Tracker(Limits limits, Callbacks callbacks);
  ~Tracker();
  Tracker(const Tracker&) = delete;
  Tracker& operator=(const Tracker&) = delete;

  // Places one message. Messages of unrelated programs (Program::kOther) are
  // ignored; those that are ours but belong to no session go to their host's.
  void Add(const log::Message& message);

  // To be called in on_event: so many bytes are kept for the session now, until its end.
  void NoteKept(size_t bytes);

  // Ends every open session, oldest first, then the hosts.
  void Finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_TRACKER_H_
