#ifndef PPTP_LIB_CLIENT_TUNNEL_RUNNER_H_
#define PPTP_LIB_CLIENT_TUNNEL_RUNNER_H_

#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/random_source.h"
#include "lib/client/gre_socket.h"
#include "lib/client/receive_batch.h"
#include "lib/client/send_batch.h"
#include "lib/client/tun_device.h"
#include "lib/client/tun_traffic.h"
#include "lib/tunnel/tunnel.h"

namespace pptp::client {

// What a running tunnel tells its owner. Called from the event loop; only OnEnded() may
// give the runner up.
class TunnelEvents {
 public:
  virtual ~TunnelEvents() = default;
  virtual void OnLine(tunnel::Speaker speaker, tunnel::Level level, std::string_view text) = 0;
  virtual void OnPhase(tunnel::LinkPhase phase) = 0;  // the link is in a new one
  virtual void OnNetworkUp(const tunnel::NetworkUp& network) = 0;
  virtual void OnNetworkDown(ppp::Protocol protocol) = 0;
  virtual void OnEnded(tunnel::ExitStatus status, std::string_view reason) = 0;
};

// Runs one tunnel, of either role, on real sockets: carries bytes between the TCP
// connection, the GRE socket, the TUN device and the automata, and tells these the time.
//
// Packets move in batches: all that waits at one side goes through the cipher and leaves
// with one system call. When the GRE socket is full, the TUN device is not read, so that the
// kernel's queue in front of the interface holds what waits, and memory does not grow. One
// direction never waits for the other.
//
// All in one thread, that of the io_context. Held by a shared_ptr, because the loop's
// handlers keep it alive until the last one is through.
class TunnelRunner : public std::enable_shared_from_this<TunnelRunner>,
                     private tunnel::TunnelOutput {
 public:
  // Borrows all that is given as a pointer; "events" may be gone once OnEnded() was called.
  TunnelRunner(asio::io_context* io, tunnel::TunnelConfig config, RandomSource* random,
               GreSocket gre, TunDevice tun, TunnelEvents* events);
  ~TunnelRunner() override { Stop(); }

  // The control connection stands.
  void Start(asio::ip::tcp::socket control);

  // Ends the tunnel in good order, for this reason; see Tunnel::Close().
  void Close(tunnel::ExitStatus status, const std::string& reason);

  // Gives the tunnel up at once: nothing more is sent, and OnEnded() is not called.
  void Abandon();

  const tunnel::Tunnel& tunnel() const { return tunnel_; }
  TunDevice& tun() { return tun_; }

  // When data last went through the tunnel in either direction.
  Instant last_data() const { return last_data_; }

 private:
  // TunnelOutput.
  void SendControl(ByteView bytes) override;
  void CloseControl() override;
  std::span<uint8_t> GreSpace(size_t size) override { return gre_out_.Space(size); }
  void SendGre(std::span<const uint8_t> packet) override { gre_out_.Commit(packet); }
  std::span<uint8_t> IpSpace(size_t size) override;
  void DeliverIp(ByteView packet) override;
  void Log(tunnel::Speaker speaker, tunnel::Level level, std::string_view text) override;
  void OnNetworkUp(const tunnel::NetworkUp& network) override;
  void OnNetworkDown(ppp::Protocol protocol) override;
  void OnEnded(tunnel::ExitStatus status, std::string_view reason) override;

  template <typename Function>
  void Step(Function function);
  void Arm();
  void Flush();

  void AwaitControl();
  void WriteControl();
  void EndControl(std::string_view why);
  void AwaitGre();
  void OnGreReady();
  void TakeGreErrors();
  void AwaitGreRoom();
  void AwaitTun();
  void OnTunReady();
  void ContinueTun();
  void LoseDevice(const Error& error);
  void Stop();

  asio::io_context* io_;
  TunnelEvents* events_;
  GreSocket gre_;
  TunDevice tun_;
  asio::ip::tcp::socket control_;
  asio::posix::stream_descriptor gre_wait_, tun_wait_;
  asio::steady_timer timer_;
  Instant armed_ = kNever;

  ReceiveBatch gre_in_;
  SendBatch gre_out_;
  TunTraffic traffic_;
  std::vector<uint8_t> ip_space_;  // the packet that is being decrypted
  std::array<uint8_t, 4096> control_in_{};
  Bytes control_out_, control_writing_;
  bool close_control_ = false;     // once all of it is written
  bool tun_waiting_ = false;       // for a packet
  bool several_from_tun_ = false;  // are probably there when one is
  Instant last_from_tun_{};
  bool room_waiting_ = false;  // for room in the GRE socket
  bool stopped_ = false;
  Instant now_{};                                       // of the present step
  tunnel::LinkPhase phase_ = tunnel::LinkPhase::kDead;  // that was told
  Instant last_data_{};

  tunnel::Tunnel tunnel_;  // last: what it writes to must outlive it
};

// The time of the automata's clock.
Instant Now();

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_TUNNEL_RUNNER_H_
