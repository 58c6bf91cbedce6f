#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>

#include "lib/ppp/frame.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"

namespace pptp::ppp {
namespace {

constexpr size_t kPayloadSize = 1400;

// The header of a packet of data: all that is read and written for each.
void BM_SplitDataFrame(benchmark::State& state) {
  std::array<uint8_t, kLargestFrameHeader + kPayloadSize> frame = {0xff, 0x03, 0x00, 0xfd};
  for (auto _ : state) {
    benchmark::DoNotOptimize(frame);
    benchmark::DoNotOptimize(Split(frame));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(frame.size()));
}
BENCHMARK(BM_SplitDataFrame);

void BM_WriteDataFrameHeader(benchmark::State& state) {
  std::array<uint8_t, kLargestFrameHeader + kPayloadSize> frame{};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        WriteFrameHeader(Protocol::kCompressed, {}, std::span(frame).first(kLargestFrameHeader)));
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(frame.size()));
}
BENCHMARK(BM_WriteDataFrameHeader);

// A typical Configure-Request, as a typed packet.
Packet Request() {
  return ParsePacket("[LCP ConfReq id=0x1 <mru 1400> <auth chap MS-v2> <magic 0x6fe7> <pcomp>]")
      .value();
}

void BM_DecodeConfigureRequest(benchmark::State& state) {
  const Bytes frame = EncodeFrame(Request());
  for (auto _ : state) benchmark::DoNotOptimize(DecodeFrame(frame));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(frame.size()));
}
BENCHMARK(BM_DecodeConfigureRequest);

void BM_EncodeConfigureRequest(benchmark::State& state) {
  const Packet packet = Request();
  const size_t size = EncodeFrame(packet).size();
  for (auto _ : state) benchmark::DoNotOptimize(EncodeFrame(packet));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(size));
}
BENCHMARK(BM_EncodeConfigureRequest);

}  // namespace
}  // namespace pptp::ppp
