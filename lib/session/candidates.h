#ifndef PPTP_LIB_SESSION_CANDIDATES_H_
#define PPTP_LIB_SESSION_CANDIDATES_H_

#include <optional>

#include "lib/log/message.h"
#include "lib/session/host.h"
#include "lib/session/words.h"

// The open sessions of a host that a message could belong to when no pid says so.
// Only the 64 most recently active sessions are looked at. All return null when
// no session is plausible.
namespace pptp::session {

// The session that waits for a pppd: pptpd's after it launched one, pptp's in the
// old launch, a plugin's line written before pppd went to the background.
OpenSession* SessionWithoutPppd(const Host& host, const log::Message& message,
                                const Saying& saying);

// The session of a pppd that went to the background with "updetach" once it was
// up, and so has a new pid.
OpenSession* SessionOfDetachedPppd(const Host& host, const log::Message& message);

// The session of a pppd that waits for its pptp.
OpenSession* SessionWithoutPptp(const Host& host, const log::Message& message);

// The session that a process of pptp belongs to which has said nothing before:
// that of a sister process, or of a pppd that waits for it.
OpenSession* SessionForPptp(const Host& host, const log::Message& message, const Saying& saying);

// True when a session of the host (of those looked at) has not ended.
bool HasLiveSession(const Host& host);

// The only session of the host that is alive, if there is just one.
OpenSession* OnlySession(const Host& host, const log::Message& message);

// The session that is not up yet and was active in the last few seconds.
OpenSession* StartingSession(const Host& host, const log::Message& message);

// The session that was active last, if that is only seconds ago; finished ones too.
OpenSession* LastActiveSession(const Host& host, const log::Message& message);

// Messages at most this far apart belong together: ten seconds, or 20 messages
// where there are no times.
bool IsSoonAfter(const std::optional<LogTime>& time, uint64_t number,
                 const std::optional<LogTime>& earlier_time, uint64_t earlier_number);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_CANDIDATES_H_
