#include "lib/session/candidates.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string_view>

#include "lib/base/text.h"
#include "lib/session/beginnings.h"

namespace pptp::session {
namespace {

constexpr size_t kMostLookedAt = 64;
constexpr int64_t kSoon = 10 * kSecond;
constexpr uint64_t kSoonMessages = 20;
// A pptp or pppd is started within this time by the other, or never: pptp gives a
// connect() that is not answered up to about two minutes.
constexpr int64_t kStart = 150 * kSecond;
constexpr uint64_t kStartMessages = 200;
constexpr uint64_t kUnknownDistance = 1 << 20;
constexpr uint64_t kSisterDistance = 64;

void Nearer(const std::set<uint32_t>& pids, uint32_t pid, uint64_t* distance) {
  for (uint32_t other : pids) {
    uint64_t apart = pid > other ? pid - other : other - pid;
    *distance = std::min(*distance, apart);
  }
}

// How far a pid is from those of a session.
uint64_t Distance(const OpenSession& open, const std::optional<uint32_t>& pid) {
  uint64_t distance = kUnknownDistance;
  if (!pid) return distance;
  Nearer(open.session.pppd_pids, *pid, &distance);
  Nearer(open.session.pptp_pids, *pid, &distance);
  Nearer(open.session.pptpd_pids, *pid, &distance);
  return distance;
}

bool ActiveWithin(const OpenSession& open, const Host& host, const log::Message& message,
                  int64_t micros, uint64_t messages) {
  const std::optional<int64_t> silence = MicrosBetween(message.time, open.last_time);
  return silence ? *silence <= micros && *silence >= -60 * kSecond
                 : host.messages <= open.last_message + messages;
}

// The plausible session nearest by pid; of equally near ones the most recently active.
template <typename Plausible>
OpenSession* Nearest(const Host& host, const std::optional<uint32_t>& pid, Plausible plausible,
                     uint64_t farthest = std::numeric_limits<uint64_t>::max()) {
  OpenSession* best = nullptr;
  uint64_t best_distance = farthest;
  size_t looked_at = 0;
  for (OpenSession* open : host.recent) {
    if (++looked_at > kMostLookedAt) break;
    if (!plausible(*open)) continue;
    uint64_t distance = Distance(*open, pid);
    if (distance > best_distance || (best != nullptr && distance == best_distance)) continue;
    best = open;
    best_distance = distance;
  }
  return best;
}

bool HasPptp(const OpenSession& open) {
  return open.session.seen_pptp || !open.session.pptp_pids.empty();
}

// pptp talks to pppd through a pty, "/dev/pts/1" or in former times "/dev/ttyp1";
// modems ("/dev/ttyS0") and PPPoE ("eth0") have other devices.
bool MayBePty(const OpenSession& open) {
  std::string_view tty = open.session.tty;
  if (tty.empty() || tty.starts_with("/dev/pt")) return true;
  return Consume(&tty, "/dev/tty") && !tty.empty() && tty[0] >= 'a' && tty[0] <= 'z';
}

bool IsAlive(const OpenSession& open) {
  return !open.session.finished && !open.progress.link_down;
}

// pptp notices that pppd has gone, and says so once pppd has said its last.
bool IsLastWordOfPptp(const Saying& saying) {
  return saying.phrase == Phrase::kPptpShortRead || saying.phrase == Phrase::kPptpClosing ||
         saying.phrase == Phrase::kPptpCallEnded;
}

bool WaitsForPptp(const OpenSession& open, const Host& host, const log::Message& message) {
  return IsAlive(open) && open.has_pppd() && !HasPptp(open) && MayBePty(open) &&
         open.session.phase < Phase::kAuthentication && open.session.pptpd_pids.empty() &&
         ActiveWithin(open, host, message, kStart, kStartMessages);
}

}  // namespace

bool IsSoonAfter(const std::optional<LogTime>& time, uint64_t number,
                 const std::optional<LogTime>& earlier_time, uint64_t earlier_number) {
  const std::optional<int64_t> apart = MicrosBetween(time, earlier_time);
  return apart ? *apart <= kSoon && *apart >= -kSoon : number <= earlier_number + kSoonMessages;
}

OpenSession* SessionWithoutPppd(const Host& host, const log::Message& message,
                                const Saying& saying) {
  bool begins = MarkOf(saying) != 0;
  return Nearest(host, message.pid, [&](const OpenSession& open) {
    if (!IsAlive(open) || open.pptp_over || open.is_stream) return false;
    if (!ActiveWithin(open, host, message, kStart, kStartMessages)) return false;
    // A wrapper's copy of pppd's words was faster than pppd's own.
    if (open.relayed && open.session.pppd_pids.size() == 1) {
      return IsSoonAfter(message.time, host.messages, open.last_time, open.last_message);
    }
    // Plugins are loaded before pppd goes to the background and gets its last pid.
    if (open.marks == kMarkPlugin) {
      return begins && IsSoonAfter(message.time, host.messages, open.last_time, open.last_message);
    }
    return !open.has_pppd() && open.session.phase >= Phase::kCall;
  });
}

OpenSession* SessionOfDetachedPppd(const Host& host, const log::Message& message) {
  if (!message.pid) return nullptr;
  return Nearest(
      host, message.pid,
      [&](const OpenSession& open) {
        return open.up() && !open.session.finished && !open.session.pppd_pids.empty() &&
               *open.session.pppd_pids.rbegin() < *message.pid;
      },
      kSisterDistance);
}

OpenSession* SessionWithoutPptp(const Host& host, const log::Message& message) {
  return Nearest(host, message.pid,
                 [&](const OpenSession& open) { return WaitsForPptp(open, host, message); });
}

OpenSession* SessionForPptp(const Host& host, const log::Message& message, const Saying& saying) {
  auto may_be_sister = [&](const OpenSession& open) {
    if (!HasPptp(open) || StartsAnew(open, message, saying)) return false;
    // A control connection is established once.
    return saying.phrase != Phrase::kPptpConnected || open.session.phase < Phase::kCall;
  };
  if (saying.phrase == Phrase::kPptpNoControl) {
    OpenSession* same_server = Nearest(host, message.pid, [&](const OpenSession& open) {
      return may_be_sister(open) && !open.session.finished && open.session.peer == saying.rest;
    });
    if (same_server != nullptr) return same_server;
  }
  OpenSession* near = Nearest(
      host, message.pid,
      [&](const OpenSession& open) {
        return may_be_sister(open) || WaitsForPptp(open, host, message);
      },
      kSisterDistance);
  if (near != nullptr) return near;
  near = SessionWithoutPptp(host, message);
  if (near != nullptr) return near;
  if (IsLastWordOfPptp(saying)) {
    near = Nearest(
        host, message.pid,
        [&](const OpenSession& open) {
          return open.has_pppd() && !HasPptp(open) && MayBePty(open) &&
                 open.session.carrier <= Carrier::kPptp &&
                 IsSoonAfter(message.time, host.messages, open.last_time, open.last_message);
        },
        kSisterDistance);
    if (near != nullptr) return near;
  }
  return Nearest(host, message.pid, [&](const OpenSession& open) {
    return may_be_sister(open) && !open.session.finished &&
           ActiveWithin(open, host, message, kStart, kStartMessages);
  });
}

bool HasLiveSession(const Host& host) {
  size_t looked_at = 0;
  for (const OpenSession* open : host.recent) {
    if (++looked_at > kMostLookedAt || !open->session.finished) return true;
  }
  return false;
}

OpenSession* OnlySession(const Host& host, const log::Message& message) {
  OpenSession* only = nullptr;
  size_t looked_at = 0;
  for (OpenSession* open : host.recent) {
    if (++looked_at > kMostLookedAt) return nullptr;
    if (open->session.finished) continue;
    if (!open->up() && !ActiveWithin(*open, host, message, kStart, kStartMessages)) continue;
    if (only != nullptr) return nullptr;
    only = open;
  }
  return only;
}

OpenSession* StartingSession(const Host& host, const log::Message& message) {
  size_t looked_at = 0;
  for (OpenSession* open : host.recent) {
    if (++looked_at > kMostLookedAt) return nullptr;
    if (IsAlive(*open) && !open->up() &&
        IsSoonAfter(message.time, host.messages, open->last_time, open->last_message)) {
      return open;
    }
  }
  return nullptr;
}

OpenSession* LastActiveSession(const Host& host, const log::Message& message) {
  if (host.recent.empty()) return nullptr;
  OpenSession* last = host.recent.front();
  bool soon = IsSoonAfter(message.time, host.messages, last->last_time, last->last_message);
  return soon ? last : nullptr;
}

}  // namespace pptp::session
