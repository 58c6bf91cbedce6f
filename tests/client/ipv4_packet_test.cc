#include "lib/client/ipv4_packet.h"

#include <gtest/gtest.h>

#include <string>

namespace pptp::client {
namespace {

Bytes Packet(uint8_t first, uint16_t total, size_t size) {
  Bytes packet(size);
  if (size > 0) packet[0] = first;
  if (size > 3) {
    packet[2] = static_cast<uint8_t>(total >> 8);
    packet[3] = static_cast<uint8_t>(total);
  }
  return packet;
}

struct Case {
  const char* name;
  uint8_t first;   // version and header length
  uint16_t total;  // as the header has it
  size_t size;     // as it came
  int payload;     // bytes; -1 if it is no packet
};
const Case kCases[] = {
    {"Plain", 0x45, 30, 30, 10},
    {"WithOptions", 0x46, 30, 30, 6},
    {"Padded", 0x45, 22, 46, 2},
    {"Empty", 0x45, 20, 20, 0},
    {"Cut", 0x45, 31, 30, -1},
    {"HeaderTooShort", 0x44, 30, 30, -1},
    {"HeaderLongerThanThePacket", 0x4f, 30, 30, -1},
    {"TotalWithinTheHeader", 0x46, 20, 30, -1},
    {"Ipv6", 0x65, 30, 30, -1},
    {"Nothing", 0, 0, 0, -1},
    {"NineteenBytes", 0x45, 19, 19, -1},
};

class Ipv4PayloadTest : public testing::TestWithParam<Case> {};

TEST_P(Ipv4PayloadTest, HoldsOnlyWhatTheHeaderAnnounces) {
  const Case& row = GetParam();
  const Bytes packet = Packet(row.first, row.total, row.size);
  const auto payload = Ipv4Payload(packet);
  ASSERT_EQ(payload.has_value(), row.payload >= 0);
  if (!payload) return;
  EXPECT_EQ(payload->size(), static_cast<size_t>(row.payload));
  EXPECT_EQ(payload->data(), packet.data() + size_t{4} * (row.first & 15));
}

INSTANTIATE_TEST_SUITE_P(Table, Ipv4PayloadTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace pptp::client
