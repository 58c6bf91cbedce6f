#include "lib/pptp/gre.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

#include "lib/base/text.h"

namespace pptp::gre {
namespace {

struct HeaderCase {
  const char* name;
  Header header;
  const char* payload;
  const char* bytes;
};
// RFC 2637 section 4.1; the first two bytes are those seen on the wire.
const HeaderCase kHeaderCases[] = {
    {"Data", {0x0102, 7, {}}, "ab", "30 01 88 0b 00 02 01 02 00 00 00 07 61 62"},
    {"DataAndAck",
     {0x0102, 0xfffffffe, 0x01020304},
     "ab",
     "30 81 88 0b 00 02 01 02 ff ff ff fe 01 02 03 04 61 62"},
    {"AckAlone", {0x0102, {}, 9}, "", "20 81 88 0b 00 00 01 02 00 00 00 09"},
    {"SequenceAlone", {0, 9, {}}, "", "30 01 88 0b 00 00 00 00 00 00 00 09"},
    {"Bare", {0xffff, {}, {}}, "", "20 01 88 0b 00 00 ff ff"},
};

Bytes Written(const Header& header, std::string_view payload) {
  std::array<uint8_t, kLargestHeader + 4> headroom;
  const auto written = WriteHeader(header, payload.size(), headroom);
  EXPECT_EQ(headroom.data() + headroom.size(), written.data() + written.size());
  Bytes packet(written.begin(), written.end());
  const ByteView bytes = AsBytes(payload);
  packet.insert(packet.end(), bytes.begin(), bytes.end());
  return packet;
}

TEST(Gre, HeadersHaveTheBytesOfTheRfc) {
  for (const HeaderCase& c : kHeaderCases) {
    SCOPED_TRACE(c.name);
    const Bytes bytes = Written(c.header, c.payload);
    EXPECT_EQ(c.bytes, ToHex(bytes, " "));
    EXPECT_EQ(bytes.size(), HeaderSize(c.header) + std::string_view(c.payload).size());
    const auto packet = Parse(bytes);
    ASSERT_TRUE(packet);
    EXPECT_EQ(c.header, packet->header);
    EXPECT_EQ(c.payload, AsText(packet->payload));
  }
}

TEST(Gre, PayloadIsAViewAndPaddingIsLeftOut) {
  Bytes bytes = Written({1, 2, 3}, "payload");
  const size_t size = bytes.size();
  bytes.resize(size + 30, 0xee);
  const auto packet = Parse(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ("payload", AsText(packet->payload));
  EXPECT_EQ(bytes.data() + size - 7, packet->payload.data());
}

struct FaultCase {
  const char* name;
  Fault fault;
  Bytes bytes;
};
const FaultCase kFaultCases[] = {
    {"Empty", Fault::kTruncated, {}},
    {"SevenBytes", Fault::kTruncated, {0x20, 0x01, 0x88, 0x0b, 0, 0, 0}},
    {"HalfASequence", Fault::kTruncated, {0x30, 0x01, 0x88, 0x0b, 0, 0, 0, 1, 0, 0, 0}},
    {"HalfAnAck", Fault::kTruncated, {0x20, 0x81, 0x88, 0x0b, 0, 0, 0, 1, 0, 0, 0}},
    {"PlainGre", Fault::kWrongVersion, {0x20, 0x00, 0x88, 0x0b, 0, 0, 0, 1}},
    {"Version2", Fault::kWrongVersion, {0x20, 0x02, 0x88, 0x0b, 0, 0, 0, 1}},
    {"IpInGre", Fault::kWrongProtocol, {0x20, 0x01, 0x08, 0x00, 0, 0, 0, 1}},
    {"Checksum", Fault::kChecksum, {0xa0, 0x01, 0x88, 0x0b, 0, 0, 0, 1}},
    {"Routing", Fault::kRouting, {0x60, 0x01, 0x88, 0x0b, 0, 0, 0, 1}},
    {"NoKey", Fault::kNoCallId, {0x00, 0x01, 0x88, 0x0b, 0, 0, 0, 1}},
    {"StrictRoute", Fault::kReservedBits, {0x28, 0x01, 0x88, 0x0b, 0, 0, 0, 1}},
    {"Recursion", Fault::kReservedBits, {0x21, 0x01, 0x88, 0x0b, 0, 0, 0, 1}},
    {"NoSequence", Fault::kNoSequence, {0x20, 0x01, 0x88, 0x0b, 0, 1, 0, 1, 0xaa}},
    {"Short", Fault::kPayloadTooShort, {0x30, 0x01, 0x88, 0x0b, 0, 2, 0, 1, 0, 0, 0, 1, 0xaa}},
};

TEST(Gre, WhatIsNoPacketOfOursIsRefusedWithAReason) {
  std::set<std::string_view> names;
  for (const FaultCase& c : kFaultCases) {
    SCOPED_TRACE(c.name);
    const auto packet = Parse(c.bytes);
    ASSERT_FALSE(packet);
    EXPECT_EQ(c.fault, packet.error());
    names.insert(FaultName(c.fault));
  }
  EXPECT_EQ(9U, names.size()) << "every fault has a name of its own";
}

TEST(Gre, AnyHeaderComesBack) {
  std::mt19937_64 random(4711);
  for (int i = 0; i < 20000; ++i) {
    Header header{static_cast<uint16_t>(random()), {}, {}};
    if (random() % 2 == 0) header.sequence = static_cast<uint32_t>(random());
    if (random() % 2 == 0) header.acknowledgement = static_cast<uint32_t>(random());
    const std::string payload(header.sequence ? random() % 50 : 0, 'x');
    const Bytes bytes = Written(header, payload);
    const auto packet = Parse(bytes);
    ASSERT_TRUE(packet);
    ASSERT_EQ(header, packet->header);
    ASSERT_EQ(payload, AsText(packet->payload));
  }
}

TEST(Gre, SequenceNumbersCompareAroundTheirWrap) {
  EXPECT_TRUE(IsAfter(1, 0));
  EXPECT_FALSE(IsAfter(0, 0));
  EXPECT_FALSE(IsAfter(0, 1));
  EXPECT_TRUE(IsAfter(0, 0xffffffff));
  EXPECT_TRUE(IsAfter(0x10, 0xfffffff0));
  EXPECT_FALSE(IsAfter(0xfffffff0, 0x10));
  EXPECT_TRUE(IsAfter(0x7fffffff, 0));
  EXPECT_FALSE(IsAfter(0x80000001, 0));
  EXPECT_EQ(2, SequenceDistance(1, 0xffffffff));
  EXPECT_EQ(-2, SequenceDistance(0xffffffff, 1));
}

}  // namespace
}  // namespace pptp::gre
