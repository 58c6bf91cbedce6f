#include "lib/tunnel/lcp.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "lib/tunnel/lcp_loopback.h"
#include "lib/tunnel/lcp_protocol_names.h"

namespace pptp::tunnel {
namespace {

using ppp::Packet;
using ppp::Protocol;

void Send(uint8_t code, uint8_t id, ppp::Body body, Actions* actions) {
  actions->push_back(SendPacket{{Protocol::kLcp, code, id, std::move(body), {}, {}}});
}

}  // namespace

Lcp::Lcp(const LcpConfig& config, RandomSource* random)
    : ControlLayer(Protocol::kLcp, config.limits, &options_),
      config_(config),
      options_(config.wishes, random) {}

bool Lcp::Accept(Instant /*now*/, Actions* actions) {
  if (!options_.peer_refused_to_authenticate()) return true;
  Log(Level::kWarning, "peer refused to authenticate: terminating link", actions);
  actions->push_back(CloseLink{ExitStatus::kPeerAuthFailed, "peer refused to authenticate"});
  return false;
}

void Lcp::OnUp(Instant now, Actions* actions) {
  next_echo_id_ = 0;
  echoes_pending_ = loops_ = 0;
  heard_ = false;
  if (config_.echo.interval > Duration::zero()) OnOwnTime(now, actions);
}

void Lcp::OnDown() {
  own_deadline_ = kNever;
}

// The time for the next Echo-Request has come.
void Lcp::OnOwnTime(Instant now, Actions* actions) {
  own_deadline_ = now + config_.echo.interval;
  const bool alive = config_.echo.adaptive && std::exchange(heard_, false);
  if (alive) {
    echoes_pending_ = 0;
    return;
  }
  if (config_.echo.failure > 0 && echoes_pending_ >= config_.echo.failure) {
    Log(Level::kInfo, fmt::format("No response to {} echo-requests", echoes_pending_), actions);
    Log(Level::kNotice, "Serial link appears to be disconnected.", actions);
    actions->push_back(CloseLink{ExitStatus::kPeerDead, "Peer not responding"});
    own_deadline_ = kNever;
    return;
  }
  SendEchoRequest(actions);
}

void Lcp::SendEchoRequest(Actions* actions) {
  Send(ppp::kEchoRequest, next_echo_id_++, ppp::Echo{Agreed().magic, {}}, actions);
  ++echoes_pending_;
}

bool Lcp::OnOtherCode(const Packet& packet, Instant now, Actions* actions) {
  switch (packet.code) {
    case ppp::kProtocolReject:
      OnProtocolRejectPacket(packet, now, actions);
      return true;
    case ppp::kEchoRequest:
      OnEchoRequest(packet, actions);
      return true;
    case ppp::kEchoReply:
      OnEchoReply(packet, actions);
      return true;
    case ppp::kDiscardRequest:
    case ppp::kIdentification:
    case ppp::kTimeRemaining:
      return true;
    default:
      return false;
  }
}

// RFC 1661 section 5.8: answered in the Opened state only.
void Lcp::OnEchoRequest(const Packet& packet, Actions* actions) {
  const auto* echo = std::get_if<ppp::Echo>(&packet.body);
  if (!echo || !up()) return;
  const uint32_t magic = Agreed().magic;
  Send(ppp::kEchoReply, packet.id, ppp::Echo{magic, echo->data}, actions);
  // Our last request itself, magic number and id: the line has been looped since it is up.
  const bool ours = magic != 0 && echo->magic == magic && echoes_pending_ > 0 &&
                    packet.id == static_cast<uint8_t>(next_echo_id_ - 1);
  if (ours && ++loops_ == kMostLoops) CloseLoopedLink(actions);
}

void Lcp::OnEchoReply(const Packet& packet, Actions* actions) {
  const auto* echo = std::get_if<ppp::Echo>(&packet.body);
  if (!echo) {
    const auto* raw = std::get_if<ppp::Raw>(&packet.body);
    const size_t length = raw ? raw->data.bytes.size() : 0;
    return Log(Level::kDebug, fmt::format("lcp: received short Echo-Reply, length {}", length),
               actions);
  }
  const uint32_t magic = Agreed().magic;
  if (magic != 0 && echo->magic == magic) {
    return Log(Level::kWarning, "appear to have received our own echo-reply!", actions);
  }
  echoes_pending_ = loops_ = 0;
}

void Lcp::OnProtocolRejectPacket(const Packet& packet, Instant now, Actions* actions) {
  const auto* reject = std::get_if<ppp::ProtocolReject>(&packet.body);
  if (!reject || !automaton_.opened()) return;  // RFC 1661 section 5.7
  const auto protocol = static_cast<Protocol>(reject->protocol);
  const bool spoken =
      protocol == Protocol::kLcp ||
      std::find(config_.spoken.begin(), config_.spoken.end(), protocol) != config_.spoken.end();
  const std::string name = QuotedProtocol(reject->protocol);
  if (spoken) {
    Log(Level::kDebug, fmt::format("Protocol-Reject for {} received", name), actions);
  } else {
    Log(Level::kWarning, fmt::format("Protocol-Reject for unsupported protocol {}", name), actions);
  }
  if (protocol == Protocol::kLcp) {
    Log(Level::kError, "Received Protocol-Reject for LCP!", actions);
    automaton_.OnProtocolReject(now, actions);
    return;
  }
  actions->push_back(ProtocolRejected{protocol});
}

void Lcp::RejectProtocol(uint16_t protocol, ByteView information, Actions* actions) {
  if (!automaton_.opened()) {
    return Log(Level::kDebug, "Discarded non-LCP packet when LCP not open", actions);
  }
  Log(Level::kWarning, fmt::format("Unsupported protocol {} received", QuotedProtocol(protocol)),
      actions);
  // It has to fit into the peer's MRU (RFC 1661 section 5.7): after code, id and length and
  // the protocol's number.
  constexpr size_t kBefore = 6;
  const size_t room = Agreed().peer_mru - kBefore;
  information = information.first(std::min(information.size(), room));
  const Bytes bytes(information.begin(), information.end());
  Send(ppp::kProtocolReject, automaton_.NextId(), ppp::ProtocolReject{protocol, {bytes, false, {}}},
       actions);
}

}  // namespace pptp::tunnel
