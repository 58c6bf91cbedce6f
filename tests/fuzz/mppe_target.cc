#include <algorithm>
#include <array>
#include <span>

#include "lib/crypto/mppe_cipher.h"
#include "tests/fuzz/target.h"

namespace pptp::fuzz {
namespace {

using crypto::MppeDecrypted;

constexpr size_t kLargest = 256;

crypto::MppeStartKey Key() {
  return {crypto::MppeStrength::k128Bit, std::array<uint8_t, 16>{1, 2, 3, 4, 5, 6, 7, 8}};
}

// What comes in is a row of packets, each behind a byte with its size.
void Decrypt(crypto::MppeMode mode, ByteView input) {
  crypto::MppeDecryptor decryptor(Key(), mode);
  std::array<uint8_t, kLargest> out;
  bool over = false;
  ByteReader in(input);
  while (in.remaining() > 0 && !over) {
    const size_t size = std::min<size_t>(in.U8(), in.remaining());
    const MppeDecrypted result = decryptor.Decrypt(in.Take(size), out);
    over = result.outcome == MppeDecrypted::Outcome::kFatal;
    if (result.outcome != MppeDecrypted::Outcome::kData) continue;
    Require(crypto::MppeEncrypts(result.protocol), "only what is ever encrypted comes out");
    Require(result.payload.size() + crypto::kMppeHeaderSize < size, "nothing comes from nowhere");
    Require(!decryptor.awaiting_flush(), "nothing is delivered after a gap");
  }
}

// So many packets, of which the fourth is lost.
Bytes Conversation(crypto::MppeMode mode, uint8_t packets) {
  crypto::MppeEncryptor encryptor(Key(), mode);
  Bytes bytes;
  for (uint8_t i = 0; i < packets; ++i) {
    std::array<uint8_t, kLargest> packet;
    const std::array<uint8_t, 4> payload = {0x45, i, 0, 4};
    const size_t size = encryptor.Encrypt(0x0021, payload, i % 2 == 0, packet);
    if (i == 3) {
      encryptor.OnResetRequest();
      continue;  // lost
    }
    bytes.push_back(static_cast<uint8_t>(size));
    bytes.insert(bytes.end(), packet.begin(), packet.begin() + static_cast<ptrdiff_t>(size));
  }
  return bytes;
}

}  // namespace

void RunMppe(ByteView input) {
  Decrypt(crypto::MppeMode::kStateless, input);
  Decrypt(crypto::MppeMode::kStateful, input);
}

std::vector<Bytes> MppeSeeds() {
  std::vector<Bytes> seeds;
  for (const uint8_t packets : {uint8_t{1}, uint8_t{3}, uint8_t{6}}) {
    seeds.push_back(Conversation(crypto::MppeMode::kStateless, packets));
    seeds.push_back(Conversation(crypto::MppeMode::kStateful, packets));
  }
  return seeds;
}

}  // namespace pptp::fuzz
