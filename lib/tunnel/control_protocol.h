#ifndef PPTP_LIB_TUNNEL_CONTROL_PROTOCOL_H_
#define PPTP_LIB_TUNNEL_CONTROL_PROTOCOL_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "lib/base/instant.h"
#include "lib/ppp/packet.h"
#include "lib/tunnel/action.h"
#include "lib/tunnel/negotiator.h"

namespace pptp::tunnel {

// The states of RFC 1661 section 4.2, in the order of its table.
enum class State : uint8_t {
  kInitial,
  kStarting,
  kClosed,
  kStopped,
  kClosing,
  kStopping,
  kReqSent,
  kAckRcvd,
  kAckSent,
  kOpened,
};
std::string_view StateName(State state);  // "Req-Sent", as in the RFC

// The option negotiation automaton of RFC 1661 section 4, which LCP, CCP, IPCP and
// IPV6CP share.
//
//   ControlProtocol ipcp(ppp::Protocol::kIpcp, {}, &options);
//   ipcp.Open(now, &actions);
//   ipcp.Up(now, &actions);                 // appends the first Configure-Request
//   ipcp.OnPacket(packet, now, &actions);   // packets of its protocol
//   ipcp.OnTime(now, &actions);             // when deadline() has come
//
// Borrows the negotiator. Does no I/O; one thread at a time.
class ControlProtocol {
 public:
  // RFC 1661 section 4.6; pppd has the same numbers.
  struct Limits {
    Duration restart = std::chrono::seconds(3);
    int max_configure = 10;
    int max_terminate = 2;
    int max_failure = 5;     // Naks sent before what is wrong is rejected
    int max_nak_loops = 10;  // Naks received before they are taken for Rejects
    int max_requests = 60;   // Configure-Requests in one negotiation, whatever the answers
  };

  ControlProtocol(ppp::Protocol protocol, const Limits& limits, Negotiator* negotiator);

  // The lower layer's and the administrator's events.
  void Up(Instant now, Actions* actions);
  void Down(Instant now, Actions* actions);
  void Open(Instant now, Actions* actions);
  void Close(std::string reason, Instant now, Actions* actions);

  // A packet of this protocol with one of the codes 1 to 7. Others are for the
  // protocol's own code, or for RejectCode().
  void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions);

  // Answers a packet whose code nobody knows (RUC). "encoded" is the packet from its code on.
  void RejectCode(ByteView encoded, Instant now, Actions* actions);

  // LCP received a Protocol-Reject for this protocol (RXJ-).
  void OnProtocolReject(Instant now, Actions* actions);

  void OnTime(Instant now, Actions* actions);
  Instant deadline() const { return deadline_; }

  State state() const { return state_; }
  bool opened() const { return state_ == State::kOpened; }
  ppp::Protocol protocol() const { return protocol_; }

  // An id for a packet of the protocol's own, such as an Echo-Request.
  uint8_t NextId() { return ++last_id_; }

 private:
  enum class Event : uint8_t;
  struct Cell;
  static const Cell& CellOf(Event event, State state);

  void Step(Event event, const ppp::Packet* packet, Instant now, Actions* actions);
  void Do(uint16_t deeds, const ppp::Packet* packet, Instant now, Actions* actions);
  void OnConfigureRequest(const ppp::Packet& packet, Instant now, Actions* actions);
  void OnConfigureAnswer(const ppp::Packet& packet, Instant now, Actions* actions);
  void OnTerminateRequest(const ppp::Packet& packet, Instant now, Actions* actions);
  void OnCodeReject(const ppp::Packet& packet, Instant now, Actions* actions);
  bool TakeAnswer(const ppp::Packet& packet, const ppp::Options& options, Actions* actions);
  void SendRequest(Instant now, Actions* actions);
  void SendTerminate(Instant now, Actions* actions);
  void Send(uint8_t code, uint8_t id, ppp::Body body, Actions* actions) const;
  void BeginNegotiation(Actions* actions);
  void AnnounceDown(Actions* actions);
  void Announce(Layer layer, Actions* actions) const;
  void GiveUp(Actions* actions);

  ppp::Protocol protocol_;
  Limits limits_;
  Negotiator* negotiator_;
  State state_ = State::kInitial;
  Instant deadline_ = kNever;
  std::string reason_;         // of our Terminate-Request
  ppp::Options request_;       // the last Configure-Request's
  Negotiator::Answer answer_;  // to the Configure-Request in hand
  uint8_t last_id_ = 0;
  uint8_t request_id_ = 0;
  bool up_ = false;        // This-Layer-Up was announced, and no -Down since
  bool resend_ = false;    // the next Configure-Request is the last one again
  bool answered_ = false;  // the last Configure-Request has had an answer
  int restarts_left_ = 0;
  int requests_sent_ = 0;  // in this negotiation
  int naks_sent_ = 0;
  int naks_received_ = 0;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CONTROL_PROTOCOL_H_
