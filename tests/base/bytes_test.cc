#include "lib/base/bytes.h"

#include <gtest/gtest.h>

namespace pptp {
namespace {

TEST(ByteReader, ReadsBigEndian) {
  const Bytes bytes = {0x01, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef, 0x09};
  ByteReader in(bytes);
  EXPECT_EQ(0x01, in.U8());
  EXPECT_EQ(0x1234, in.U16());
  EXPECT_EQ(0xdeadbeefU, in.U32());
  EXPECT_EQ(1U, in.remaining());
  EXPECT_EQ(0x09, in.Rest()[0]);
  EXPECT_TRUE(in.ok());
}

TEST(ByteReader, ReadingPastTheEndFailsForGood) {
  const Bytes bytes = {0x01, 0x02};
  ByteReader in(bytes);
  EXPECT_EQ(0U, in.U32());
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(0U, in.U8());
  EXPECT_EQ(0U, in.remaining());
  EXPECT_FALSE(in.ok());
}

TEST(ByteWriter, WritesWhatTheReaderReads) {
  Bytes bytes;
  ByteWriter out(&bytes);
  out.U8(0x01);
  out.U16(0x1234);
  out.U32(0xdeadbeef);
  out.Append(AsBytes("ab"));
  EXPECT_EQ((Bytes{0x01, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef, 'a', 'b'}), bytes);
  EXPECT_EQ("ab", AsText(ByteView(bytes).last(2)));
}

}  // namespace
}  // namespace pptp
