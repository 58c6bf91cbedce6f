#include "lib/ppp/frame.h"

#include <gtest/gtest.h>

#include <array>

#include "lib/base/text.h"

namespace pptp::ppp {
namespace {

struct HeaderCase {
  const char* name;
  Protocol protocol;
  Compression compression;
  const char* bytes;
};
const HeaderCase kHeaderCases[] = {
    {"Full", Protocol::kIpv4, {false, false}, "ff 03 00 21"},
    {"Pfc", Protocol::kIpv4, {true, false}, "ff 03 21"},
    {"Acfc", Protocol::kIpv4, {false, true}, "00 21"},
    {"Both", Protocol::kIpv4, {true, true}, "21"},
    {"Mppe", Protocol::kCompressed, {true, true}, "fd"},
    {"TwoBytesStay", Protocol::kIpcp, {true, true}, "80 21"},
    {"EvenStays", Protocol{0x0022}, {true, true}, "00 22"},
    {"ReservedStays", Protocol{0x00ff}, {true, true}, "00 ff"},
    {"LcpStays", Protocol::kLcp, {true, true}, "ff 03 c0 21"},
};

TEST(PppFrame, HeadersAreCompressedAsFarAsAllowed) {
  for (const HeaderCase& c : kHeaderCases) {
    SCOPED_TRACE(c.name);
    std::array<uint8_t, kLargestFrameHeader + 3> headroom;
    const auto written = WriteFrameHeader(c.protocol, c.compression, headroom);
    EXPECT_EQ(c.bytes, ToHex(written, " "));
    EXPECT_EQ(headroom.data() + headroom.size(), written.data() + written.size());
    const auto split = Split(written);
    ASSERT_TRUE(split);
    EXPECT_EQ(c.protocol, split->protocol);
    EXPECT_TRUE(split->information.empty());
  }
}

TEST(PppFrame, EveryFormIsTakenWhateverWasAgreedOn) {
  const struct {
    const char* name;
    Bytes frame;
    Compression compression;
  } cases[] = {
      {"Full", {0xff, 0x03, 0xc0, 0x21, 0xaa}, {false, false}},
      {"Acfc", {0xc0, 0x21, 0xaa}, {false, true}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto split = Split(c.frame);
    ASSERT_TRUE(split);
    EXPECT_EQ(Protocol::kLcp, split->protocol);
    EXPECT_EQ(c.compression, split->compression);
    ASSERT_EQ(1U, split->information.size());
    EXPECT_EQ(&c.frame.back(), split->information.data());
  }
}

TEST(PppFrame, FramesWithoutAHeaderAreToldApart) {
  const Bytes frames[] = {{},     {0xff},       {0xff, 0x03}, {0xff, 0x03, 0xc0},
                          {0xc0}, {0xff, 0x7d}, {0x00},       {0xff, 0x03, 0xff}};
  for (const Bytes& frame : frames) EXPECT_FALSE(Split(frame)) << ToHex(frame, " ");
}

}  // namespace
}  // namespace pptp::ppp
