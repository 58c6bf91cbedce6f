// One packet after the other, in places where MPPE has its corners. Streams over
// a bad wire are in mppe_wire_test.cc.
#include "lib/crypto/mppe_cipher.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

using Outcome = MppeDecrypted::Outcome;

constexpr uint16_t kIp = 0x0021;

MppeStartKey Key(MppeStrength strength = MppeStrength::k128Bit) {
  return {strength, BlockFromHex<16>("D5 F0 E9 52 1E 3E A9 58 96 45 E8 60 51 C8 22 26")};
}

// Both ends of one direction.
class Tunnel {
 public:
  explicit Tunnel(MppeMode mode, MppeStrength strength = MppeStrength::k128Bit)
      : sender(Key(strength), mode), receiver(Key(strength), mode) {}

  Bytes Send(std::string_view text, uint16_t protocol = kIp, bool compress = false) {
    Bytes packet(text.size() + kMppeOverhead);
    packet.resize(sender.Encrypt(protocol, AsBytes(text), compress, packet));
    return packet;
  }
  MppeDecrypted Receive(const Bytes& packet) {
    plain_.assign(packet.size(), 0);
    return receiver.Decrypt(packet, plain_);
  }
  std::string ReceiveText(const Bytes& packet) {
    const MppeDecrypted result = Receive(packet);
    return result.outcome == Outcome::kData ? std::string(AsText(result.payload))
                                            : std::string(MppeFaultName(result.fault));
  }
  // Packets that arrive, or that the wire loses.
  void Pass(int count) {
    for (int i = 0; i < count; ++i) ASSERT_EQ("pass", ReceiveText(Send("pass")));
  }
  void Lose(int count) {
    for (int i = 0; i < count; ++i) Send("lost");
  }

  MppeEncryptor sender;
  MppeDecryptor receiver;

 private:
  Bytes plain_;
};

uint16_t Header(const Bytes& packet) {
  return static_cast<uint16_t>(packet[0] << 8 | packet[1]);
}

TEST(MppeCipher, FirstStatelessPacketHasCountZeroAndTheKeyAfterOneChange) {
  Tunnel tunnel(MppeMode::kStateless);
  const Bytes packet = tunnel.Send("hello");
  EXPECT_EQ(0x9000, Header(packet));

  MppeKeySchedule keys(Key());
  keys.ChangeKey();
  keys.StartCipher();
  Bytes expected = {0x00, 0x21, 'h', 'e', 'l', 'l', 'o'};
  keys.Crypt(expected, expected.data());
  EXPECT_EQ(Hex(expected), Hex(ByteView(packet).subspan(2)));
  EXPECT_EQ("hello", tunnel.ReceiveText(packet));
}

TEST(MppeCipher, FirstStatefulPacketIsNotFlushedAndHasTheInitialKey) {
  Tunnel tunnel(MppeMode::kStateful);
  const Bytes packet = tunnel.Send("hello");
  EXPECT_EQ(0x1000, Header(packet));

  MppeKeySchedule keys(Key());
  Bytes expected = {0x00, 0x21, 'h', 'e', 'l', 'l', 'o'};
  keys.Crypt(expected, expected.data());
  EXPECT_EQ(Hex(expected), Hex(ByteView(packet).subspan(2)));
  EXPECT_EQ("hello", tunnel.ReceiveText(packet));
}

struct RoundTrip {
  const char* name;
  MppeMode mode;
  MppeStrength strength;
};
const RoundTrip kRoundTrips[] = {
    {"Stateless40", MppeMode::kStateless, MppeStrength::k40Bit},
    {"Stateless56", MppeMode::kStateless, MppeStrength::k56Bit},
    {"Stateless128", MppeMode::kStateless, MppeStrength::k128Bit},
    {"Stateful40", MppeMode::kStateful, MppeStrength::k40Bit},
    {"Stateful56", MppeMode::kStateful, MppeStrength::k56Bit},
    {"Stateful128", MppeMode::kStateful, MppeStrength::k128Bit},
};

TEST(MppeCipher, EveryStrengthAndModeCarriesPacketsAroundTheCircleOfCounts) {
  for (const RoundTrip& c : kRoundTrips) {
    SCOPED_TRACE(c.name);
    Tunnel tunnel(c.mode, c.strength);
    for (unsigned i = 0; i < 2 * 4096 + 10; ++i) {
      const Bytes packet = tunnel.Send("packet " + std::to_string(i));
      ASSERT_EQ(i % 4096, Header(packet) & 0x0fffU);
      ASSERT_EQ("packet " + std::to_string(i), tunnel.ReceiveText(packet));
    }
    EXPECT_EQ(2 * 4096 + 10U, tunnel.receiver.delivered());
  }
}

TEST(MppeCipher, ProtocolFieldIsCompressedWhenAskedAndPossible) {
  Tunnel tunnel(MppeMode::kStateless);
  const Bytes full = tunnel.Send("x", 0x0057, false), compressed = tunnel.Send("x", 0x0057, true),
              even = tunnel.Send("x", 0x0022, true);
  EXPECT_EQ(5U, full.size());
  EXPECT_EQ(4U, compressed.size());
  EXPECT_EQ(5U, even.size()) << "an even number cannot be one byte (RFC 1661 section 6.5)";
  EXPECT_EQ(0x0057, tunnel.Receive(full).protocol);
  EXPECT_EQ(0x0057, tunnel.Receive(compressed).protocol);
  EXPECT_EQ(0x0022, tunnel.Receive(even).protocol);
}

TEST(MppeCipher, EmptyPayloadsArePackets) {
  Tunnel tunnel(MppeMode::kStateless);
  EXPECT_EQ("", tunnel.ReceiveText(tunnel.Send("", kIp, false)));
  EXPECT_EQ("", tunnel.ReceiveText(tunnel.Send("", kIp, true)));
}

TEST(MppeCipher, EncryptsNetworkProtocolsOnlyAndNeverBeyondItsSpace) {
  EXPECT_FALSE(MppeEncrypts(0x0020));
  EXPECT_TRUE(MppeEncrypts(0x0021));
  EXPECT_TRUE(MppeEncrypts(0x00fa));
  EXPECT_FALSE(MppeEncrypts(0x00fb));
  EXPECT_FALSE(MppeEncrypts(0x00fd));
  EXPECT_FALSE(MppeEncrypts(0xc021));

  MppeEncryptor sender(Key(), MppeMode::kStateless);
  Bytes out(9, 0xee);
  EXPECT_EQ(0U, sender.Encrypt(0xc021, AsBytes("hello"), false, out));
  EXPECT_EQ(0U, sender.Encrypt(kIp, AsBytes("hello"), false, std::span(out).first(8)));
  EXPECT_EQ(Bytes(9, 0xee), out);
  EXPECT_EQ(9U, sender.Encrypt(kIp, AsBytes("hello"), false, out));
  EXPECT_EQ(0x9000, Header(out)) << "what was not sent has no count";
}

TEST(MppeCipher, WorksInPlace) {
  Tunnel tunnel(MppeMode::kStateless);
  Bytes buffer = {0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'};
  ASSERT_EQ(9U, tunnel.sender.Encrypt(kIp, ByteView(buffer).subspan(4), false, buffer));
  const MppeDecrypted result = tunnel.receiver.Decrypt(buffer, std::span(buffer).subspan(2));
  ASSERT_EQ(Outcome::kData, result.outcome);
  EXPECT_EQ("hello", AsText(result.payload));
  EXPECT_EQ(buffer.data() + 4, result.payload.data());
}

TEST(MppeCipher, StatelessReadsOnAfterAnyLossUpToHalfTheCircle) {
  for (int lost : {1, 255, 256, 2047}) {
    SCOPED_TRACE(lost);
    Tunnel tunnel(MppeMode::kStateless);
    tunnel.Pass(10);
    tunnel.Lose(lost);
    tunnel.Pass(10);
    EXPECT_EQ(20U, tunnel.receiver.delivered());
  }
}

TEST(MppeCipher, LatePacketsAndDuplicatesAreDroppedAndChangeNothing) {
  for (MppeMode mode : {MppeMode::kStateless, MppeMode::kStateful}) {
    Tunnel tunnel(mode);
    const Bytes first = tunnel.Send("first");
    EXPECT_EQ("first", tunnel.ReceiveText(first));
    EXPECT_EQ("late", tunnel.ReceiveText(first));
    tunnel.Pass(3);
    EXPECT_EQ("late", tunnel.ReceiveText(first));
    tunnel.Pass(3);
    EXPECT_EQ(2U, tunnel.receiver.count(MppeFault::kLate));
  }
}

TEST(MppeCipher, BitsThatMustBeSetAre) {
  Tunnel stateless(MppeMode::kStateless), stateful(MppeMode::kStateful);
  Bytes packet = stateless.Send("x");
  packet[0] &= 0x7f;
  EXPECT_EQ("bit FLUSHED not set", stateless.ReceiveText(packet));
  packet[0] = 0x80;
  EXPECT_EQ("bit ENCRYPTED not set", stateless.ReceiveText(packet));
  packet[0] = 0x90;
  EXPECT_EQ("x", stateless.ReceiveText(packet));

  stateful.Pass(255);
  packet = stateful.Send("flag");
  EXPECT_EQ(0x90ff, Header(packet));
  packet[0] &= 0x7f;
  EXPECT_EQ("bit FLUSHED not set", stateful.ReceiveText(packet));
  packet[0] |= 0x80;
  EXPECT_EQ("flag", stateful.ReceiveText(packet));
  stateful.Pass(3);
}

TEST(MppeCipher, TruncatedPacketsAreDropped) {
  Tunnel tunnel(MppeMode::kStateless);
  for (const Bytes& packet : {Bytes{}, Bytes{0x90}, Bytes{0x90, 0x00}}) {
    EXPECT_EQ("truncated", tunnel.ReceiveText(packet));
  }
  const Bytes packet = tunnel.Send("hello");
  Bytes small(packet.size() - kMppeHeaderSize - 1);
  EXPECT_EQ(MppeFault::kTruncated, tunnel.receiver.Decrypt(packet, small).fault);
  EXPECT_EQ("truncated", tunnel.ReceiveText(Bytes(packet.begin(), packet.begin() + 3)))
      << "half a protocol field";
  EXPECT_EQ("hello", tunnel.ReceiveText(packet));
}

// Under a wrong key any protocol may come out, more often than not an unlikely one.
TEST(MppeCipher, AFalseJumpOfTheCountIsUndone) {
  int refused = 0;
  for (uint8_t guess = 0; guess < 20; ++guess) {
    Tunnel tunnel(MppeMode::kStateless);
    tunnel.Pass(5);
    const MppeDecrypted result = tunnel.Receive({0x97, 0x00, guess, 2, 3, 4});
    if (result.outcome == Outcome::kData) continue;
    ++refused;
    EXPECT_EQ(MppeFault::kUnlikelyPayload, result.fault);
    EXPECT_FALSE(MppeEncrypts(result.protocol));
    tunnel.Pass(5);
  }
  EXPECT_GT(refused, 5);
}

TEST(MppeCipher, APeerThatSendsNonsenseEndsTheLink) {
  Tunnel tunnel(MppeMode::kStateless);
  for (int i = 0; i < 15; ++i) ASSERT_EQ(Outcome::kDropped, tunnel.Receive({0, 0, 0}).outcome);
  EXPECT_EQ(Outcome::kFatal, tunnel.Receive({0, 0, 0}).outcome);
}

TEST(MppeCipher, EachGoodPacketForgivesHalf) {
  Tunnel tunnel(MppeMode::kStateless);
  for (int i = 0; i < 100; ++i) {
    for (int bad = 0; bad < 7; ++bad)
      ASSERT_EQ(Outcome::kDropped, tunnel.Receive({0, 0, 0}).outcome);
    tunnel.Pass(1);
  }
}

TEST(MppeCipher, LatePacketsWeighLittleButNotNothing) {
  Tunnel tunnel(MppeMode::kStateless);
  const Bytes packet = tunnel.Send("x");
  tunnel.ReceiveText(packet);
  for (int i = 0; i < 1599; ++i) ASSERT_EQ(Outcome::kDropped, tunnel.Receive(packet).outcome);
  EXPECT_EQ(Outcome::kFatal, tunnel.Receive(packet).outcome);
}

TEST(MppeCipher, StatefulLossAsksForAResetOnceAndReadsOnAfterIt) {
  Tunnel tunnel(MppeMode::kStateful);
  tunnel.Pass(3);
  tunnel.Lose(1);
  EXPECT_EQ(Outcome::kNeedsReset, tunnel.Receive(tunnel.Send("gap")).outcome);
  EXPECT_TRUE(tunnel.receiver.awaiting_flush());
  const MppeDecrypted waiting = tunnel.Receive(tunnel.Send("waiting"));
  EXPECT_EQ(Outcome::kDropped, waiting.outcome);
  EXPECT_EQ(MppeFault::kAwaitingFlush, waiting.fault);

  tunnel.sender.OnResetRequest();
  tunnel.sender.OnResetRequest();  // sent twice for safety: still one change of key
  const Bytes flushed = tunnel.Send("flushed");
  EXPECT_EQ(0x9000, Header(flushed) & 0xf000);
  EXPECT_EQ("flushed", tunnel.ReceiveText(flushed));
  EXPECT_FALSE(tunnel.receiver.awaiting_flush());
  const Bytes next = tunnel.Send("next");
  EXPECT_EQ(0x1000, Header(next) & 0xf000);
  EXPECT_EQ("next", tunnel.ReceiveText(next));
}

// The keys have to keep step with the flag packets among the lost ones.
TEST(MppeCipher, StatefulJoinsAgainWhereverTheGapLies) {
  for (int passed : {1, 250, 254, 255, 256, 257, 4090, 4095, 4096}) {
    for (int lost : {1, 2, 5, 255, 256, 257, 600, 2000}) {
      SCOPED_TRACE(testing::Message() << passed << " passed, " << lost << " lost");
      Tunnel tunnel(MppeMode::kStateful);
      tunnel.Pass(passed);
      tunnel.Lose(lost);
      tunnel.sender.OnResetRequest();
      tunnel.Pass(300);
    }
  }
}

TEST(MppeCipher, StatefulAwaitsTheFlushHoweverLongItTakes) {
  Tunnel tunnel(MppeMode::kStateful);
  tunnel.Pass(10);
  tunnel.Lose(1);
  // Flag packets are flushed: lose those, so that nothing joins the stream.
  for (int i = 0; i < 9000; ++i) {
    const Bytes packet = tunnel.Send("waiting");
    if ((Header(packet) & 0x8000) == 0) {
      ASSERT_NE(Outcome::kData, tunnel.Receive(packet).outcome);
    }
  }
  tunnel.sender.OnResetRequest();
  tunnel.Pass(600);
}

TEST(MppeCipher, StatefulGapBeforeAFlagPacketNeedsNoReset) {
  Tunnel tunnel(MppeMode::kStateful);
  tunnel.Pass(250);
  tunnel.Lose(5);
  tunnel.Pass(20);
  EXPECT_EQ(0U, tunnel.receiver.count(MppeFault::kGap));
}

TEST(MppeCipher, FaultsHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kMppeFaults; ++i) names.insert(MppeFaultName(static_cast<MppeFault>(i)));
  EXPECT_EQ(kMppeFaults, names.size());
}

}  // namespace
}  // namespace pptp::crypto
