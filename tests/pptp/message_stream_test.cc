#include "lib/pptp/message_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "tests/pptp/message_generator.h"

namespace pptp::control {
namespace {

using testing::HasSubstr;

// Feeds one piece and appends the messages that it completes. False on failure.
bool Feed(MessageStream* stream, ByteView piece, std::vector<Message>* messages) {
  for (;;) {
    const auto received = stream->Next(&piece);
    if (!received) return false;
    if (!*received) {
      EXPECT_TRUE(piece.empty());
      return true;
    }
    messages->push_back((*received)->message);
  }
}

struct Conversation {
  std::vector<Message> messages;
  Bytes bytes;
};

Conversation SomeConversation(uint64_t seed, int count) {
  Conversation conversation;
  MessageGenerator generator(seed);
  for (int i = 0; i < count; ++i) {
    conversation.messages.push_back(generator.Next());
    Encode(conversation.messages.back(), &conversation.bytes);
  }
  return conversation;
}

TEST(MessageStream, AnyCutInTwoGivesTheSameMessages) {
  const Conversation said = SomeConversation(1, 12);
  for (size_t cut = 0; cut <= said.bytes.size(); ++cut) {
    MessageStream stream;
    std::vector<Message> heard;
    ASSERT_TRUE(Feed(&stream, ByteView(said.bytes).first(cut), &heard));
    ASSERT_TRUE(Feed(&stream, ByteView(said.bytes).subspan(cut), &heard));
    ASSERT_EQ(said.messages, heard) << "cut at " << cut;
  }
}

TEST(MessageStream, SingleBytesGiveTheSameMessages) {
  const Conversation said = SomeConversation(2, 40);
  MessageStream stream;
  std::vector<Message> heard;
  for (const uint8_t& byte : said.bytes) ASSERT_TRUE(Feed(&stream, {&byte, 1}, &heard));
  EXPECT_EQ(said.messages, heard);
}

TEST(MessageStream, RandomPiecesGiveTheSameMessages) {
  std::mt19937_64 random(3);
  for (uint64_t round = 0; round < 200; ++round) {
    const Conversation said = SomeConversation(round, 30);
    MessageStream stream;
    std::vector<Message> heard;
    ByteView rest(said.bytes);
    while (!rest.empty()) {
      const size_t size = std::min<size_t>(rest.size(), random() % 600);
      ASSERT_TRUE(Feed(&stream, rest.first(size), &heard));
      rest = rest.subspan(size);
    }
    ASSERT_EQ(said.messages, heard);
  }
}

TEST(MessageStream, FailsForGoodAtTheFirstByteThatFitsNothing) {
  MessageStream stream;
  Bytes bytes = Encode(EchoRequest{1});
  const Bytes foreign = {'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '4', '0', '0'};
  bytes.insert(bytes.end(), foreign.begin(), foreign.end());
  std::vector<Message> heard;
  EXPECT_FALSE(Feed(&stream, bytes, &heard));
  EXPECT_EQ(std::vector<Message>{EchoRequest{1}}, heard);

  const Bytes good = Encode(EchoRequest{2});
  ByteView rest(good);
  const auto again = stream.Next(&rest);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message(), HasSubstr("no PPTP control message"));
  EXPECT_EQ(good.size(), rest.size());
}

TEST(MessageStream, BadHeadersFailBeforeTheirBodiesArrive) {
  for (size_t at : {0U, 1U, 3U, 4U, 7U, 9U}) {
    MessageStream stream;
    Bytes bytes = Encode(StartControlConnectionRequest{});
    bytes[at] ^= 0x40;
    std::vector<Message> heard;
    EXPECT_TRUE(Feed(&stream, ByteView(bytes).first(kHeaderSize - 1), &heard));
    EXPECT_FALSE(Feed(&stream, ByteView(bytes).subspan(kHeaderSize - 1, 1), &heard)) << at;
  }
}

TEST(MessageStream, ReservedBytesOfTheHeaderAreHandedOn) {
  MessageStream stream;
  Bytes bytes = Encode(EchoRequest{1});
  bytes[11] = 9;
  ByteView rest(bytes);
  const auto received = stream.Next(&rest);
  ASSERT_TRUE(received && *received);
  EXPECT_EQ(9, (*received)->reserved0);
}

}  // namespace
}  // namespace pptp::control
