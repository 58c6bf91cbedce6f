// The vectors find what the slow way finds, on every kind of processor that can be had here.

#include "lib/log/byte_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>
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

// The first three need three bytes.
LiteralSet Set(size_t literals) {
  return LiteralSet(
      {SomeLiterals().begin(), SomeLiterals().begin() + static_cast<std::ptrdiff_t>(literals)},
      "<&");
}

void ExpectSame(const BytePlaces& slow, const BytePlaces& fast) {
  EXPECT_EQ(std::vector<uint16_t>(slow.begin(), slow.end()),
            std::vector<uint16_t>(fast.begin(), fast.end()));
  EXPECT_EQ(BytePlaces::kNowhere, *fast.end());
}

TEST(ScanBytes, FindsWithAnyVectorsWhatTheSlowWayFinds) {
  std::mt19937 random(1723);
  auto fast = std::make_unique<FoundBytes>();
  auto slow = std::make_unique<FoundBytes>();
  for (const size_t literals : {size_t{3}, SomeLiterals().size()}) {
    const LiteralSet set = Set(literals);
    for (size_t vectors = 0; vectors < KindsOfVectors(); ++vectors) {
      SCOPED_TRACE(testing::Message() << literals << " literals, vectors " << vectors);
      for (int i = 0; i < 400 && !testing::Test::HasFailure(); ++i) {
        const std::string text = RandomText(&random, random() % 700);
        const size_t from = text.empty() ? 0 : random() % text.size();  // any alignment
        const size_t count = (text.size() - from) - (i % 3 == 0 ? (text.size() - from) / 3 : 0);
        ScanBytes(text, from, count, set.tables(), fast.get(), vectors);
        ScanBytesSlowly(text, from, count, set.tables(), slow.get());
        ExpectSame(slow->line_ends, fast->line_ends);
        ExpectSame(slow->hits, fast->hits);
      }
    }
  }
}

TEST(ScanMarkup, FindsWithAnyVectorsWhatTheSlowWayFinds) {
  std::mt19937 random(47);
  auto fast = std::make_unique<FoundBytes>();
  for (size_t vectors = 0; vectors < KindsOfVectors(); ++vectors) {
    SCOPED_TRACE(testing::Message() << "vectors " << vectors);
    for (int i = 0; i < 400 && !testing::Test::HasFailure(); ++i) {
      std::string text(random() % 700, ' ');
      for (char& c : text) {
        if (random() % 8 == 0) c = static_cast<char>(random());
      }
      const size_t from = text.empty() ? 0 : random() % text.size();  // any alignment
      const size_t count = (text.size() - from) - (i % 3 == 0 ? (text.size() - from) / 3 : 0);
      ScanMarkup(text, from, count, fast.get(), vectors);
      std::vector<uint16_t> line_ends, hits;
      for (size_t at = 0; at < count; ++at) {
        if (text[from + at] == '\n') line_ends.push_back(static_cast<uint16_t>(at));
        if (IsOddOrMarkup(text[from + at])) hits.push_back(static_cast<uint16_t>(at));
      }
      EXPECT_EQ(line_ends, std::vector<uint16_t>(fast->line_ends.begin(), fast->line_ends.end()));
      EXPECT_EQ(hits, std::vector<uint16_t>(fast->hits.begin(), fast->hits.end()));
    }
  }
}

// As many as there can be.
TEST(ScanBytes, FindsPlacesInEveryByte) {
  const LiteralSet set = Set(3);
  auto found = std::make_unique<FoundBytes>();
  for (const char c : {'\n', '\x01', '&'}) {
    const std::string text(FoundBytes::kMostBytes, c);
    ScanBytes(text, 0, text.size(), set.tables(), found.get());
    const BytePlaces& places = c == '\n' ? found->line_ends : found->hits;
    EXPECT_EQ(FoundBytes::kMostBytes, static_cast<size_t>(places.end() - places.begin()));
  }
}

bool Finds(const LiteralSet& literals, std::string_view text) {
  auto found = std::make_unique<FoundBytes>();
  ScanBytes(text, 0, text.size(), literals.tables(), found.get());
  return std::any_of(found->hits.begin(), found->hits.end(),
                     [&](uint16_t at) { return literals.FindAt(text, at) != LiteralSet::kNone; });
}

TEST(LiteralSet, FindsEachLiteralWhereItsWindowIsHit) {
  for (const size_t literals : {size_t{3}, SomeLiterals().size()}) {
    const LiteralSet set = Set(literals);
    for (const Literal& literal : set.literals()) {
      SCOPED_TRACE(literal.text);
      for (const char* before : {"", "x", "some words before it "}) {
        for (const char* behind : {"", "x", "\xc3\xa9t\xc3\xa9", " and some words behind it"}) {
          EXPECT_TRUE(Finds(set, before + literal.text + behind));
          EXPECT_FALSE(Finds(set, before + literal.text.substr(1) + behind));
        }
      }
    }
  }
}

TEST(LiteralSet, NeedsNoLiteralThatHoldsAnother) {
  const std::vector<Literal> kept = WithoutCovered({{"a Modem hangup", false},
                                                    {"Modem", false},
                                                    {"modem", false},
                                                    {"pppd", true},
                                                    {"ppp", false},
                                                    {"xPPPd", false},
                                                    {"xPPP", false},
                                                    {"Modem", false}});
  std::multiset<std::string> texts;
  for (const Literal& literal : kept) texts.insert(literal.text);
  EXPECT_THAT(texts, testing::UnorderedElementsAre("Modem", "modem", "pppd", "ppp", "xPPP"));
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
