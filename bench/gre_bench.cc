#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>

#include "lib/pptp/gre.h"

namespace pptp::gre {
namespace {

constexpr size_t kPayloadSize = 1400;

void BM_WriteGreHeader(benchmark::State& state) {
  std::array<uint8_t, kLargestHeader + kPayloadSize> packet{};
  uint32_t number = 0;
  for (auto _ : state) {
    const Header header{7, ++number, number};
    benchmark::DoNotOptimize(
        WriteHeader(header, kPayloadSize, std::span(packet).first(kLargestHeader)));
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(packet.size()));
}
BENCHMARK(BM_WriteGreHeader);

void BM_ParseGreHeader(benchmark::State& state) {
  std::array<uint8_t, kLargestHeader + kPayloadSize> packet{};
  WriteHeader({7, 8, 9}, kPayloadSize, std::span(packet).first(kLargestHeader));
  for (auto _ : state) {
    benchmark::DoNotOptimize(packet);
    benchmark::DoNotOptimize(Parse(packet));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(packet.size()));
}
BENCHMARK(BM_ParseGreHeader);

}  // namespace
}  // namespace pptp::gre
