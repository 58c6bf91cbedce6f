#ifndef PPTP_LIB_TUNNEL_CONTROL_CONNECTION_H_
#define PPTP_LIB_TUNNEL_CONTROL_CONNECTION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/pptp/control.h"
#include "lib/pptp/message_stream.h"
#include "lib/tunnel/action.h"

// The control connection of a tunnel and its one call (RFC 2637 section 3), as the
// client (PNS) and as the server (PAC), which the simulator and the test peers need.
namespace pptp::tunnel {

struct ControlConfig {
  bool server = false;
  std::string host_name;  // empty from a client that keeps it to itself
  std::string vendor = "pptp-connect";
  uint16_t call_id = 1;  // ours, of the one call; never 0, which some servers refuse
  uint16_t call_serial_number = 0;
  uint16_t receive_window = 64;  // packets
  std::string phone_number;
  Duration reply_timeout = std::chrono::seconds(60);  // sections 3.1.4, 3.2.1
  Duration echo_interval = std::chrono::seconds(60);  // of silence, section 1.4
};

// What the control connection wants done, in this order.
struct SendControl {  // bytes for the TCP connection
  Bytes bytes;
};
struct CloseControl {};  // close the TCP connection, once what was sent has left
struct CallUp {          // data may flow
  uint16_t peer_call_id = 0;
  uint16_t peer_window = 0;
};
struct CallDown {  // the call, or the attempt at one, is over
  ExitStatus status = ExitStatus::kHangup;
  std::string reason;  // a sentence
};
using ControlAction = std::variant<SendControl, CloseControl, CallUp, CallDown, LogLine>;
using ControlActions = std::vector<ControlAction>;

// One control connection, from the TCP connection's start to its end.
//
//   ControlConnection control(config);
//   control.OnConnected(now, &actions);
//   control.OnBytes(bytes, now, &actions);   // pieces of any size
//   control.OnTime(now, &actions);           // when deadline() has come
//
// CallDown comes once, whatever happens after it. What the peer sends is answered as
// the RFC says where that is possible; bytes that are no control message end the
// connection (section 3). A peer that answers no Echo-Request is taken for dead unless it
// sends data; busy servers answer late. Log lines are in the words of pptp 1.10.
class ControlConnection {
 public:
  explicit ControlConnection(ControlConfig config);

  void OnConnected(Instant now, ControlActions* actions);
  void OnBytes(ByteView bytes, Instant now, ControlActions* actions);
  // The TCP connection was closed by the peer (no reason given) or broke.
  void OnClosed(std::string_view reason, ControlActions* actions);
  // Hangs up: clears the call, then stops the control connection.
  void Close(Instant now, ControlActions* actions);
  // The peer sent data in the call. Cheap; for every packet.
  void OnTraffic() { traffic_ = true; }
  void OnTime(Instant now, ControlActions* actions);
  Instant deadline() const { return deadline_; }

  bool call_up() const { return state_ == State::kCallUp; }
  bool closed() const { return state_ == State::kClosed; }

 private:
  enum class State : uint8_t {
    kIdle,
    kWaitStart,  // Start-Control-Connection-Reply or, on the server, -Request
    kWaitCall,   // Outgoing-Call-Reply or -Request
    kCallUp,
    kStopping,  // Stop-Control-Connection-Reply
    kClosed,
  };

  void Handle(const control::Message& message, Instant now, ControlActions* actions);
  void On(const control::StartControlConnectionRequest& m, Instant now, ControlActions* actions);
  void On(const control::StartControlConnectionReply& m, Instant now, ControlActions* actions);
  void On(const control::StopControlConnectionRequest& m, Instant now, ControlActions* actions);
  void On(const control::StopControlConnectionReply& m, Instant now, ControlActions* actions);
  void On(const control::EchoRequest& m, Instant now, ControlActions* actions);
  void On(const control::EchoReply& m, Instant now, ControlActions* actions);
  void On(const control::OutgoingCallRequest& m, Instant now, ControlActions* actions);
  void On(const control::OutgoingCallReply& m, Instant now, ControlActions* actions);
  void On(const control::IncomingCallRequest& m, Instant now, ControlActions* actions);
  void On(const control::CallClearRequest& m, Instant now, ControlActions* actions);
  void On(const control::CallDisconnectNotify& m, Instant now, ControlActions* actions);
  void On(const control::SetLinkInfo& m, Instant now, ControlActions* actions);
  template <typename Other>
  void On(const Other& m, Instant now, ControlActions* actions);

  void Send(const control::Message& message, ControlActions* actions);
  void Log(std::string text, ControlActions* actions) const;
  void Warn(std::string text, ControlActions* actions) const;
  template <typename Ending>
  void LogResult(const Ending& m, ControlActions* actions) const;
  void ReportEcho(std::string_view what, ControlActions* actions);
  void WaitForReply(State state, Instant now);
  void EnterCall(uint16_t peer_call_id, uint16_t peer_window, Instant now, ControlActions* actions);
  void TellDown(ExitStatus status, std::string reason, ControlActions* actions);
  void Finish(ExitStatus status, std::string reason, ControlActions* actions);
  void Stop(control::StopReason reason, Instant now, ControlActions* actions);

  ControlConfig config_;
  control::MessageStream stream_;
  State state_ = State::kIdle;
  Instant deadline_ = kNever;
  bool told_down_ = false;
  bool awaits_echo_ = false;
  bool traffic_ = false;  // since the last Echo-Request
  uint32_t echo_id_ = 0;
  int echoes_reported_ = 0;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CONTROL_CONNECTION_H_
