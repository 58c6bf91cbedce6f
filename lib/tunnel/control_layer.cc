#include "lib/tunnel/control_layer.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "lib/ppp/wire.h"

namespace pptp::tunnel {

ControlLayer::ControlLayer(ppp::Protocol protocol, const ControlProtocol::Limits& limits,
                           Negotiator* negotiator)
    : automaton_(protocol, limits, negotiator) {}

void ControlLayer::Up(Instant now, Actions* actions) {
  Actions step;
  automaton_.Up(now, &step);
  Deliver(std::move(step), now, actions);
}

void ControlLayer::Down(Instant now, Actions* actions) {
  Actions step;
  automaton_.Down(now, &step);
  Deliver(std::move(step), now, actions);
}

void ControlLayer::Open(Instant now, Actions* actions) {
  Actions step;
  automaton_.Open(now, &step);
  Deliver(std::move(step), now, actions);
}

void ControlLayer::Close(std::string reason, Instant now, Actions* actions) {
  Actions step;
  automaton_.Close(std::move(reason), now, &step);
  Deliver(std::move(step), now, actions);
}

void ControlLayer::OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) {
  // No code, no id, a wrong length: RFC 1661 section 5 has it discarded in silence.
  if (std::get_if<ppp::Datagram>(&packet.body)) return;
  Actions step;
  if (packet.code >= ppp::kConfigureRequest && packet.code <= ppp::kCodeReject) {
    automaton_.OnPacket(packet, now, &step);
  } else if (!OnOtherCode(packet, now, &step)) {
    ppp::Packet unpadded = packet;
    unpadded.padding.clear();
    Bytes encoded;
    ppp::EncodePacket(unpadded, &encoded);
    automaton_.RejectCode(encoded, now, &step);
  }
  Deliver(std::move(step), now, actions);
}

void ControlLayer::OnProtocolReject(Instant now, Actions* actions) {
  Actions step;
  automaton_.OnProtocolReject(now, &step);
  Deliver(std::move(step), now, actions);
}

void ControlLayer::OnTime(Instant now, Actions* actions) {
  Actions step;
  automaton_.OnTime(now, &step);
  if (now >= own_deadline_) OnOwnTime(now, &step);
  Deliver(std::move(step), now, actions);
}

Instant ControlLayer::deadline() const {
  return std::min(automaton_.deadline(), own_deadline_);
}

// Passes on what a step wants done, with the differences that the header promises.
void ControlLayer::Deliver(Actions step, Instant now, Actions* actions) {
  bool closing = false;
  for (Action& action : step) {
    const auto* change = std::get_if<LayerChange>(&action);
    if (change && change->layer == Layer::kUp) {
      if (!Accept(now, actions)) continue;
      up_ = true;
      actions->push_back(std::move(action));
      OnUp(now, actions);
      continue;
    }
    if (change && change->layer == Layer::kDown) {
      if (!up_) continue;
      up_ = false;
      OnDown();
    }
    closing = closing || std::get_if<CloseLink>(&action) != nullptr;
    if (closing && std::get_if<SendPacket>(&action)) continue;
    actions->push_back(std::move(action));
  }
}

}  // namespace pptp::tunnel
