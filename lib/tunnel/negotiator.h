#ifndef PPTP_LIB_TUNNEL_NEGOTIATOR_H_
#define PPTP_LIB_TUNNEL_NEGOTIATOR_H_

#include "lib/base/instant.h"
#include "lib/ppp/packet.h"
#include "lib/tunnel/action.h"

namespace pptp::tunnel {

// The options of one control protocol: what we ask for, and what we think of what
// the peer asks for. The automaton (control_protocol.h) decides when; a Negotiator
// decides what. It keeps both sides' state and answers at once.
//
// "actions" takes log lines and, where no agreement can be had, a CloseLink.
class Negotiator {
 public:
  virtual ~Negotiator() = default;

  // A new negotiation begins (the layer comes up, or the peer reopens it): forget what
  // was agreed and refused before.
  virtual void Restart() = 0;

  // The options of our Configure-Request as they stand now.
  virtual ppp::Options Request() = 0;

  // The peer acknowledged the last Request() as it was.
  virtual void OnAck(Actions* /*actions*/) {}

  // The peer proposes other values, or turns options down. Changes the next Request().
  // False when the packet makes no sense as an answer to it (an option that we did not
  // send, or a value that we sent); it is then logged and dropped. RFC 1661 section
  // 5.3 allows a Nak to ask for options that we did not send: those are judged here too.
  virtual bool OnNak(const ppp::Options& wanted, Actions* actions) = 0;
  virtual bool OnReject(const ppp::Options& rejected, Actions* actions) = 0;

  // The peer's Configure-Request, answered by kConfigureAck with all its options, or by
  // kConfigureReject or kConfigureNak with those concerned, in their order. "may_nak" is false
  // when we sent Max-Failure Naks: what would be Nak'ed is to be rejected.
  struct Answer {
    uint8_t code = ppp::kConfigureAck;
    ppp::Options options;
  };
  virtual Answer Judge(const ppp::Options& request, bool may_nak, Actions* actions) = 0;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_NEGOTIATOR_H_
