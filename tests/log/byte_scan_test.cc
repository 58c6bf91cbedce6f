// The vectors find what the slow way finds, on every kind of processor that can be had here.

#include "lib/log/byte_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "lib/log/literal_set.h"

namespace pptp::log {
namespace {

const std::vector<Literal>& SomeLiterals() {
  static const std::vector<Literal> literals = {{"sent [", false},  {"rcvd [", false},
                                                {"ppp", true},      {"vpn", true},
                                                {"po", false},      {"message repeated ", false},
                                                {".c:", false},     {"MPPE required", false},
                                                {"modprobe", true}, {"\xc3\xa9tat", false}};
  return literals;
}

// Bytes of all kinds, among which literals stand, whole and cut.
std::string RandomText(std::mt19937* random, size_t size) {
  static constexpr char kUsual[] = "abcdefghij klmnopqrst 0123456789:[]<&\n\t\r\x1b\x80\xff";
  std::string text;
  while (text.size() < size) {
    const auto kind = (*random)() % 40;
    if (kind == 0) {
      const std::string& literal = SomeLiterals()[(*random)() % SomeLiterals().size()].text;
      text += literal.substr(0, 1 + (*random)() % literal.size());
    } else if (kind < 3) {
      text += SomeLiterals()[(*random)() % SomeLiterals().size()].text;
    } else {
      text += kUsual[(*random)() % (sizeof kUsual - 1)];
    }
  }
  text.resize(size);
  return text;
}

TEST(ScanBytes, MapsWithAnyVectorsWhatTheSlowWayMaps) {
  const LiteralSet literals(SomeLiterals());
  std::mt19937 random(1723);
  auto fast = std::make_unique<ByteMaps>();
  auto slow = std::make_unique<ByteMaps>();
  for (size_t vectors = 0; vectors < KindsOfVectors(); ++vectors) {
    SCOPED_TRACE(vectors);
    for (int i = 0; i < 400; ++i) {
      const std::string text = RandomText(&random, random() % 700);
      const size_t from = text.empty() ? 0 : random() % text.size();  // any alignment
      const size_t count = (text.size() - from) - (i % 3 == 0 ? (text.size() - from) / 3 : 0);
      ScanBytes(text, from, count, literals.tables(), fast.get(), vectors);
      ScanBytesSlowly(text, from, count, literals.tables(), slow.get());
      for (size_t word = 0; word * 64 < count; ++word) {
        ASSERT_EQ(slow->line_ends[word], fast->line_ends[word]) << i << " at " << word;
        ASSERT_EQ(slow->stops[word], fast->stops[word]) << i << " at " << word;
        ASSERT_EQ(slow->hits[word], fast->hits[word]) << i << " at " << word;
      }
    }
  }
}

TEST(LiteralSet, FindsEachLiteralWhereItsWindowIsHit) {
  const LiteralSet literals(SomeLiterals());
  for (const Literal& literal : SomeLiterals()) {
    SCOPED_TRACE(literal.text);
    for (const char* before : {"", "x", "some words before it "}) {
      const std::string text = before + literal.text;  // up to the very end
      bool found = false;
      for (size_t at = 0; at < text.size(); ++at) {
        if (literals.tables().BucketsAt(text, at) == 0) continue;
        found = found || literals.FindAt(text, at) != LiteralSet::kNone;
      }
      EXPECT_TRUE(found) << text;
    }
  }
}

TEST(LiteralSet, HeedsCaseUnlessItIsToldNotTo) {
  const LiteralSet literals({{"Modem", false}, {"modprobe", true}});
  const auto finds = [&](std::string_view text) {
    for (size_t at = 0; at < text.size(); ++at) {
      if (literals.FindAt(text, at) != LiteralSet::kNone) return true;
    }
    return false;
  };
  EXPECT_TRUE(finds("a Modem hangup"));
  EXPECT_FALSE(finds("a modem hangup"));
  EXPECT_TRUE(finds("ModProbe[12]:"));
  EXPECT_FALSE(finds("modprob"));
}

}  // namespace
}  // namespace pptp::log
