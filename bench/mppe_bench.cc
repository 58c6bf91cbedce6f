// What MPPE costs, and what of that is the cipher's: the twins make the calls of SHA-1 and RC4 for
// the same packets and do nothing else, with OpenSSL's RC4 as lib/crypto does, and with nettle's.
#include <benchmark/benchmark.h>
#include <nettle/arcfour.h>
#include <nettle/sha1.h>

#include <array>
#include <cstdint>

#include "lib/crypto/mppe_cipher.h"
#include "lib/crypto/rc4.h"

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

class NettlesRc4 {
 public:
  void SetKey(ByteView key) { nettle_arcfour_set_key(&context_, key.size(), key.data()); }
  void Crypt(ByteView in, uint8_t* out) {
    nettle_arcfour_crypt(&context_, in.size(), out, in.data());
  }

 private:
  arcfour_ctx context_;
};

// One end: the change of key (RFC 3078 section 7.3), then the packet.
template <typename Cipher>
struct Twin {
  std::array<uint8_t, 2 * (kKeySize + kPadSize)> message{};
  sha1_ctx sha1;
  Cipher rc4;

  Twin() { nettle_sha1_init(&sha1); }

  void ChangeKey() {
    uint8_t* session = message.data() + kKeySize + kPadSize;
    std::array<uint8_t, SHA1_DIGEST_SIZE> interim;
    nettle_sha1_update(&sha1, message.size(), message.data());
    nettle_sha1_digest(&sha1, interim.size(), interim.data());
    const ByteView key = ByteView(interim).first(kKeySize);
    rc4.SetKey(key);
    rc4.Crypt(key, session);
    rc4.SetKey({session, kKeySize});
  }
};

template <typename Cipher>
void BM_CipherAlone_stateless_128(benchmark::State& state) {
  Twin<Cipher> sender, receiver;
  std::array<uint8_t, kPayloadSize + 2> packet{};
  std::array<uint8_t, kPayloadSize + 2> plain;
  for (auto _ : state) {
    sender.ChangeKey();
    sender.rc4.Crypt(packet, packet.data());
    receiver.ChangeKey();
    receiver.rc4.Crypt(packet, plain.data());
    benchmark::DoNotOptimize(plain);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(kPayloadSize));
}
BENCHMARK_TEMPLATE(BM_CipherAlone_stateless_128, Rc4);
BENCHMARK_TEMPLATE(BM_CipherAlone_stateless_128, NettlesRc4);

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
