#ifndef PPTP_TESTS_TUNNEL_MEMORY_PAIR_H_
#define PPTP_TESTS_TUNNEL_MEMORY_PAIR_H_

#include <array>
#include <deque>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "lib/crypto/secret.h"
#include "lib/tunnel/tunnel.h"

// Two ends of a tunnel joined by memory alone, with MPPE-128 stateless, brought up by the
// constructor. For looks at the path of data, where a simulated network would be in the way.
namespace pptp::tunnel {

class SeededSource : public RandomSource {
 public:
  void Fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(engine_());
  }

 private:
  std::mt19937_64 engine_{1};
};

class OneUser : public SecretLookup {
 public:
  const crypto::Secret* Find(std::string_view) override { return &password_; }

 private:
  crypto::Secret password_{AsBytes("secret")};
};

// One end. What it sends is kept until somebody takes it; data is only counted.
class MemoryEnd : public TunnelOutput {
 public:
  MemoryEnd(TunnelConfig config, RandomSource* random) : tunnel(std::move(config), random, this) {}

  std::deque<Bytes> control, gre;
  bool keep = true;  // GRE packets; else the last one stays in space()
  bool up = false;
  std::span<const uint8_t> last;
  uint64_t delivered = 0;
  std::string log;
  uint64_t log_lines = 0;
  Tunnel tunnel;

 private:
  void SendControl(ByteView bytes) override { control.emplace_back(bytes.begin(), bytes.end()); }
  void CloseControl() override {}
  std::span<uint8_t> GreSpace(size_t) override { return gre_space_; }
  void SendGre(std::span<const uint8_t> packet) override {
    if (keep) gre.emplace_back(packet.begin(), packet.end());
    last = packet;
  }
  std::span<uint8_t> IpSpace(size_t) override { return ip_space_; }
  void DeliverIp(ByteView packet) override { delivered += packet.size(); }
  void Log(Speaker, Level, std::string_view text) override {
    ++log_lines;
    log.append(text).append("\n");
  }
  void OnNetworkUp(const NetworkUp&) override { up = true; }
  void OnNetworkDown(ppp::Protocol) override { up = false; }
  void OnEnded(ExitStatus, std::string_view) override {}

  std::array<uint8_t, 2048> gre_space_, ip_space_;
};

class MemoryPair {
 public:
  MemoryPair() : client(Config(false), &random_), server(Config(true), &random_) {
    server.tunnel.OnConnected(now);
    client.tunnel.OnConnected(now);
    while (!client.control.empty() || !server.control.empty() || !client.gre.empty() ||
           !server.gre.empty()) {
      Carry(&client, &server);
      Carry(&server, &client);
    }
  }

  const Instant now{};
  MemoryEnd client, server;

 private:
  SeededSource random_;
  OneUser users_;

  TunnelConfig Config(bool is_server) {
    TunnelConfig config;
    config.control.server = is_server;
    config.control.call_id = is_server ? 2 : 1;
    config.link.credentials.name = "joe";
    config.link.credentials.password = crypto::Secret(AsBytes("secret"));
    config.link.secrets = &users_;
    auto& wishes = config.link.lcp.wishes;
    (is_server ? wishes.require_from_peer : wishes.authenticate_to_peer) = {AuthMethod::kMsChapV2};
    if (is_server) config.link.ipcp.wishes = {.local = 0x0a000001, .remote = 0x0a000002};
    return config;
  }

  void Carry(MemoryEnd* from, MemoryEnd* to) {
    for (const Bytes& bytes : std::exchange(from->control, {})) to->tunnel.OnControl(bytes, now);
    for (const Bytes& packet : std::exchange(from->gre, {})) to->tunnel.OnGre(packet, now);
  }
};

}  // namespace pptp::tunnel

#endif  // PPTP_TESTS_TUNNEL_MEMORY_PAIR_H_
