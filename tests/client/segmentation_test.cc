#include "lib/client/segmentation.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "lib/client/coalescing.h"
#include "lib/client/internet_checksum.h"
#include "tests/client/tcp_stream.h"

namespace pptp::client {
namespace {

VirtioHeader LargeHeader(uint16_t piece_size) {
  VirtioHeader header;
  header.flags = VirtioHeader::kNeedsChecksum;
  header.kind = VirtioHeader::kTcpIpv4;
  header.piece_size = piece_size;
  return header;
}

std::vector<Bytes> Split(const VirtioHeader& header, Bytes packet) {
  Segmentation pieces(header, packet);
  std::vector<Bytes> result;
  Bytes space(2000);
  while (auto piece = pieces.Next(space)) result.emplace_back(piece->begin(), piece->end());
  return result;
}

// Joins the packets, and splits what was joined as the kernel would.
std::vector<Bytes> JoinAndSplit(const std::vector<Bytes>& packets, size_t* writes = nullptr) {
  Coalescing joined;
  std::vector<Bytes> result;
  const auto write = [&] {
    const ByteView bytes = joined.Finish();
    VirtioHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    for (Bytes& piece : Split(header, Bytes(bytes.begin() + sizeof header, bytes.end()))) {
      result.push_back(std::move(piece));
    }
    joined.Clear();
    if (writes != nullptr) ++*writes;
  };
  for (const Bytes& packet : packets) {
    if (joined.Append(packet)) continue;
    if (!joined.empty()) write();
    joined.Begin(packet);
  }
  if (!joined.empty()) write();
  return result;
}

// The packets that carry "size" bytes on.
std::vector<Bytes> Stream(StreamPacket packet, size_t size, size_t piece_size) {
  std::vector<Bytes> packets;
  const uint8_t last_flags = packet.flags;
  for (size_t at = 0; at < size; at += piece_size) {
    const bool last = at + piece_size >= size;
    packet.payload = StreamBytes(at, std::min(piece_size, size - at));
    packet.flags = last ? last_flags : static_cast<uint8_t>(last_flags & ~0x09);
    packets.push_back(Encode(packet));
    packet.sequence += static_cast<uint32_t>(packet.payload.size());
    ++packet.id;
  }
  return packets;
}

TEST(InternetChecksum, IsThatOfTheRfc) {
  std::mt19937 random(1);
  for (size_t size = 0; size < 200; ++size) {
    Bytes bytes(size);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
    EXPECT_EQ(Checksum(AddToSum(0, bytes)), NaiveChecksum(bytes)) << size;
  }
  EXPECT_EQ(Checksum(AddToSum(0, Bytes(65535, 0xff))), NaiveChecksum(Bytes(65535, 0xff)));
}

TEST(Segmentation, MakesThePacketsThatWouldHaveBeenSent) {
  for (const size_t size : {1u, 100u, 999u, 1000u, 1001u, 2000u, 64000u}) {
    for (const uint8_t flags : {uint8_t{0x10}, uint8_t{0x18}, uint8_t{0x19}}) {
      for (size_t options : {0u, 12u}) {
        StreamPacket large{.id = 65534, .sequence = 0xfffff000, .flags = flags};
        large.options = Bytes(options, 1);
        const auto wanted = Stream(large, size, 1000);
        large.payload = StreamBytes(0, size);
        Bytes packet = Encode(large);
        packet[2] = packet[36] = 0x55;  // what the kernel leaves there is of no interest
        EXPECT_EQ(Split(LargeHeader(1000), packet), wanted) << size << " " << options;
      }
    }
  }
}

TEST(Segmentation, TellsOfTheReducedWindowOnce) {
  StreamPacket large{.flags = 0x90};
  large.payload = StreamBytes(0, 2500);
  const auto pieces = Split(LargeHeader(1000), Encode(large));
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_EQ(pieces[0][33], 0x90);
  EXPECT_EQ(pieces[1][33], 0x10);
  EXPECT_EQ(pieces[2][33], 0x10);
}

TEST(Segmentation, CompletesAChecksum) {
  StreamPacket whole;
  whole.payload = StreamBytes(0, 333);
  const Bytes wanted = Encode(whole);
  Bytes packet = wanted;
  const uint16_t pseudo = FoldSum(PseudoHeaderSum(packet, packet.size() - 20));
  packet[36] = static_cast<uint8_t>(pseudo >> 8);
  packet[37] = static_cast<uint8_t>(pseudo);
  VirtioHeader header;
  header.flags = VirtioHeader::kNeedsChecksum;
  header.checksum_start = 20;
  header.checksum_offset = 16;
  EXPECT_EQ(Split(header, packet), std::vector<Bytes>{wanted});
}

TEST(Segmentation, LeavesAPlainPacketAsItIs) {
  const Bytes packet = StreamBytes(0, 50);
  EXPECT_EQ(Split({}, packet), std::vector<Bytes>{packet});
}

TEST(Segmentation, GivesNothingForAHeaderThatDoesNotFit) {
  StreamPacket large;
  large.payload = StreamBytes(0, 3000);
  const Bytes packet = Encode(large);
  EXPECT_TRUE(Split(LargeHeader(0), packet).empty());
  EXPECT_TRUE(Split(LargeHeader(3000), packet).empty());  // larger than the space
  EXPECT_TRUE(Split(LargeHeader(1000), Bytes(packet.begin(), packet.begin() + 39)).empty());
  VirtioHeader other = LargeHeader(1000);
  other.kind = 3;  // UDP, which nobody said could be split
  EXPECT_TRUE(Split(other, packet).empty());
  VirtioHeader outside;
  outside.flags = VirtioHeader::kNeedsChecksum;
  outside.checksum_start = 3030;
  outside.checksum_offset = 16;
  EXPECT_TRUE(Split(outside, packet).empty());
}

TEST(Coalescing, JoinsAStreamAndLosesNothing) {
  for (const size_t size : {100u, 1000u, 1400u, 20000u, 63000u}) {
    for (const uint16_t fragment : {uint16_t{0}, uint16_t{0x4000}}) {
      const auto packets = Stream({.id = 65530, .fragment = fragment, .flags = 0x18}, size, 1000);
      size_t writes = 0;
      EXPECT_EQ(JoinAndSplit(packets, &writes), packets);
      EXPECT_EQ(writes, 1u) << size;
    }
  }
}

TEST(Coalescing, StartsAnewWhenAPacketIsFull) {
  const auto packets = Stream({}, 200000, 1000);
  size_t writes = 0;
  EXPECT_EQ(JoinAndSplit(packets, &writes), packets);
  EXPECT_EQ(writes, 4u);
}

struct ApartCase {
  const char* name;
  void (*change)(StreamPacket*);
};
const ApartCase kApart[] = {
    {"AnotherStream", [](StreamPacket* next) { next->source_port = 1; }},
    {"Gap", [](StreamPacket* next) { ++next->sequence; }},
    {"AgainTheSame", [](StreamPacket* next) { next->sequence = 1; }},
    {"OtherOptions", [](StreamPacket* next) { next->options = Bytes(4, 1); }},
    {"Fin", [](StreamPacket* next) { next->flags = 0x11; }},
    {"Reset", [](StreamPacket* next) { next->flags = 0x14; }},
    {"Congestion", [](StreamPacket* next) { next->flags = 0x50; }},
    {"Larger", [](StreamPacket* next) { next->payload.push_back(1); }},
    {"NoData", [](StreamPacket* next) { next->payload.clear(); }},
    {"MoreFragments", [](StreamPacket* next) { next->fragment = 0x2000; }},
    {"MayBeFragmented", [](StreamPacket* next) { next->fragment = 0; }},
};

TEST(Coalescing, KeepsApartWhatDoesNotFollow) {
  for (const ApartCase& row : kApart) {
    StreamPacket first;
    first.payload = StreamBytes(0, 1000);
    StreamPacket next = first;
    next.id = 2;
    next.sequence += 1000;
    ASSERT_TRUE([&] {
      Coalescing joined;
      joined.Begin(Encode(first));
      return joined.Append(Encode(next));
    }()) << "the plain case has to be joined";
    row.change(&next);
    const std::vector<Bytes> packets = {Encode(first), Encode(next)};
    size_t writes = 0;
    EXPECT_EQ(JoinAndSplit(packets, &writes), packets) << row.name;
    EXPECT_EQ(writes, 2u) << row.name;
  }
}

TEST(Coalescing, KeepsDamageVisible) {
  auto packets = Stream({}, 3000, 1000);
  for (size_t at : {5u, 45u, 900u}) {
    auto damaged = packets;
    damaged[1][at] ^= 1;
    EXPECT_EQ(JoinAndSplit(damaged), damaged) << at;
  }
}

TEST(Coalescing, KeepsFragmentsIdentificationsThatMatter) {
  auto packets = Stream({.fragment = 0}, 2000, 1000);
  StreamPacket second{.id = 9, .fragment = 0, .sequence = 1001};
  second.payload = StreamBytes(1000, 1000);
  packets[1] = Encode(second);
  EXPECT_EQ(JoinAndSplit(packets), packets);
}

// Whatever comes, in whatever order, comes out again.
TEST(Coalescing, LosesNothingOfAMixture) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Bytes> packets;
    StreamPacket streams[2] = {{.source_port = 1}, {.source_port = 2}};
    for (int i = 0; i < 60; ++i) {
      StreamPacket& stream = streams[random() % 8 == 0];
      stream.payload = StreamBytes(random(), random() % 8 == 0 ? random() % 1200 : 1000);
      stream.flags = random() % 10 == 0 ? 0x18 : 0x10;
      packets.push_back(Encode(stream));
      if (random() % 12 == 0) packets.back()[random() % packets.back().size()] ^= 0x40;
      if (random() % 16 == 0) packets.push_back(StreamBytes(random(), 1 + random() % 100));
      stream.sequence += static_cast<uint32_t>(stream.payload.size());
      ++stream.id;
    }
    ASSERT_EQ(JoinAndSplit(packets), packets) << round;
  }
}

}  // namespace
}  // namespace pptp::client
