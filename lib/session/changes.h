#ifndef PPTP_LIB_SESSION_CHANGES_H_
#define PPTP_LIB_SESSION_CHANGES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/session/open_session.h"
#include "lib/session/words.h"

// What a message changes in its session: one function for each program, and the
// steps that they share.
namespace pptp::session {

void ApplyPppd(const Saying& saying, const Event& event, OpenSession* open);
void ApplyPptp(const Saying& saying, const Event& event, OpenSession* open);
void ApplyPptpd(const Saying& saying, const Event& event, OpenSession* open);
void ApplyService(const Saying& saying, OpenSession* open);
void ApplyPacket(const ppp::LoggedPacket& packet, const Event& event, OpenSession* open);

// The phase is at least "phase" now.
void Advance(Phase phase, OpenSession* open);

// The log is that of this side; a sure sign outweighs one that is not.
void SetSide(Side side, bool sure, OpenSession* open);

// The link is carried by this; PPTP once seen outweighs every other sign.
void SetCarrier(Carrier carrier, OpenSession* open);

// The first message that tells why the connection ends decides.
void SetEnding(Ending ending, OpenSession* open);

void GoUp(const std::optional<LogTime>& time, OpenSession* open);
void GoDown(const std::optional<LogTime>& time, OpenSession* open);

// A reason given in a Terminate-Request, ours or the peer's, as an ending.
Ending EndingOfReason(std::string_view reason);

// Options of pppd, as far as they fit; what they say of MPPE and of the peer.
void AddOption(std::string_view option, OpenSession* open);
void AddCommandLine(std::string_view text, OpenSession* open);

// Adds a value that is not yet in a list of at most 16.
void AddOnce(uint32_t value, std::vector<uint32_t>* list);
void AddOnce(std::string_view value, std::vector<std::string>* list);

// At most 255 bytes of a name, its quotes and final dot taken off.
std::string Name(std::string_view text);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_CHANGES_H_
