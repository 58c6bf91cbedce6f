#include "lib/tunnel/control_connection.h"

#include <fmt/format.h>

#include <utility>

#include "lib/pptp/control_codec.h"

namespace pptp::tunnel {
namespace {

// After this many, pptp says no more about keep-alives.
constexpr int kMostEchoesReported = 10;

// What a client without a modem says of its line.
constexpr uint32_t kMinimumBps = 2'400;
constexpr uint32_t kMaximumBps = 1'000'000'000;

std::string Quoted(std::string_view name) {
  return fmt::format("'{}'", name);
}

}  // namespace

ControlConnection::ControlConnection(ControlConfig config) : config_(std::move(config)) {}

void ControlConnection::OnConnected(Instant now, ControlActions* actions) {
  if (state_ != State::kIdle) return;
  WaitForReply(State::kWaitStart, now);
  if (config_.server) return;
  control::StartControlConnectionRequest request;
  request.host_name = config_.host_name;
  request.vendor_string = config_.vendor;
  Send(request, actions);
}

void ControlConnection::OnBytes(ByteView bytes, Instant now, ControlActions* actions) {
  while (state_ != State::kClosed && state_ != State::kIdle) {
    auto received = stream_.Next(&bytes);
    if (!received) {
      Log(received.error().message(), actions);
      return Finish(ExitStatus::kHangup, received.error().message(), actions);
    }
    if (!*received) return;
    if (const uint16_t reserved = (*received)->reserved0; reserved != 0) {
      Log(fmt::format("reserved0 field is not zero! (0x{:x}) Cisco feature?", reserved), actions);
    }
    // Whatever comes from the peer is a sign of life; servers that never answer an
    // Echo-Request exist.
    awaits_echo_ = false;
    if (state_ == State::kCallUp) deadline_ = now + config_.echo_interval;
    Handle((*received)->message, now, actions);
  }
}

void ControlConnection::OnClosed(std::string_view reason, ControlActions* actions) {
  if (state_ == State::kClosed) return;
  // A server may close instead of answering our Call-Clear-Request; pptpd does.
  const bool asked_for = state_ == State::kStopping;
  if (!asked_for) {
    Log(reason.empty() ? "read returned zero, peer has closed"
                       : fmt::format("read error: {}", reason),
        actions);
    Log("Closing connection (shutdown)", actions);
  }
  Finish(ExitStatus::kHangup,
         reason.empty() ? "The server closed the control connection."
                        : fmt::format("The control connection broke: {}.", reason),
         actions);
}

void ControlConnection::Close(Instant now, ControlActions* actions) {
  if (state_ == State::kClosed || state_ == State::kStopping) return;
  if (state_ == State::kIdle) return Finish(ExitStatus::kUserRequest, "Closed.", actions);
  if (state_ == State::kCallUp || state_ == State::kWaitCall) {
    if (config_.server) {
      control::CallDisconnectNotify notify;
      notify.call_id = config_.call_id;
      notify.result = control::DisconnectResult::kAdminShutdown;
      Send(notify, actions);
    } else {
      Send(control::CallClearRequest{config_.call_id}, actions);
    }
  }
  Log("Closing PPTP connection", actions);
  TellDown(ExitStatus::kUserRequest, "The call was cleared by this end.", actions);
  Stop(control::StopReason::kLocalShutdown, now, actions);
}

void ControlConnection::OnTime(Instant now, ControlActions* actions) {
  if (now < deadline_) return;
  deadline_ = kNever;
  switch (state_) {
    case State::kWaitStart:
      Log("Closing connection (call state)", actions);
      return Finish(ExitStatus::kHangup,
                    "The server accepted the TCP connection but did not answer the "
                    "Start-Control-Connection-Request.",
                    actions);
    case State::kWaitCall:
      Log("Closing connection (call state)", actions);
      return Finish(ExitStatus::kHangup, "The server did not answer the Outgoing-Call-Request.",
                    actions);
    case State::kCallUp:
      if (awaits_echo_ && !traffic_) {
        Log("closing control connection due to missing echo reply", actions);
        TellDown(ExitStatus::kHangup, "The server no longer answers on the control connection.",
                 actions);
        return Stop(control::StopReason::kNone, now, actions);
      }
      awaits_echo_ = true;
      traffic_ = false;
      deadline_ = now + config_.reply_timeout;
      return Send(control::EchoRequest{++echo_id_}, actions);
    case State::kStopping:
      return Finish(ExitStatus::kHangup, "Closed.", actions);
    case State::kIdle:
    case State::kClosed:
      return;
  }
}

void ControlConnection::Handle(const control::Message& message, Instant now,
                               ControlActions* actions) {
  std::visit([&](const auto& m) { On(m, now, actions); }, message);
}

void ControlConnection::On(const control::StartControlConnectionRequest& m, Instant now,
                           ControlActions* actions) {
  Log("Received Start Control Connection Request", actions);
  if (!config_.server || state_ != State::kWaitStart) return;
  control::StartControlConnectionReply reply;
  reply.host_name = config_.host_name;
  reply.vendor_string = config_.vendor;
  reply.maximum_channels = 1;
  const bool known = m.protocol_version >> 8 == control::kProtocolVersion >> 8;
  reply.result =
      known ? control::StartResult::kSuccessful : control::StartResult::kVersionNotSupported;
  Send(reply, actions);
  if (!known) return Finish(ExitStatus::kHangup, "The client has another version.", actions);
  Log("server connection ESTABLISHED.", actions);
  WaitForReply(State::kWaitCall, now);
}

void ControlConnection::On(const control::StartControlConnectionReply& m, Instant now,
                           ControlActions* actions) {
  Log("Received Start Control Connection Reply", actions);
  if (config_.server || state_ != State::kWaitStart) return;
  if (m.result != control::StartResult::kSuccessful && m.result != control::StartResult::kUnset) {
    Log("Negative reply received to our Start Control Connection Request", actions);
    const std::string result = Quoted(control::ResultName(m.result));
    Log(fmt::format("Reply result code is {} {}. Error code is {}", static_cast<int>(m.result),
                    result, static_cast<int>(m.error)),
        actions);
    Log("Closing connection (call state)", actions);
    return Finish(ExitStatus::kHangup,
                  fmt::format("The server refused the control connection: {}.", result), actions);
  }
  Log("Client connection established.", actions);
  control::OutgoingCallRequest request;
  request.call_id = config_.call_id;
  request.call_serial_number = config_.call_serial_number;
  request.minimum_bps = kMinimumBps;
  request.maximum_bps = kMaximumBps;
  request.receive_window = config_.receive_window;
  request.phone_number = config_.phone_number;
  WaitForReply(State::kWaitCall, now);
  Send(request, actions);
}

void ControlConnection::On(const control::OutgoingCallRequest& m, Instant now,
                           ControlActions* actions) {
  Log("Received Outgoing Call Request.", actions);
  if (!config_.server) return;
  control::OutgoingCallReply reply;
  reply.call_id = config_.call_id;
  reply.peer_call_id = m.call_id;
  reply.connect_speed = m.maximum_bps;
  reply.receive_window = config_.receive_window;
  const bool free = state_ == State::kWaitCall;
  reply.result =
      free ? control::OutgoingCallResult::kConnected : control::OutgoingCallResult::kBusy;
  Send(reply, actions);
  if (free) EnterCall(m.call_id, m.receive_window, now, actions);
}

void ControlConnection::On(const control::OutgoingCallReply& m, Instant now,
                           ControlActions* actions) {
  Log("Received Outgoing Call Reply.", actions);
  if (config_.server || m.peer_call_id != config_.call_id) {
    return Log(fmt::format("PPTP_OUT_CALL_RPLY received for non-existant call: peer call ID (us)  "
                           "{} call ID (them) {}.",
                           m.peer_call_id, m.call_id),
               actions);
  }
  if (state_ != State::kWaitCall) {
    return Warn("Unexpected(?) Outgoing Call Reply will be ignored.", actions);
  }
  if (m.result == control::OutgoingCallResult::kConnected) {
    Log(fmt::format("Outgoing call established (call ID {}, peer's call ID {}).", config_.call_id,
                    m.call_id),
        actions);
    return EnterCall(m.call_id, m.receive_window, now, actions);
  }
  const std::string result = Quoted(control::ResultName(m.result));
  Log(fmt::format("Our outgoing call request [callid {}] has not been accepted.", config_.call_id),
      actions);
  LogResult(m, actions);
  Log("Closing connection (call state)", actions);
  TellDown(ExitStatus::kHangup, fmt::format("The server refused the call: {}.", result), actions);
  Stop(control::StopReason::kNone, now, actions);
}

void ControlConnection::On(const control::IncomingCallRequest& m, Instant /*now*/,
                           ControlActions* actions) {
  // A server that wants to call us; nobody here answers the phone.
  control::IncomingCallReply reply;
  reply.call_id = config_.call_id;
  reply.peer_call_id = m.call_id;
  reply.result = control::IncomingCallResult::kDoNotAccept;
  Send(reply, actions);
}

void ControlConnection::On(const control::StopControlConnectionRequest& /*m*/, Instant /*now*/,
                           ControlActions* actions) {
  Log("Received Stop Control Connection Request.", actions);
  Send(control::StopControlConnectionReply{control::PlainResult::kOk, {}}, actions);
  Log("Closing connection (shutdown)", actions);
  Finish(ExitStatus::kHangup, "The server stopped the control connection.", actions);
}

void ControlConnection::On(const control::StopControlConnectionReply& /*m*/, Instant /*now*/,
                           ControlActions* actions) {
  Log("Received Stop Control Connection Reply.", actions);
  if (state_ == State::kStopping) Finish(ExitStatus::kHangup, "Closed.", actions);
}

void ControlConnection::On(const control::EchoRequest& m, Instant /*now*/,
                           ControlActions* actions) {
  ReportEcho("Echo Request received.", actions);
  const control::Message reply = control::EchoReply{m.identifier, control::PlainResult::kOk, {}};
  actions->push_back(SendControl{control::Encode(reply)});
}

void ControlConnection::On(const control::EchoReply& /*m*/, Instant /*now*/,
                           ControlActions* actions) {
  ReportEcho("Echo Reply received.", actions);
}

void ControlConnection::On(const control::CallClearRequest& m, Instant now,
                           ControlActions* actions) {
  Log("Received Call Clear Request.", actions);
  if (!config_.server || state_ != State::kCallUp) return;
  Log(fmt::format("Call closed (RQST) (call id {})", m.call_id), actions);
  control::CallDisconnectNotify notify;
  notify.call_id = config_.call_id;
  notify.result = control::DisconnectResult::kRequest;
  Send(notify, actions);
  TellDown(ExitStatus::kHangup, "The client cleared the call.", actions);
  WaitForReply(State::kWaitCall, now);
}

void ControlConnection::On(const control::CallDisconnectNotify& m, Instant now,
                           ControlActions* actions) {
  Log(fmt::format("Call disconnect notification received (call id {})", m.call_id), actions);
  if (config_.server || state_ != State::kCallUp) return;
  // The id is not compared: there is one call, and some servers send it byte-swapped.
  const std::string result = Quoted(control::ResultName(m.result));
  LogResult(m, actions);
  Log("Closing connection (call state)", actions);
  TellDown(ExitStatus::kHangup, fmt::format("The server ended the call: {}.", result), actions);
  Stop(control::StopReason::kNone, now, actions);
}

void ControlConnection::On(const control::SetLinkInfo& m, Instant /*now*/,
                           ControlActions* actions) {
  // Windows servers send it unasked. PPTP escapes nothing, so there is nothing to set.
  Log(fmt::format("PPTP_SET_LINK_INFO received from peer_callid {}", m.peer_call_id), actions);
  Log(fmt::format("  send_accm is {:08X}, recv_accm is {:08X}", m.send_accm, m.receive_accm),
      actions);
}

template <typename Other>
void ControlConnection::On(const Other& m, Instant /*now*/, ControlActions* actions) {
  Log(fmt::format("Unrecognized Packet {} received.", control::TypeOf(control::Message(m))),
      actions);
}

void ControlConnection::Send(const control::Message& message, ControlActions* actions) {
  actions->push_back(SendControl{control::Encode(message)});
  const uint16_t type = control::TypeOf(message);
  if (std::holds_alternative<control::EchoRequest>(message)) return;
  Log(fmt::format("Sent control packet type is {} '{}'", type, control::MessageName(type)),
      actions);
}

void ControlConnection::Log(std::string text, ControlActions* actions) const {
  actions->push_back(LogLine{Level::kNotice, std::move(text)});
}

void ControlConnection::Warn(std::string text, ControlActions* actions) const {
  actions->push_back(LogLine{Level::kWarning, std::move(text)});
}

// Of an Outgoing-Call-Reply or a Call-Disconnect-Notify.
template <typename Ending>
void ControlConnection::LogResult(const Ending& m, ControlActions* actions) const {
  Log(fmt::format("Result code is {} {}. Error code is {}, Cause code is {}",
                  static_cast<int>(m.result), Quoted(control::ResultName(m.result)),
                  static_cast<int>(m.error), m.cause_code),
      actions);
}

void ControlConnection::ReportEcho(std::string_view what, ControlActions* actions) {
  if (echoes_reported_ > kMostEchoesReported) return;
  Log(std::string(echoes_reported_ < kMostEchoesReported
                      ? what
                      : "no more Echo Reply/Request packets will be reported."),
      actions);
  ++echoes_reported_;
}

void ControlConnection::WaitForReply(State state, Instant now) {
  state_ = state;
  deadline_ = now + config_.reply_timeout;
}

void ControlConnection::EnterCall(uint16_t peer_call_id, uint16_t peer_window, Instant now,
                                  ControlActions* actions) {
  state_ = State::kCallUp;
  deadline_ = now + config_.echo_interval;
  actions->push_back(CallUp{peer_call_id, peer_window});
}

void ControlConnection::TellDown(ExitStatus status, std::string reason, ControlActions* actions) {
  if (std::exchange(told_down_, true)) return;
  actions->push_back(CallDown{status, std::move(reason)});
}

void ControlConnection::Finish(ExitStatus status, std::string reason, ControlActions* actions) {
  state_ = State::kClosed;
  deadline_ = kNever;
  TellDown(status, std::move(reason), actions);
  actions->push_back(CloseControl{});
}

void ControlConnection::Stop(control::StopReason reason, Instant now, ControlActions* actions) {
  Send(control::StopControlConnectionRequest{reason}, actions);
  WaitForReply(State::kStopping, now);
  // Nobody is kept waiting for a peer that has gone.
  constexpr Duration kPatience = std::chrono::seconds(3);
  deadline_ = now + std::min(config_.reply_timeout, kPatience);
}

}  // namespace pptp::tunnel
