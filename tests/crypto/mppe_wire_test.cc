// Long streams over a wire that loses, repeats and delays packets: what is
// delivered is what was sent, in order, and the stream never stalls.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "lib/crypto/mppe_cipher.h"
#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

struct WireCase {
  const char* name;
  MppeMode mode;
  unsigned loss, repetition, delay;  // per cent
  unsigned burst;                    // most packets lost in a row
};

constexpr uint16_t kProtocols[] = {0x0021, 0x0057, 0x002d, 0x00fa};
constexpr unsigned kPackets = 10000;

class Wire {
 public:
  Wire(const WireCase& c, uint64_t seed)
      : case_(c), random_(seed), sender_(Key(), c.mode), receiver_(Key(), c.mode) {}

  void Run() {
    for (unsigned number = 0; number < kPackets && !testing::Test::HasFatalFailure(); ++number) {
      if (reset_in_ > 0 && --reset_in_ == 0) sender_.OnResetRequest();
      Transmit(number);
    }
  }

  unsigned delivered() const { return delivered_; }
  unsigned intact() const { return intact_; }

 private:
  static MppeStartKey Key() {
    return {MppeStrength::k128Bit, BlockFromHex<16>("000102030405060708090A0B0C0D0E0F")};
  }

  // The packet's number, then bytes that follow from it.
  static Bytes PayloadOf(uint32_t number) {
    std::minstd_rand bytes(number);
    Bytes payload(4 + bytes() % 60);
    for (uint8_t& byte : payload) byte = static_cast<uint8_t>(bytes());
    for (size_t i = 0; i < 4; ++i) payload[i] = static_cast<uint8_t>(number >> (24 - 8 * i));
    return payload;
  }

  bool PerCent(unsigned chance) { return random_() % 100 < chance; }

  void Transmit(uint32_t number) {
    const Bytes payload = PayloadOf(number);
    Bytes packet(payload.size() + kMppeOverhead);
    packet.resize(sender_.Encrypt(kProtocols[number % 4], payload, number % 3 == 0, packet));
    ASSERT_FALSE(packet.empty());
    // The one packet that a stateful stream cannot do without (mppe_cipher.h).
    const bool flush =
        case_.mode == MppeMode::kStateful && (packet[0] & 0x80) != 0 && packet[1] != 0xff;
    if (!flush) {
      if (losing_ == 0 && PerCent(case_.loss)) losing_ = 1 + random_() % case_.burst;
      if (losing_ > 0) {
        --losing_;
        return;
      }
      if (!held_ && PerCent(case_.delay)) {
        held_ = packet;
        return;
      }
    }
    ++intact_;
    ASSERT_NO_FATAL_FAILURE(Arrive(packet));
    if (PerCent(case_.repetition)) {
      ASSERT_NO_FATAL_FAILURE(Arrive(packet));
    }
    if (held_ && PerCent(30)) {
      const Bytes late = *std::exchange(held_, std::nullopt);
      ASSERT_NO_FATAL_FAILURE(Arrive(late));
    }
  }

  void Arrive(const Bytes& packet) {
    Bytes plain(packet.size());
    const MppeDecrypted result = receiver_.Decrypt(packet, plain);
    ASSERT_NE(MppeDecrypted::Outcome::kFatal, result.outcome);
    ASSERT_NE(MppeFault::kUnlikelyPayload, result.fault);
    if (result.outcome == MppeDecrypted::Outcome::kNeedsReset) reset_in_ = 1 + random_() % 20;
    if (result.outcome != MppeDecrypted::Outcome::kData) return;
    ByteReader in(result.payload);
    const uint32_t number = in.U32();
    ASSERT_TRUE(in.ok());
    ASSERT_TRUE(std::ranges::equal(PayloadOf(number), result.payload)) << number;
    ASSERT_EQ(kProtocols[number % 4], result.protocol);
    ASSERT_GE(number, next_);
    next_ = number + 1;
    ++delivered_;
  }

  const WireCase case_;
  std::mt19937_64 random_;
  MppeEncryptor sender_;
  MppeDecryptor receiver_;
  std::optional<Bytes> held_;  // on a longer way
  uint64_t losing_ = 0;
  uint64_t reset_in_ = 0;  // packets until our Reset-Request has reached the sender
  uint32_t next_ = 0;
  unsigned delivered_ = 0;
  unsigned intact_ = 0;  // arrived, and not overtaken
};

TEST(MppeWire, StatelessDeliversEveryPacketThatArrivesInOrder) {
  static constexpr WireCase kCases[] = {
      {"Good", MppeMode::kStateless, 0, 0, 0, 1},
      {"Lossy", MppeMode::kStateless, 10, 0, 0, 3},
      {"Bursts", MppeMode::kStateless, 1, 0, 0, 1500},
      {"Repeating", MppeMode::kStateless, 0, 30, 0, 1},
      {"Everything", MppeMode::kStateless, 5, 5, 10, 50},
  };
  for (const WireCase& c : kCases) {
    for (uint64_t seed = 1; seed <= 3; ++seed) {
      SCOPED_TRACE(testing::Message() << c.name << ", seed " << seed);
      Wire wire(c, seed);
      ASSERT_NO_FATAL_FAILURE(wire.Run());
      EXPECT_GE(wire.delivered(), wire.intact()) << "late packets are the only ones refused";
    }
  }
}

TEST(MppeWire, StatefulDeliversNothingFalseAndComesBackAfterEveryLoss) {
  static constexpr WireCase kCases[] = {
      {"Good", MppeMode::kStateful, 0, 0, 0, 1},
      {"Lossy", MppeMode::kStateful, 2, 0, 0, 3},
      {"Bursts", MppeMode::kStateful, 1, 0, 0, 1500},
      {"Repeating", MppeMode::kStateful, 0, 30, 0, 1},
      {"Everything", MppeMode::kStateful, 1, 5, 1, 50},
  };
  for (const WireCase& c : kCases) {
    for (uint64_t seed = 1; seed <= 3; ++seed) {
      SCOPED_TRACE(testing::Message() << c.name << ", seed " << seed);
      Wire wire(c, seed);
      ASSERT_NO_FATAL_FAILURE(wire.Run());
      EXPECT_GE(wire.delivered(), wire.intact() / 2) << "the stream stalled";
    }
  }
}

}  // namespace
}  // namespace pptp::crypto
