#include "lib/tunnel/control_protocol.h"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <variant>

#include "lib/ppp/notation.h"

// The transition table of RFC 1661 section 4.1, cell by cell. An event finds its cell
// by the state, the cell's deeds are done in the RFC's order, and the state becomes
// the cell's. What the table leaves open ("1. the restart counter is ...") is in the
// deeds; what pppd logs at a transition is logged where the deed is done.
namespace pptp::tunnel {
namespace {

using ppp::Packet;
using ppp::Protocol;

// The actions of RFC 1661 section 4.4. A cell lists them as bits; none needs another
// order than this one.
enum Deed : uint16_t {
  kTld = 1 << 0,      // This-Layer-Down
  kIrc = 1 << 1,      // Initialize-Restart-Count
  kZrc = 1 << 2,      // Zero-Restart-Count
  kScr = 1 << 3,      // Send-Configure-Request
  kSca = 1 << 4,      // Send-Configure-Ack
  kScn = 1 << 5,      // Send-Configure-Nak or -Reject
  kStr = 1 << 6,      // Send-Terminate-Request
  kSta = 1 << 7,      // Send-Terminate-Ack
  kTlu = 1 << 8,      // This-Layer-Up
  kTls = 1 << 9,      // This-Layer-Started
  kTlf = 1 << 10,     // This-Layer-Finished
  kGiveUp = 1 << 11,  // not the RFC's: Configure-Requests ran out, which pppd logs
};

constexpr size_t kStates = 10;

std::string_view NameForLog(Protocol protocol) {
  const std::string_view name = ppp::ProtocolName(protocol);
  return name.empty() ? std::string_view("PPP") : name;
}

}  // namespace

// Of the RFC's events RXR is Lcp's own affair, and RUC and RXJ+ change no state.
enum class ControlProtocol::Event : uint8_t {
  kUp,
  kDown,
  kOpen,
  kClose,
  kTimeoutLeft,   // TO+
  kTimeoutSpent,  // TO-
  kRequestGood,   // RCR+
  kRequestBad,    // RCR-
  kAck,           // RCA
  kNak,           // RCN
  kTerminate,     // RTR
  kTerminateAck,  // RTA
  kRejectFatal,   // RXJ-
};

struct ControlProtocol::Cell {
  uint16_t deeds;
  State next;
};

const ControlProtocol::Cell& ControlProtocol::CellOf(Event event, State state) {
  using enum State;
  // A cell that the RFC marks "-", which cannot happen, keeps the state.
  // clang-format off
  static constexpr std::array<std::array<Cell, kStates>, 13> kTable = {{
      // Initial, Starting, Closed, Stopped, Closing,
      // Stopping, Req-Sent, Ack-Rcvd, Ack-Sent, Opened
      // Up
      {{{0, kClosed}, {kIrc | kScr, kReqSent}, {0, kClosed}, {0, kStopped}, {0, kClosing},
        {0, kStopping}, {0, kReqSent}, {0, kAckRcvd}, {0, kAckSent}, {0, kOpened}}},
      // Down
      {{{0, kInitial}, {0, kStarting}, {0, kInitial}, {kTls, kStarting}, {0, kInitial},
        {0, kStarting}, {0, kStarting}, {0, kStarting}, {0, kStarting}, {kTld, kStarting}}},
      // Open
      {{{kTls, kStarting}, {0, kStarting}, {kIrc | kScr, kReqSent}, {0, kStopped}, {0, kStopping},
        {0, kStopping}, {0, kReqSent}, {0, kAckRcvd}, {0, kAckSent}, {0, kOpened}}},
      // Close
      {{{0, kInitial}, {kTlf, kInitial}, {0, kClosed}, {0, kClosed}, {0, kClosing},
        {0, kClosing}, {kIrc | kStr, kClosing}, {kIrc | kStr, kClosing}, {kIrc | kStr, kClosing},
        {kTld | kIrc | kStr, kClosing}}},
      // TO+
      {{{0, kInitial}, {0, kStarting}, {0, kClosed}, {0, kStopped}, {kStr, kClosing},
        {kStr, kStopping}, {kScr, kReqSent}, {kScr, kReqSent}, {kScr, kAckSent}, {0, kOpened}}},
      // TO-
      {{{0, kInitial}, {0, kStarting}, {0, kClosed}, {0, kStopped}, {kTlf, kClosed},
        {kTlf, kStopped}, {kGiveUp | kTlf, kStopped}, {kGiveUp | kTlf, kStopped},
        {kGiveUp | kTlf, kStopped}, {0, kOpened}}},
      // RCR+
      {{{0, kInitial}, {0, kStarting}, {kSta, kClosed}, {kIrc | kScr | kSca, kAckSent},
        {0, kClosing},
        {0, kStopping}, {kSca, kAckSent}, {kSca | kTlu, kOpened}, {kSca, kAckSent},
        {kTld | kScr | kSca, kAckSent}}},
      // RCR-
      {{{0, kInitial}, {0, kStarting}, {kSta, kClosed}, {kIrc | kScr | kScn, kReqSent},
        {0, kClosing},
        {0, kStopping}, {kScn, kReqSent}, {kScn, kAckRcvd}, {kScn, kReqSent},
        {kTld | kScr | kScn, kReqSent}}},
      // RCA
      {{{0, kInitial}, {0, kStarting}, {kSta, kClosed}, {kSta, kStopped}, {0, kClosing},
        {0, kStopping}, {kIrc, kAckRcvd}, {kScr, kReqSent}, {kIrc | kTlu, kOpened},
        {kTld | kScr, kReqSent}}},
      // RCN
      {{{0, kInitial}, {0, kStarting}, {kSta, kClosed}, {kSta, kStopped}, {0, kClosing},
        {0, kStopping}, {kIrc | kScr, kReqSent}, {kScr, kReqSent}, {kIrc | kScr, kAckSent},
        {kTld | kScr, kReqSent}}},
      // RTR
      {{{0, kInitial}, {0, kStarting}, {kSta, kClosed}, {kSta, kStopped}, {kSta, kClosing},
        {kSta, kStopping}, {kSta, kReqSent}, {kSta, kReqSent}, {kSta, kReqSent},
        {kTld | kZrc | kSta, kStopping}}},
      // RTA
      {{{0, kInitial}, {0, kStarting}, {0, kClosed}, {0, kStopped}, {kTlf, kClosed},
        {kTlf, kStopped}, {0, kReqSent}, {0, kReqSent}, {0, kAckSent}, {kTld | kScr, kReqSent}}},
      // RXJ-
      {{{0, kInitial}, {0, kStarting}, {kTlf, kClosed}, {kTlf, kStopped}, {kTlf, kClosed},
        {kTlf, kStopped}, {kTlf, kStopped}, {kTlf, kStopped}, {kTlf, kStopped},
        {kTld | kIrc | kStr, kStopping}}},
  }};
  // clang-format on
  return kTable[static_cast<size_t>(event)][static_cast<size_t>(state)];
}

std::string_view StateName(State state) {
  static constexpr std::array<std::string_view, kStates> kNames = {
      "Initial",  "Starting", "Closed",   "Stopped",  "Closing",
      "Stopping", "Req-Sent", "Ack-Rcvd", "Ack-Sent", "Opened"};
  return kNames[static_cast<size_t>(state)];
}

ControlProtocol::ControlProtocol(Protocol protocol, const Limits& limits, Negotiator* negotiator)
    : protocol_(protocol), limits_(limits), negotiator_(negotiator) {}

void ControlProtocol::Up(Instant now, Actions* actions) {
  Step(Event::kUp, nullptr, now, actions);
}

void ControlProtocol::Down(Instant now, Actions* actions) {
  Step(Event::kDown, nullptr, now, actions);
}

void ControlProtocol::Open(Instant now, Actions* actions) {
  Step(Event::kOpen, nullptr, now, actions);
}

void ControlProtocol::Close(std::string reason, Instant now, Actions* actions) {
  // A reason given later than the first one would not be why it is being closed.
  if (state_ != State::kClosing && state_ != State::kStopping) reason_ = std::move(reason);
  Step(Event::kClose, nullptr, now, actions);
}

void ControlProtocol::OnTime(Instant now, Actions* actions) {
  if (now < deadline_) return;
  deadline_ = kNever;
  Step(restarts_left_ > 0 ? Event::kTimeoutLeft : Event::kTimeoutSpent, nullptr, now, actions);
}

void ControlProtocol::OnPacket(const Packet& packet, Instant now, Actions* actions) {
  if (state_ == State::kInitial || state_ == State::kStarting) return;  // the link is not up
  switch (packet.code) {
    case ppp::kConfigureRequest:
      return OnConfigureRequest(packet, now, actions);
    case ppp::kConfigureAck:
    case ppp::kConfigureNak:
    case ppp::kConfigureReject:
      return OnConfigureAnswer(packet, now, actions);
    case ppp::kTerminateRequest:
      return OnTerminateRequest(packet, now, actions);
    case ppp::kTerminateAck:
      return Step(Event::kTerminateAck, &packet, now, actions);
    case ppp::kCodeReject:
      return OnCodeReject(packet, now, actions);
    default:
      return;
  }
}

void ControlProtocol::OnConfigureRequest(const Packet& packet, Instant now, Actions* actions) {
  const auto* options = std::get_if<ppp::Options>(&packet.body);
  if (!options) return;  // malformed: RFC 1661 section 5 has it discarded in silence
  if (state_ == State::kClosing || state_ == State::kStopping) return;
  if (state_ == State::kClosed) return Step(Event::kRequestGood, &packet, now, actions);
  // The peer begins anew: what was agreed is void before its new request is judged.
  if (state_ == State::kOpened || state_ == State::kStopped) BeginNegotiation(actions);
  answer_ = negotiator_->Judge(*options, naks_sent_ < limits_.max_failure, actions);
  if (answer_.code == ppp::kConfigureNak) ++naks_sent_;
  if (answer_.code == ppp::kConfigureAck) naks_sent_ = 0;
  Step(answer_.code == ppp::kConfigureAck ? Event::kRequestGood : Event::kRequestBad, &packet, now,
       actions);
}

void ControlProtocol::OnConfigureAnswer(const Packet& packet, Instant now, Actions* actions) {
  const auto* options = std::get_if<ppp::Options>(&packet.body);
  if (!options) return;
  const bool no_request_out = state_ == State::kClosed || state_ == State::kStopped ||
                              state_ == State::kClosing || state_ == State::kStopping;
  if (!no_request_out) {
    if (packet.id != request_id_ || answered_) return;  // RFC 1661 section 5.2: an old answer
    if (!TakeAnswer(packet, *options, actions)) return;
    answered_ = true;
  }
  Step(packet.code == ppp::kConfigureAck ? Event::kAck : Event::kNak, &packet, now, actions);
}

// Whether the answer is one to our last request; the negotiator then knows of it.
bool ControlProtocol::TakeAnswer(const Packet& packet, const ppp::Options& options,
                                 Actions* actions) {
  bool valid = false;
  const char* kind = "ack";
  if (packet.code == ppp::kConfigureAck) {
    valid = options == request_;
    if (valid) negotiator_->OnAck(actions);
  } else if (packet.code == ppp::kConfigureReject) {
    kind = "rej";
    valid = negotiator_->OnReject(options, actions);
  } else {
    kind = "nak";
    const bool give_in = ++naks_received_ >= limits_.max_nak_loops;
    valid =
        give_in ? negotiator_->OnReject(options, actions) : negotiator_->OnNak(options, actions);
  }
  if (!valid) {
    actions->push_back(LogLine{Level::kError, fmt::format("Received bad configure-{}: {}", kind,
                                                          ppp::PrintPacket(packet))});
  }
  return valid;
}

void ControlProtocol::OnTerminateRequest(const Packet& packet, Instant now, Actions* actions) {
  if (state_ == State::kOpened) {
    const auto* terminate = std::get_if<ppp::Terminate>(&packet.body);
    std::string text = fmt::format("{} terminated by peer", NameForLog(protocol_));
    if (terminate && !terminate->data.bytes.empty()) {
      text += fmt::format(" ({})", ppp::CaretText(AsText(terminate->data.bytes)));
    }
    actions->push_back(LogLine{Level::kInfo, std::move(text)});
  }
  Step(Event::kTerminate, &packet, now, actions);
}

// RFC 1661 section 5.6: that a code of the automaton itself is unknown to the peer
// cannot be mended; any other is the protocol's own, and permitted (RXJ+).
void ControlProtocol::OnCodeReject(const Packet& packet, Instant now, Actions* actions) {
  const auto* reject = std::get_if<ppp::CodeReject>(&packet.body);
  if (!reject || reject->packet.bytes.size() < 2) return;
  const uint8_t code = reject->packet.bytes[0];
  actions->push_back(
      LogLine{Level::kWarning, fmt::format("{}: Rcvd Code-Reject for code {}, id {}",
                                           NameForLog(protocol_), code, reject->packet.bytes[1])});
  if (code >= ppp::kConfigureRequest && code <= ppp::kCodeReject) {
    Step(Event::kRejectFatal, &packet, now, actions);
  } else if (state_ == State::kAckRcvd) {
    state_ = State::kReqSent;
  }
}

void ControlProtocol::RejectCode(ByteView encoded, Instant /*now*/, Actions* actions) {
  if (state_ == State::kInitial || state_ == State::kStarting) return;
  // The rejected packet must fit into the peer's MRU, of which 1500 bytes is the least
  // that every peer takes (RFC 1661 section 6.1).
  constexpr size_t kMostOfIt = 1400;
  encoded = encoded.first(std::min(encoded.size(), kMostOfIt));
  Send(ppp::kCodeReject, NextId(),
       ppp::CodeReject{{Bytes(encoded.begin(), encoded.end()), false, {}}}, actions);
}

void ControlProtocol::OnProtocolReject(Instant now, Actions* actions) {
  Step(Event::kRejectFatal, nullptr, now, actions);
}

// What was agreed before is void, which the layers above hear first.
void ControlProtocol::BeginNegotiation(Actions* actions) {
  AnnounceDown(actions);
  negotiator_->Restart();
  requests_sent_ = naks_sent_ = naks_received_ = 0;
}

void ControlProtocol::Step(Event event, const Packet* packet, Instant now, Actions* actions) {
  const Cell& cell = CellOf(event, state_);
  // A Configure-Request is judged before its step, and has begun the negotiation itself.
  const bool by_request = event == Event::kRequestGood || event == Event::kRequestBad;
  const bool begins = event == Event::kUp || event == Event::kOpen || state_ == State::kOpened;
  if ((cell.deeds & kScr) && begins && !by_request) BeginNegotiation(actions);
  state_ = cell.next;
  // A request is sent again as it was only because its time ran out.
  resend_ = event == Event::kTimeoutLeft;
  // No timer runs in these states (RFC 1661 section 4.2).
  if (state_ <= State::kStopped || state_ == State::kOpened) deadline_ = kNever;
  Do(cell.deeds, packet, now, actions);
}

void ControlProtocol::Do(uint16_t deeds, const Packet* packet, Instant now, Actions* actions) {
  // Only deeds that answer a packet look at it.
  const uint8_t id = packet ? packet->id : 0;
  if (deeds & kTld) AnnounceDown(actions);
  if (deeds & kIrc) restarts_left_ = deeds & kStr ? limits_.max_terminate : limits_.max_configure;
  if (deeds & kZrc) {
    restarts_left_ = 0;
    deadline_ = now + limits_.restart;  // time for the peer to have our Terminate-Ack
  }
  if (deeds & kScr) SendRequest(now, actions);
  if ((deeds & kSca) || (deeds & kScn)) Send(answer_.code, id, answer_.options, actions);
  if (deeds & kStr) SendTerminate(now, actions);
  if (deeds & kSta) Send(ppp::kTerminateAck, id, ppp::Terminate{}, actions);
  if (deeds & kGiveUp) GiveUp(actions);
  if (deeds & kTlu) {
    up_ = true;
    Announce(Layer::kUp, actions);
  }
  if (deeds & kTls) Announce(Layer::kStarted, actions);
  if (deeds & kTlf) Announce(Layer::kFinished, actions);
}

void ControlProtocol::SendRequest(Instant now, Actions* actions) {
  // A peer that answers for ever without agreeing is given up like one that does not
  // answer, when the last request's time has run out.
  if (requests_sent_ >= limits_.max_requests) {
    restarts_left_ = 0;
    if (deadline_ == kNever) deadline_ = now + limits_.restart;
    return;
  }
  ++requests_sent_;
  if (!resend_ || answered_) {
    request_ = negotiator_->Request();
    request_id_ = NextId();
    answered_ = false;
  }
  if (restarts_left_ > 0) --restarts_left_;
  deadline_ = now + limits_.restart;
  Send(ppp::kConfigureRequest, request_id_, request_, actions);
}

void ControlProtocol::SendTerminate(Instant now, Actions* actions) {
  if (restarts_left_ > 0) --restarts_left_;
  deadline_ = now + limits_.restart;
  const ByteView reason = AsBytes(reason_);
  Send(ppp::kTerminateRequest, NextId(),
       ppp::Terminate{{Bytes(reason.begin(), reason.end()), false, {}}}, actions);
}

void ControlProtocol::Send(uint8_t code, uint8_t id, ppp::Body body, Actions* actions) const {
  actions->push_back(SendPacket{{protocol_, code, id, std::move(body), {}, {}}});
}

void ControlProtocol::Announce(Layer layer, Actions* actions) const {
  actions->push_back(LayerChange{protocol_, layer});
}

// Once, however many deeds of a step ask for it.
void ControlProtocol::AnnounceDown(Actions* actions) {
  if (std::exchange(up_, false)) Announce(Layer::kDown, actions);
}

void ControlProtocol::GiveUp(Actions* actions) {
  actions->push_back(LogLine{
      Level::kWarning, fmt::format("{}: timeout sending Config-Requests", NameForLog(protocol_))});
}

}  // namespace pptp::tunnel
