#ifndef PPTP_LIB_TUNNEL_TUNNEL_H_
#define PPTP_LIB_TUNNEL_TUNNEL_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/base/random_source.h"
#include "lib/tunnel/control_connection.h"
#include "lib/tunnel/gre_channel.h"
#include "lib/tunnel/log_limiter.h"
#include "lib/tunnel/ppp_link.h"

namespace pptp::tunnel {

struct TunnelConfig {
  ControlConfig control;
  LinkConfig link;
  bool obey_window = false;  // see GreChannel::Config
};

enum class Speaker : uint8_t { kPppd, kPptp };  // in whose words a line is

// A network layer came up: what the machine is to be set to.
struct NetworkUp {
  ppp::Protocol protocol = ppp::Protocol::kIpcp;
  IpcpAgreed ipv4;    // when protocol is kIpcp
  Ipv6cpAgreed ipv6;  // when it is kIpv6cp
  uint16_t mtu = 0;   // for the interface
};

// What a tunnel does to the world around it. Called from within the tunnel's own
// functions; none of these may call back into it.
class TunnelOutput {
 public:
  virtual ~TunnelOutput() = default;

  virtual void SendControl(ByteView bytes) = 0;  // on the TCP connection
  virtual void CloseControl() = 0;               // once what was sent has left

  // Where the next GRE packet (an IP packet's payload) is to be written, at least "size"
  // bytes; and that the part of it given is to be sent. Lets a runtime collect packets
  // for one system call.
  virtual std::span<uint8_t> GreSpace(size_t size) = 0;
  virtual void SendGre(std::span<const uint8_t> packet) = 0;

  // The same for IP packets to the TUN device. A packet that came in the clear is elsewhere;
  // what DeliverIp() gets is valid during the call only.
  virtual std::span<uint8_t> IpSpace(size_t size) = 0;
  virtual void DeliverIp(ByteView packet) = 0;

  virtual void Log(Speaker speaker, Level level, std::string_view text) = 0;
  virtual void OnNetworkUp(const NetworkUp& network) = 0;
  virtual void OnNetworkDown(ppp::Protocol protocol) = 0;
  // Nothing more will happen. The last call that a tunnel makes.
  virtual void OnEnded(ExitStatus status, std::string_view reason) = 0;
};

// A whole PPTP tunnel without its sockets: the control connection, the GRE channel and
// the PPP link, joined. One thread at a time.
//
//   Tunnel tunnel(std::move(config), &random, &output);
//   tunnel.OnConnected(now);          // TCP to port 1723 stands
//   tunnel.OnControl(bytes, now);     // what came on it
//   tunnel.OnGre(ip_payload, now);    // every packet of IP protocol 47 from the server
//   tunnel.SendIp(packet, now);       // every packet from the TUN device
//   tunnel.OnTime(now);               // when deadline() has come
//   tunnel.Close(now);
//
// No matter what anybody sends, the log grows by a few lines a second once a burst of each
// kind of line has passed (log_limiter.h).
//
// SendIp() and OnGre() allocate nothing for data, and move no byte of it other than
// through the cipher.
class Tunnel : private LinkOutput, private FrameReceiver {
 public:
  // Borrows "random" and "output", and the secrets that the config names.
  Tunnel(TunnelConfig config, RandomSource* random, TunnelOutput* output);

  void OnConnected(Instant now);
  // No TCP connection could be made; "why" is the system's word for it.
  void OnConnectFailed(std::string_view server, std::string_view why, Instant now);
  void OnControl(ByteView bytes, Instant now);
  // The TCP connection was closed by the peer ("why" is empty) or broke.
  void OnControlClosed(std::string_view why, Instant now);
  void OnGre(ByteView ip_payload, Instant now);

  // The network's word on GRE, from the socket: an ICMP error for what was sent, such as
  // "Protocol not available" or "No route to host"; or a packet that could not be sent at all, such
  // as "Operation not permitted" from a packet filter. As long as the server has sent nothing,
  // the first ends the tunnel, as it does with pptp; else both are logged, once in a row.
  void OnGreRefused(std::string_view why, Instant now);
  void OnGreNotSent(std::string_view why, Instant now);
  // A GRE packet was too large for the path, whose MTU is "path_mtu" if the system knows it: the
  // socket's "Message too long". Ends nothing, and is logged once for each MTU in a row.
  void OnGreTooLarge(std::optional<int> path_mtu, Instant now);

  // False when the packet could not be sent: the network layer is down, or the peer's
  // window is full.
  bool SendIp(ByteView packet, Instant now);

  // Ends the tunnel in good order, as at a user's request or for another reason, in pppd's words.
  // The first reason counts.
  void Close(Instant now) { Close(ExitStatus::kUserRequest, "User request", now); }
  void Close(ExitStatus status, const std::string& reason, Instant now);

  void OnTime(Instant now);
  Instant deadline() const;

  bool ended() const { return ended_; }
  const PppLink& link() const { return link_; }
  const ControlConnection& control() const { return control_; }
  // Null until the call is set up.
  const GreChannel* channel() const { return channel_ ? &*channel_ : nullptr; }

 private:
  // LinkOutput, for the link.
  void SendFrame(ByteView frame, Instant now) override;
  std::span<uint8_t> IpSpace(size_t size) override { return output_->IpSpace(size); }
  void DeliverIp(ByteView packet) override { output_->DeliverIp(packet); }
  void Log(Level level, std::string_view text) override;
  void OnNetworkUp(ppp::Protocol protocol) override;
  void OnNetworkDown(ppp::Protocol protocol) override { output_->OnNetworkDown(protocol); }
  void OnLinkDead(ExitStatus status, std::string_view reason) override;
  // FrameReceiver, for the channel.
  void OnFrame(ByteView frame, Instant now) override { link_.OnFrame(frame, now); }

  void Say(Speaker speaker, Level level, std::string_view text);
  void SayWhatWasLeftOut();
  void Work(Instant now);
  void StartCall(const CallUp& up, Instant now);
  void AcknowledgeIfDue(Instant now);
  void SendWithHeader(const gre::Header& header, size_t payload_size, std::span<uint8_t> space);
  void EndIfOver();

  // Frames that a server sends before its Outgoing-Call-Reply has arrived.
  static constexpr size_t kMostEarly = 16;

  TunnelConfig config_;
  TunnelOutput* output_;
  ControlConnection control_;
  PppLink link_;
  std::optional<GreChannel> channel_;
  std::vector<Bytes> early_;
  ControlActions control_actions_;
  bool link_dead_ = false;
  bool link_started_ = false;
  bool refusal_told_ = false, not_sent_told_ = false;  // since the last packet came in
  std::optional<int> too_large_told_;                  // the MTU, zero when it is not known
  LogLimiter limiter_;
  Instant now_{};               // of the event in hand
  bool close_control_ = false;  // the link is over, and the call has to go, too
  std::optional<CallDown> down_;
  bool ended_ = false;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_TUNNEL_H_
