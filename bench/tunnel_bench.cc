// What a whole tunnel costs for each packet of data, through memory: sequence numbers, PPP
// header and MPPE-128 stateless, and the way back. BM_CipherAlone (mppe_bench.cc) is what the
// cipher alone takes for one packet both ways.
#include <benchmark/benchmark.h>

#include <vector>

#include "tests/tunnel/memory_pair.h"

namespace pptp::tunnel {
namespace {

constexpr size_t kPacketSize = 1400;
constexpr size_t kBatch = 512;

Bytes IpPacket() {
  Bytes packet(kPacketSize);
  packet[0] = 0x45;
  return packet;
}

void BM_TunnelSend(benchmark::State& state) {
  MemoryPair pair;
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
  MemoryPair pair;
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
