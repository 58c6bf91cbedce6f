#include "lib/log/plain_lines.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace pptp::log {
namespace {

// Byte by byte: what LengthOfPlainLines is tested against.
size_t MeasureSlowly(std::string_view text) {
  size_t behind_lines = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '\n') {
      behind_lines = i + 1;
    } else if (byte < 0x20 || byte >= 0x7f || byte == '&') {
      break;
    }
  }
  return behind_lines;
}

TEST(PlainLines, EveryByteAtEveryPlace) {
  std::string text;
  for (int line = 0; line < 12; ++line) text += "sent [LCP] " + std::to_string(line) + "\n";
  ASSERT_EQ(text.size(), LengthOfPlainLines(text));
  for (size_t at = 0; at < text.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = text;
      other[at] = static_cast<char>(byte);
      ASSERT_EQ(MeasureSlowly(other), LengthOfPlainLines(other)) << byte << " at " << at;
    }
  }
}

TEST(PlainLines, TextsOfEveryLength) {
  std::mt19937 random(1);
  const std::string_view bytes = "\n %~\t\x1b\x7f\x80\xff&\r";
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 200, ' ');
    for (char& c : text) {
      if (random() % 16 == 0) c = bytes[random() % (random() % 4 == 0 ? bytes.size() : 3)];
    }
    ASSERT_EQ(MeasureSlowly(text), LengthOfPlainLines(text)) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace pptp::log
