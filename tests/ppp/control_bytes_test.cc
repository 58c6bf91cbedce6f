#include "lib/ppp/control_bytes.h"

#include <gtest/gtest.h>

namespace pptp::ppp {
namespace {

TEST(ControlBytes, RequestWithOptionsAndPadding) {
  const Bytes bytes{1, 7, 0, 10, 0, 6, 1, 2, 3, 4, 0xff};
  auto packet = DecodeControlPacket(Protocol::kEcp, bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ((Packet{Protocol::kEcp, 1, 7, Options{{{0, {1, 2, 3, 4}, {}}}}, {0xff}, {}}), *packet);
  EXPECT_EQ(bytes, EncodeControlPacket(*packet));
}

TEST(ControlBytes, EveryCodeComesBack) {
  for (uint8_t code = 5; code < 20; ++code) {
    const Bytes bytes{code, 1, 0, 7, 0xaa, 0xbb, 0xcc};
    auto packet = DecodeControlPacket(Protocol::kEcp, bytes);
    ASSERT_TRUE(packet);
    EXPECT_EQ(bytes, EncodeControlPacket(*packet));
  }
}

TEST(ControlBytes, LengthsThatDoNotFitAreRefused) {
  const Bytes cases[] = {
      {},
      {1, 1, 0},
      {1, 1, 0, 3},
      {1, 1, 0, 5},
      {1, 1, 0, 5, 0},           // an option without its length
      {1, 1, 0, 6, 0, 1},        // an option shorter than its header
      {1, 1, 0, 7, 0, 4, 0xaa},  // an option longer than the packet
  };
  for (const Bytes& bytes : cases) EXPECT_FALSE(DecodeControlPacket(Protocol::kEcp, bytes));
}

}  // namespace
}  // namespace pptp::ppp
