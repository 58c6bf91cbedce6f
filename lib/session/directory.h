#ifndef PPTP_LIB_SESSION_DIRECTORY_H_
#define PPTP_LIB_SESSION_DIRECTORY_H_

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/log/message.h"
#include "lib/session/host.h"
#include "lib/session/open_session.h"
#include "lib/session/tracker.h"

namespace pptp::session {

// Owns hosts and open sessions, keeps both within the limits and ends what is over.
class Directory {
 public:
  // "on_end" gets each session and each host's lines; "on_shorten" is that of the
  // Tracker; "before_host_ends" is called first, to deliver the messages that the host
  // still holds.
  Directory(Tracker::Limits limits, std::function<void(Session&&)> on_end,
            std::function<size_t(const Session&, size_t)> on_shorten,
            std::function<void(Host&)> before_host_ends);

  // The host of a message, made when it is new; its clock goes on. Ends what has
  // lingered long enough there.
  Host& Enter(const log::Message& message);

  // The host that a message without a host's name is about: the last one named in
  // its input. Null when there is none.
  Host* LastHostOf(uint32_t input);

  // Starts a session on a host, due to a message.
  OpenSession& Open(Host& host, const log::Message& message);

  // Where the lines of a host go that belong to no session.
  OpenSession& LinesOf(Host& host);

  // Notes that a session got a message.
  void Touch(OpenSession& open, const log::Message& message);

  // Its end was seen: it lingers, then it ends.
  void Finish(OpenSession& open);

  // Ties a process, or an interface, to a session; a process that was another's
  // is that one's no more. At most 16 of a kind are kept for a session. To do it again for
  // a process that is found under its session's name changes nothing.
  void BindPppd(OpenSession& open, uint32_t pid);
  void BindPptp(OpenSession& open, uint32_t pid);
  void BindPptpd(OpenSession& open, uint32_t pid);
  void BindService(OpenSession& open, uint32_t pid);
  void BindInterface(OpenSession& open, std::string_view interface);

  // Makes "next" the session of a process that goes on after "previous" is over.
  void Inherit(const OpenSession& previous, OpenSession& next);

  void End(OpenSession& open);
  void EndSessionsOf(Host& host);
  void EndEverything();  // sessions, oldest first, then hosts

  void AddToExchange(const Event& event, const std::shared_ptr<const Utterance>& utterance,
                     bool shared, OpenSession& open);

  // Others keep so many bytes for the session now, until its end.
  void NoteKept(OpenSession& open, size_t bytes);

  // Ends what has been silent longest until the limits hold; "current" stays.
  void EnforceLimits(const OpenSession* current, const Host* current_host);

 private:
  Host& HostOf(const log::Message& message);
  Host* RecentHost(std::string_view name);
  void NoteLastHost(uint32_t input, Host* host);
  void GiveNumbers(Session* session);
  void EndLingering(Host& host);
  void Count(OpenSession& open, size_t bytes);
  void Shorten(OpenSession& open, size_t ends);
  void ShortenAll(size_t enough);
  void MakeRoom(const OpenSession* current, const Host* current_host);
  void EndHost(Host& host);
  void Release(OpenSession& open);
  void HandOver(OpenSession& open);

  Tracker::Limits limits_;
  std::function<void(Session&&)> on_end_;
  std::function<size_t(const Session&, size_t)> on_shorten_;
  std::function<void(Host&)> before_host_ends_;

  std::unordered_map<std::string, std::unique_ptr<Host>> hosts_;
  std::list<Host*> recent_hosts_;
  std::vector<Host*> last_host_;  // by input
  std::string key_;               // scratch, to look hosts up

  std::list<OpenSession> sessions_;  // the most recently active first
  uint64_t sessions_made_ = 0;
  uint64_t hosts_made_ = 0;
  uint64_t numbers_ = 0;  // of both
  std::vector<uint32_t> free_slots_;
  uint32_t slots_made_ = 0;
  size_t bytes_ = 0;  // of all that is open, as far as they are counted
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_DIRECTORY_H_
