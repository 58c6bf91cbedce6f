// What MPPE costs, beside what nettle alone would need: the twin makes the calls of its RC4 and
// SHA-1 for the same packets and does nothing else. Ours is faster, for lib/crypto/rc4.h.
#include <benchmark/benchmark.h>
#include <nettle/arcfour.h>
#include <nettle/sha1.h>

#include <array>
#include <cstdint>

#include "lib/crypto/mppe_cipher.h"

namespace pptp::crypto {
namespace {

constexpr size_t kPayloadSize = 1400;
constexpr size_t kKeySize = 16, kPadSize = 40;
constexpr uint16_t kIp = 0x0021;

MppeStartKey Key() {
  return {MppeStrength::k128Bit, std::array<uint8_t, 16>{1, 2, 3, 4, 5, 6, 7, 8}};
}

void BM_EncryptAndDecrypt(benchmark::State& state, MppeMode mode) {
  MppeEncryptor sender(Key(), mode);
  MppeDecryptor receiver(Key(), mode);
  const std::array<uint8_t, kPayloadSize> payload{};
  std::array<uint8_t, kPayloadSize + kMppeOverhead> packet;
  std::array<uint8_t, kPayloadSize + kMppeOverhead> plain;
  for (auto _ : state) {
    const size_t size = sender.Encrypt(kIp, payload, false, packet);
    const MppeDecrypted result = receiver.Decrypt(ByteView(packet).first(size), plain);
    if (result.outcome != MppeDecrypted::Outcome::kData) return state.SkipWithError("not read");
    benchmark::DoNotOptimize(plain);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(kPayloadSize));
}
BENCHMARK_CAPTURE(BM_EncryptAndDecrypt, stateless_128, MppeMode::kStateless);
BENCHMARK_CAPTURE(BM_EncryptAndDecrypt, stateful_128, MppeMode::kStateful);

// One end: the change of key (RFC 3078 section 7.3), then the packet.
struct Twin {
  std::array<uint8_t, 2 * (kKeySize + kPadSize)> message{};
  sha1_ctx sha1;
  arcfour_ctx rc4;

  Twin() { nettle_sha1_init(&sha1); }

  void ChangeKey() {
    uint8_t* session = message.data() + kKeySize + kPadSize;
    std::array<uint8_t, SHA1_DIGEST_SIZE> interim;
    nettle_sha1_update(&sha1, message.size(), message.data());
    nettle_sha1_digest(&sha1, interim.size(), interim.data());
    nettle_arcfour_set_key(&rc4, kKeySize, interim.data());
    nettle_arcfour_crypt(&rc4, kKeySize, session, interim.data());
    nettle_arcfour_set_key(&rc4, kKeySize, session);
  }
};

void BM_NettleAlone_stateless_128(benchmark::State& state) {
  Twin sender, receiver;
  std::array<uint8_t, kPayloadSize + 2> packet{};
  std::array<uint8_t, kPayloadSize + 2> plain;
  for (auto _ : state) {
    sender.ChangeKey();
    nettle_arcfour_crypt(&sender.rc4, packet.size(), packet.data(), packet.data());
    receiver.ChangeKey();
    nettle_arcfour_crypt(&receiver.rc4, plain.size(), plain.data(), packet.data());
    benchmark::DoNotOptimize(plain);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(kPayloadSize));
}
BENCHMARK(BM_NettleAlone_stateless_128);

// The dearest packet that a stranger can send: a count half a circle ahead.
void BM_FarthestJump(benchmark::State& state) {
  for (auto _ : state) {
    MppeDecryptor receiver(Key(), MppeMode::kStateless);
    std::array<uint8_t, 4> packet = {0x97, 0xff, 1, 2}, plain;
    benchmark::DoNotOptimize(receiver.Decrypt(packet, plain));
  }
}
BENCHMARK(BM_FarthestJump);

}  // namespace
}  // namespace pptp::crypto
