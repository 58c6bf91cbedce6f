#include "lib/log/line_bytes.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace pptp::log {
namespace {

// Byte by byte: what LookAtBytes is tested against.
LineBytes LookSlowly(std::string_view line) {
  LineBytes bytes;
  for (char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) bytes.non_ascii = true;
    if ((byte < 0x20 && c != '\t') || byte == 0x7f) bytes.control = true;
    if (c == '<') bytes.angle = true;
    if (c == '&') bytes.ampersand = true;
  }
  return bytes;
}

void ExpectRight(std::string_view line) {
  const LineBytes expected = LookSlowly(line);
  const LineBytes bytes = LookAtBytes(line);
  EXPECT_EQ(expected.non_ascii, bytes.non_ascii) << testing::PrintToString(line);
  EXPECT_EQ(expected.control, bytes.control) << testing::PrintToString(line);
  EXPECT_EQ(expected.angle, bytes.angle) << testing::PrintToString(line);
  EXPECT_EQ(expected.ampersand, bytes.ampersand) << testing::PrintToString(line);
}

TEST(LineBytes, EveryByteAtEveryPlaceOfLinesOfEveryLength) {
  for (size_t length = 0; length < 50; ++length) {
    ExpectRight(std::string(length, 'x'));
    for (size_t at = 0; at < length; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string line(length, 'x');
        line[at] = static_cast<char>(byte);
        ExpectRight(line);
      }
    }
  }
}

TEST(LineBytes, SeveralInOneLine) {
  std::mt19937 random(1);
  const std::string_view bytes = "abc \t\x1b\x7f\x80\xff<&>\r";
  for (int round = 0; round < 2000; ++round) {
    std::string line(random() % 100, ' ');
    for (char& c : line) c = random() % 32 == 0 ? bytes[random() % bytes.size()] : 'y';
    ExpectRight(line);
  }
}

}  // namespace
}  // namespace pptp::log
