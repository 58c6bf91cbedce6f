#ifndef PPTP_LIB_SESSION_PLACEMENT_H_
#define PPTP_LIB_SESSION_PLACEMENT_H_

#include "lib/log/message.h"
#include "lib/session/directory.h"
#include "lib/session/host.h"
#include "lib/session/words.h"

namespace pptp::session {

// Where a message belongs.
struct Place {
  enum class Kind : uint8_t {
    kSession,
    kHost,  // to the lines of the host
    kHold,  // to a session that starts soon, else to the lines of the host
  };
  Kind kind = Kind::kHost;
  OpenSession* open = nullptr;  // for kSession
};

// Decides to which session of its host a message belongs, and starts new ones.
//
//   pppd      its pid. A pid never seen joins a call that waits for its pppd
//             (pptpd's child, the old launch where pptp starts pppd), else starts a
//             session. A mark of a beginning that the session is past starts the
//             next one (persist, a pid used again).
//   relayed   pppd's words under a wrapper's pid: with the pppd that speaks at that
//             time, if there is one. They may be the only ones in the log.
//   pptp      its pids: gateway and call manager. A new one belongs to the pppd
//             that waits for it: by "Script pptp ... started (pid N)", the service's pid in
//             the logstring, the server's address, the nearest pid, in this order.
//   pptpd     the pid of the control process of one client.
//   no pid    one session at a time for each host, or input: the stream. Marks of
//             beginnings and ends split it.
//   others    the kernel by interface; modprobe, NetworkManager and what else is said
//             near a session by time.
class Placement {
 public:
  explicit Placement(Directory* directory) : directory_(directory) {}

  Place Find(const log::Message& message, const Saying& saying, Host& host);

  // A second copy of a message (relays.h) tells no more than whose pid it is.
  void LearnCopy(const log::Message& message, const Saying& saying, Host& host);

  // Ties what the message tells about other processes to its session. To be called
  // once the message was delivered.
  void Learn(const log::Message& message, const Saying& saying, OpenSession& open);

 private:
  OpenSession* FindRelayed(const log::Message& message, const Saying& saying, Host& host);
  OpenSession* FindPppd(const log::Message& message, const Saying& saying, Host& host);
  OpenSession* FindPptp(const log::Message& message, const Saying& saying, Host& host);
  OpenSession* FindPptpd(const log::Message& message, const Saying& saying, Host& host);
  OpenSession* FindInStream(const log::Message& message, const Saying& saying, Host& host);
  OpenSession* FindByInterface(const log::Message& message, const Saying& saying, Host& host);
  Place FindKernel(const log::Message& message, const Saying& saying, Host& host);
  Place FindService(const log::Message& message, const Saying& saying, Host& host);
  static Place FindClient(const log::Message& message, Host& host);
  Place FindStranger(const log::Message& message, Host& host);

  // Starts the session that follows "previous", which is over.
  OpenSession* StartAfter(OpenSession* previous, const log::Message& message, const Saying& saying,
                          Host& host);
  void LearnPid(const log::Message& message, const Saying& saying, OpenSession& open);

  Directory* directory_;
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_PLACEMENT_H_
