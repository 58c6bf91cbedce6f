// What a whole tunnel costs for each packet of data, through memory: sequence numbers, PPP
// header and MPPE-128 stateless, and the way back. BM_NettleAlone (mppe_bench.cc) is what the
// cipher alone takes for one packet both ways.
#include <benchmark/benchmark.h>

#include <array>
#include <deque>
#include <random>
#include <vector>

#include "lib/crypto/secret.h"
#include "lib/tunnel/tunnel.h"

namespace pptp::tunnel {
namespace {

constexpr size_t kPacketSize = 1400;
constexpr size_t kBatch = 512;

class Seeded : public RandomSource {
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
class End : public TunnelOutput {
 public:
  End(TunnelConfig config, RandomSource* random) : tunnel(std::move(config), random, this) {}

  std::deque<Bytes> control, gre;
  bool keep = true;  // GRE packets; else the last one stays in space()
  bool up = false;
  std::span<const uint8_t> last;
  uint64_t delivered = 0;
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
  void Log(Speaker, Level, std::string_view) override {}
  void OnNetworkUp(const NetworkUp&) override { up = true; }
  void OnNetworkDown(ppp::Protocol) override { up = false; }
  void OnEnded(ExitStatus, std::string_view) override {}

  std::array<uint8_t, 2048> gre_space_, ip_space_;
};

class Pair {
 public:
  Pair() : client(Config(false), &random_), server(Config(true), &random_) {
    server.tunnel.OnConnected(now);
    client.tunnel.OnConnected(now);
    while (!client.control.empty() || !server.control.empty() || !client.gre.empty() ||
           !server.gre.empty()) {
      Carry(&client, &server);
      Carry(&server, &client);
    }
  }

  const Instant now{};
  End client, server;

 private:
  Seeded random_;
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

  void Carry(End* from, End* to) {
    for (const Bytes& bytes : std::exchange(from->control, {})) to->tunnel.OnControl(bytes, now);
    for (const Bytes& packet : std::exchange(from->gre, {})) to->tunnel.OnGre(packet, now);
  }
};

Bytes IpPacket() {
  Bytes packet(kPacketSize);
  packet[0] = 0x45;
  return packet;
}

void BM_TunnelSend(benchmark::State& state) {
  Pair pair;
  if (!pair.client.up) return state.SkipWithError("the tunnel does not come up");
  pair.client.keep = false;
  const Bytes packet = IpPacket();
  for (auto _ : state) {
    if (!pair.client.tunnel.SendIp(packet, pair.now)) return state.SkipWithError("not sent");
    benchmark::DoNotOptimize(pair.client.last.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(kPacketSize));
}
BENCHMARK(BM_TunnelSend);

void BM_TunnelReceive(benchmark::State& state) {
  Pair pair;
  if (!pair.client.up) return state.SkipWithError("the tunnel does not come up");
  const Bytes packet = IpPacket();
  std::vector<Bytes> batch;
  size_t next = 0;
  for (auto _ : state) {
    if (next == batch.size()) {
      state.PauseTiming();
      for (size_t i = 0; i < kBatch; ++i) pair.server.tunnel.SendIp(packet, pair.now);
      batch.assign(pair.server.gre.begin(), pair.server.gre.end());
      pair.server.gre.clear();
      pair.client.gre.clear();
      next = 0;
      state.ResumeTiming();
    }
    pair.client.tunnel.OnGre(batch[next++], pair.now);
  }
  if (pair.client.delivered == 0) return state.SkipWithError("nothing was delivered");
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(kPacketSize));
}
BENCHMARK(BM_TunnelReceive);

}  // namespace
}  // namespace pptp::tunnel
