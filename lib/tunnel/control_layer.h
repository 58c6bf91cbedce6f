#ifndef PPTP_LIB_TUNNEL_CONTROL_LAYER_H_
#define PPTP_LIB_TUNNEL_CONTROL_LAYER_H_

#include <string>

#include "lib/base/instant.h"
#include "lib/ppp/packet.h"
#include "lib/tunnel/action.h"
#include "lib/tunnel/control_protocol.h"

namespace pptp::tunnel {

// A control protocol as the link sees it: the automaton, and around it what is the
// protocol's own: packets with further codes, a timer, and a last look at what was
// negotiated before the layer is announced up. Lcp, Ipcp and Ipv6cp are such layers.
//
// The events are those of ControlProtocol. Differences:
//  - LayerChange kUp comes only when the layer takes what was negotiated, and kDown only
//    after a kUp;
//  - OnPacket() takes packets with any code;
//  - after a CloseLink, a step sends nothing more.
class ControlLayer {
 public:
  virtual ~ControlLayer() = default;
  ControlLayer(const ControlLayer&) = delete;
  ControlLayer& operator=(const ControlLayer&) = delete;

  void Up(Instant now, Actions* actions);
  void Down(Instant now, Actions* actions);
  void Open(Instant now, Actions* actions);
  void Close(std::string reason, Instant now, Actions* actions);
  void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions);
  void OnProtocolReject(Instant now, Actions* actions);
  void OnTime(Instant now, Actions* actions);
  Instant deadline() const;

  ppp::Protocol protocol() const { return automaton_.protocol(); }
  State state() const { return automaton_.state(); }
  bool up() const { return up_; }  // kUp was announced, and no kDown since

 protected:
  // Borrows the negotiator, which may be a member of the derived class.
  ControlLayer(ppp::Protocol protocol, const ControlProtocol::Limits& limits,
               Negotiator* negotiator);

  // The automaton is Opened. False keeps the layer from being announced; why is for
  // the layer to say and to act on.
  virtual bool Accept(Instant now, Actions* actions) = 0;

  // The layer was announced up, or is about to be announced down.
  virtual void OnUp(Instant /*now*/, Actions* /*actions*/) {}
  virtual void OnDown() {}

  // A packet whose code is not one of the automaton's. False when nobody knows the
  // code: it is then answered by a Code-Reject.
  virtual bool OnOtherCode(const ppp::Packet& /*packet*/, Instant /*now*/, Actions* /*actions*/) {
    return false;
  }

  // The layer's own timer, when own_deadline_ has come.
  virtual void OnOwnTime(Instant /*now*/, Actions* /*actions*/) {}

  ControlProtocol automaton_;
  Instant own_deadline_ = kNever;

 private:
  void Deliver(Actions step, Instant now, Actions* actions);

  bool up_ = false;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CONTROL_LAYER_H_
