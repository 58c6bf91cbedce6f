#ifndef PPTP_TESTS_SIMULATION_NODE_H_
#define PPTP_TESTS_SIMULATION_NODE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/tunnel/tunnel.h"

namespace pptp::simulation {

// One end of a tunnel in the simulated world: a Tunnel, what it sends, and what became
// of it.
class Node : public tunnel::TunnelOutput {
 public:
  Node(std::string name, tunnel::TunnelConfig config, RandomSource* random);

  // Where what the tunnel sends goes. To be set before anything happens.
  std::function<void(ByteView)> send_control;
  std::function<void()> close_control;
  std::function<void(ByteView)> send_gre;

  tunnel::Tunnel& tunnel() { return tunnel_; }
  const tunnel::Tunnel& tunnel() const { return tunnel_; }
  void SetTime(Instant now) { now_ = now; }

  // What happened.
  bool network_up() const { return network_.has_value(); }
  const std::optional<tunnel::NetworkUp>& network() const { return network_; }
  bool was_up() const { return was_up_; }
  bool ended() const { return ended_.has_value(); }
  std::optional<tunnel::ExitStatus> status() const { return ended_; }
  const std::string& reason() const { return reason_; }
  const std::vector<Bytes>& delivered() const { return delivered_; }
  int ends() const { return ends_; }  // how often the end was announced

  // The log as syslog would hold it, and its lines without what stands before them.
  const std::string& log() const { return log_; }
  bool Logged(std::string_view text) const { return log_.find(text) != std::string::npos; }
  size_t log_lines() const { return log_lines_; }

 private:
  void SendControl(ByteView bytes) override { send_control(bytes); }
  void CloseControl() override { close_control(); }
  std::span<uint8_t> GreSpace(size_t size) override;
  void SendGre(std::span<const uint8_t> packet) override { send_gre(packet); }
  std::span<uint8_t> IpSpace(size_t size) override;
  void DeliverIp(ByteView packet) override;
  void Log(tunnel::Speaker speaker, tunnel::Level level, std::string_view text) override;
  void OnNetworkUp(const tunnel::NetworkUp& network) override;
  void OnNetworkDown(ppp::Protocol protocol) override;
  void OnEnded(tunnel::ExitStatus status, std::string_view reason) override;

  std::string name_;
  Instant now_{};
  Bytes gre_space_, ip_space_;
  std::vector<Bytes> delivered_;
  std::string log_;
  size_t log_lines_ = 0;
  std::optional<tunnel::NetworkUp> network_;
  bool was_up_ = false;
  std::optional<tunnel::ExitStatus> ended_;
  std::string reason_;
  int ends_ = 0;
  tunnel::Tunnel tunnel_;
};

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_NODE_H_
