#include "lib/tunnel/gre_channel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/pptp/gre_packet.h"

namespace pptp::tunnel {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr uint16_t kOurs = 7;
constexpr uint16_t kTheirs = 9;

Bytes PacketOf(uint32_t sequence, std::string_view text, uint16_t call_id = kOurs) {
  gre::Header header;
  header.call_id = call_id;
  header.sequence = sequence;
  return gre::PacketBytes(header, AsBytes(text));
}

Bytes AckOf(uint32_t acknowledgement) {
  gre::Header header;
  header.call_id = kOurs;
  header.acknowledgement = acknowledgement;
  return gre::PacketBytes(header);
}

class GreChannelTest : public testing::Test, public FrameReceiver {
 protected:
  void OnFrame(ByteView frame, Instant) override { frames_.emplace_back(AsText(frame)); }

  // A packet whose payload is its number.
  void Receive(uint32_t sequence) {
    channel_.Receive(PacketOf(sequence, std::to_string(sequence)), now_, this);
  }
  void Advance(Duration time) {
    now_ += time;
    channel_.OnTime(now_, this);
  }
  std::vector<std::string> Take() { return std::exchange(frames_, {}); }

  Instant now_{};
  GreChannel channel_{{.call_id = kOurs, .peer_call_id = kTheirs, .peer_window = 4}};
  std::vector<std::string> frames_;
};

TEST_F(GreChannelTest, DeliversInOrderWhatComesInOrder) {
  for (uint32_t n : {0u, 1u, 2u}) Receive(n);
  EXPECT_THAT(Take(), ElementsAre("0", "1", "2"));
}

TEST_F(GreChannelTest, MayBeginAnywhere) {
  Receive(1);
  Receive(2);
  EXPECT_THAT(Take(), ElementsAre("1", "2"));
}

TEST_F(GreChannelTest, PutsReorderedPacketsInOrder) {
  for (uint32_t n : {5u, 8u, 7u, 6u, 9u}) Receive(n);
  EXPECT_THAT(Take(), ElementsAre("5", "6", "7", "8", "9"));
  EXPECT_EQ(2u, channel_.counters().reordered);
}

TEST_F(GreChannelTest, WaitsOnlySoLongForALostPacket) {
  for (uint32_t n : {0u, 2u, 3u}) Receive(n);
  EXPECT_THAT(Take(), ElementsAre("0"));
  Advance(milliseconds(299));
  EXPECT_THAT(Take(), IsEmpty());
  Advance(milliseconds(1));
  EXPECT_THAT(Take(), ElementsAre("2", "3"));
  EXPECT_EQ(1u, channel_.counters().lost);
  Receive(1);
  EXPECT_THAT(Take(), IsEmpty());
  EXPECT_EQ(1u, channel_.counters().late);
}

// Behind a second gap nobody waits for the first one's time and then for its own.
TEST_F(GreChannelTest, WaitsForSeveralLostPacketsAtOnce) {
  for (uint32_t n : {0u, 2u, 4u, 6u, 8u}) Receive(n);
  Take();
  Advance(milliseconds(300));
  EXPECT_THAT(Take(), ElementsAre("2", "4", "6", "8"));
}

TEST_F(GreChannelTest, DropsDuplicatesBothEarlyAndLate) {
  for (uint32_t n : {0u, 0u, 2u, 2u, 1u, 1u}) Receive(n);
  EXPECT_THAT(Take(), ElementsAre("0", "1", "2"));
  EXPECT_EQ(3u, channel_.counters().late);
}

TEST_F(GreChannelTest, GoesOnAcrossTheEndOfTheNumbers) {
  for (uint32_t n : {0xfffffffeu, 0u, 0xffffffffu, 1u}) Receive(n);
  EXPECT_THAT(Take(), ElementsAre("4294967294", "4294967295", "0", "1"));
}

TEST_F(GreChannelTest, AJumpBeyondTheBufferDeliversWhatWaited) {
  for (uint32_t n : {0u, 2u, 1000u}) Receive(n);
  EXPECT_THAT(Take(), ElementsAre("0", "2"));
  Advance(milliseconds(300));
  EXPECT_THAT(Take(), ElementsAre("1000"));
  Receive(1001);
  EXPECT_THAT(Take(), ElementsAre("1001"));
}

TEST_F(GreChannelTest, AForgedJumpDoesNotStopTheTruePacketsForLong) {
  Receive(0);
  Receive(0x40000000);
  Take();
  for (uint32_t n = 1; n < 20; ++n) Receive(n);
  ASSERT_FALSE(frames_.empty());
  EXPECT_EQ("19", frames_.back());
}

TEST_F(GreChannelTest, IgnoresOtherCallsAndWhatIsNoGre) {
  channel_.Receive(PacketOf(0, "x", kOurs + 1), now_, this);
  channel_.Receive(Bytes{0x30, 0x01, 0x88}, now_, this);
  EXPECT_THAT(Take(), IsEmpty());
  EXPECT_EQ(1u, channel_.counters().foreign);
  EXPECT_EQ(1u, channel_.counters().malformed);
}

TEST_F(GreChannelTest, AcknowledgesWithDataOrAfterAWhileAlone) {
  Receive(0);
  EXPECT_EQ(0u, channel_.NextData(now_).acknowledgement);
  EXPECT_FALSE(channel_.DueAck(now_ + seconds(9)));
  Receive(1);
  EXPECT_FALSE(channel_.DueAck(now_ + milliseconds(99)));
  const auto ack = channel_.DueAck(now_ + milliseconds(100));
  ASSERT_TRUE(ack);
  EXPECT_EQ(1u, ack->acknowledgement);
  EXPECT_FALSE(ack->sequence);
  EXPECT_EQ(kTheirs, ack->call_id);
}

TEST_F(GreChannelTest, AcknowledgesManyPacketsAtOnce) {
  for (uint32_t n = 0; n < 16; ++n) Receive(n);
  EXPECT_EQ(15u, channel_.DueAck(now_)->acknowledgement);
}

TEST(GreWindow, WhenObeyedHoldsBackUntilAcknowledged) {
  GreChannel channel(
      {.call_id = kOurs, .peer_call_id = kTheirs, .peer_window = 2, .obey_window = true});
  struct : FrameReceiver {
    void OnFrame(ByteView, Instant) override {}
  } nobody;
  const Instant now = Instant{} + seconds(5);
  channel.NextData(now);
  channel.Receive(AckOf(0), now, &nobody);
  channel.NextData(now);
  EXPECT_TRUE(channel.MaySend(now));
  channel.NextData(now);
  EXPECT_FALSE(channel.MaySend(now));
  channel.Receive(AckOf(99), now, &nobody);  // of what was never sent
  EXPECT_FALSE(channel.MaySend(now));
  channel.Receive(AckOf(2), now, &nobody);
  EXPECT_TRUE(channel.MaySend(now));
  channel.NextData(now);
  channel.NextData(now);
  EXPECT_FALSE(channel.MaySend(now));
  EXPECT_TRUE(channel.MaySend(now + seconds(1))) << "taken for lost";
}

// Whatever a network does to the order, what is delivered is in order and once, and
// nothing is lost that was delayed for less than the wait.
TEST_F(GreChannelTest, SurvivesAnyShuffling) {
  std::mt19937_64 random(20021122);
  for (int round = 0; round < 200; ++round) {
    GreChannel channel({.call_id = kOurs, .peer_call_id = kTheirs});
    channel.Receive(PacketOf(0, "0"), now_, this);
    // Each packet, and a second copy of some, is delayed by up to 30 places.
    std::vector<std::pair<uint64_t, uint32_t>> arrivals;
    for (uint32_t n = 1; n < 200; ++n) {
      arrivals.emplace_back(n + random() % 30, n);
      if (random() % 10 == 0) arrivals.emplace_back(n + random() % 30, n);
    }
    std::sort(arrivals.begin(), arrivals.end());
    for (const auto& [place, n] : arrivals)
      channel.Receive(PacketOf(n, std::to_string(n)), now_, this);
    ASSERT_EQ(200u, frames_.size());
    for (uint32_t n = 0; n < 200; ++n) ASSERT_EQ(std::to_string(n), frames_[n]);
    frames_.clear();
  }
}

}  // namespace
}  // namespace pptp::tunnel
