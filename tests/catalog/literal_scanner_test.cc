#include "lib/catalog/literal_scanner.h"

#include <gtest/gtest.h>

#include <random>

namespace pptp::catalog {
namespace {

std::vector<uint32_t> Scan(const std::vector<std::string>& literals, std::string_view text) {
  LiteralScanner scanner;
  for (const std::string& literal : literals) scanner.Add(literal);
  scanner.Build();
  std::vector<uint32_t> found;
  scanner.Scan(text, &found);
  return found;
}

using Numbers = std::vector<uint32_t>;

TEST(LiteralScanner, FindsEachLiteralOnceInOrder) {
  EXPECT_EQ(Scan({"he", "she", "his", "hers", "he"}, "ushers, ushers"), (Numbers{0, 1, 3, 4}));
}

TEST(LiteralScanner, FindsNothingWithoutLiterals) {
  EXPECT_EQ(Scan({}, "text"), Numbers{});
}

TEST(LiteralScanner, TakesAllByteValues) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  EXPECT_EQ(Scan({all, std::string("\0\xff", 2)}, all + all), (Numbers{0}));
  EXPECT_EQ(Scan({all, std::string("\xff\0", 2)}, all + all), (Numbers{0, 1}));
}

TEST(LiteralScanner, FindsALiteralWhereverItStands) {
  const std::string literal = "seven b";
  for (size_t before = 0; before < 9; ++before) {
    for (size_t behind = 0; behind < 9; ++behind) {
      const std::string text = std::string(before, '-') + literal + std::string(behind, '-');
      EXPECT_EQ(Scan({"none of it", literal}, text), (Numbers{1})) << text;
    }
  }
}

TEST(LiteralScanner, AgreesWithPlainSearch) {
  std::mt19937 random(7);
  auto word = [&](size_t longest) {
    std::string text(1 + random() % longest, ' ');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> literals;
    for (size_t i = 0; i < 1 + random() % 12; ++i)
      literals.push_back(word(round % 2 == 0 ? 5 : 11));
    const std::string text = word(40) + literals[0] + word(20);
    Numbers expected;
    for (uint32_t i = 0; i < literals.size(); ++i) {
      if (text.find(literals[i]) != std::string::npos) expected.push_back(i);
    }
    EXPECT_EQ(Scan(literals, text), expected) << text;
  }
}

}  // namespace
}  // namespace pptp::catalog
