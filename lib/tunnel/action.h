#ifndef PPTP_LIB_TUNNEL_ACTION_H_
#define PPTP_LIB_TUNNEL_ACTION_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lib/crypto/secret.h"
#include "lib/ppp/packet.h"
#include "lib/tunnel/exit_status.h"
#include "pptp/log_level.h"

// What an automaton of PPP wants done.
//
// Every step of an automaton takes an input and the time and appends actions to a
// vector of its caller, who carries them out in this order. Nothing here is on the
// path of data packets.
namespace pptp::tunnel {

using Level = LogLevel;  // as pppd and pptp log the line

// A packet for the peer. Whoever carries it out also logs it ("sent [...]").
struct SendPacket {
  ppp::Packet packet;
};

// A packet for the peer that holds a password. The log shows "shown", which has the rest of
// it; what is sent is "information", which follows the protocol field, and nobody keeps it.
struct SendSecretPacket {
  ppp::Packet shown;
  crypto::Secret information;
};

// A line for the log, in pppd's words, without "pppd:" or the time.
struct LogLine {
  Level level = Level::kInfo;
  std::string text;
};

// What a layer tells those above and below it (RFC 1661 section 4.4).
enum class Layer : uint8_t {
  kUp,        // This-Layer-Up: open, packets of the layer may flow
  kDown,      // This-Layer-Down: open no longer
  kStarted,   // This-Layer-Started: the layer below is needed
  kFinished,  // This-Layer-Finished: the layer below is not needed any more
};
struct LayerChange {
  ppp::Protocol protocol = ppp::Protocol::kLcp;
  Layer layer = Layer::kUp;
};

// The link must be closed: LCP is to send a Terminate-Request with "reason", pppd's words
// for it, and the tunnel to end with "status".
struct CloseLink {
  ExitStatus status = ExitStatus::kNegotiationFailed;
  std::string reason;
};

// The peer does not speak "protocol": LCP received a Protocol-Reject for it, and has logged
// that. Whoever runs the protocol's automaton tells it (RFC 1661 section 5.7).
struct ProtocolRejected {
  ppp::Protocol protocol = ppp::Protocol::kLcp;
};

using Action =
    std::variant<SendPacket, SendSecretPacket, LogLine, LayerChange, CloseLink, ProtocolRejected>;
using Actions = std::vector<Action>;

inline void Log(Level level, std::string text, Actions* actions) {
  actions->push_back(LogLine{level, std::move(text)});
}

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_ACTION_H_
