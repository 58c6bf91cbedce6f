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
    if ((byte < 0x20 && c != '\t') || byte >= 0x7f) bytes.unusual = true;
    if (c == '<' || c == '&') bytes.markup = true;
  }
  return bytes;
}

void ExpectRight(std::string_view line) {
  const LineBytes expected = LookSlowly(line);
  const LineBytes bytes = LookAtBytes(line);
  EXPECT_EQ(expected.unusual, bytes.unusual) << testing::PrintToString(line);
  EXPECT_EQ(expected.markup, bytes.markup) << testing::PrintToString(line);
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
