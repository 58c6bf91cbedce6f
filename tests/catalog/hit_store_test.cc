#include "lib/catalog/hit_store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace pptp::catalog {
namespace {

constexpr uint32_t kLeaves = 5;

// A slow truth: for each leaf a list of its own, with texts of their own.
class PlainStore {
 public:
  struct Line {
    uint64_t order;
    uint32_t count;
    std::string raw;
  };

  void Add(uint32_t leaf, Line line) {
    std::vector<Line>& list = lists[leaf];
    if (list.size() == HitStore::kPerLeaf) {
      constexpr size_t kHalf = HitStore::kPerLeaf / 2;
      Drop(leaf, kHalf, kHalf + kHalf / 4);
    }
    list.push_back(std::move(line));
  }

  void Shorten(size_t ends) {
    for (uint32_t leaf = 0; leaf < kLeaves; ++leaf) {
      if (lists[leaf].size() > 2 * ends) Drop(leaf, ends, lists[leaf].size() - ends);
    }
  }

  std::vector<std::vector<Line>> lists{kLeaves};
  std::vector<uint64_t> dropped = std::vector<uint64_t>(kLeaves, 0);

 private:
  void Drop(uint32_t leaf, size_t begin, size_t end) {
    std::vector<Line>& list = lists[leaf];
    for (size_t i = begin; i < end; ++i) dropped[leaf] += list[i].count;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(begin),
               list.begin() + static_cast<std::ptrdiff_t>(end));
  }
};

void ExpectSame(const PlainStore& plain, const HitStore& store) {
  for (uint32_t leaf = 0; leaf < kLeaves; ++leaf) {
    const std::vector<PlainStore::Line>& expected = plain.lists[leaf];
    ASSERT_EQ(!expected.empty(), store.has(leaf));
    ASSERT_EQ(expected.size(), store.hits(leaf).size());
    ASSERT_EQ(plain.dropped[leaf], store.dropped(leaf));
    size_t i = 0;
    for (const Hit& hit : store.hits(leaf)) {
      ASSERT_LT(i, expected.size());
      ASSERT_EQ(expected[i].order, hit.order());
      ASSERT_EQ(expected[i].count, hit.count());
      ASSERT_EQ(expected[i].raw, hit.raw());
      ++i;
    }
    ASSERT_EQ(expected.size(), i);
  }
}

// Leaf 0 comes all the time and the last ones seldom; some lines are hits of several leaves.
TEST(HitStore, TellsTheSameAsAListForEachLeaf) {
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    PlainStore plain;
    HitStore store(kLeaves);
    for (uint64_t order = 1; order < 1500; ++order) {
      session::Event event;
      event.order = order;
      event.count = 1 + static_cast<uint32_t>(random() % 3);
      const std::string raw = fmt::format("line {} {}", order, std::string(random() % 300, 'x'));
      event.raw = raw;
      std::vector<LeafMatch> matches;
      for (uint32_t leaf = 0; leaf < kLeaves; ++leaf) {
        if (random() % (1 + leaf * leaf * 8) != 0) continue;
        plain.Add(leaf, {order, event.count, raw});
        matches.push_back({leaf, nullptr});
      }
      store.Add(matches, event);
      if (random() % 700 == 0) {
        const size_t ends = 1 + random() % 4;
        plain.Shorten(ends);
        store.Shorten(ends);
      }
      if (order % 50 != 0) continue;
      ASSERT_NO_FATAL_FAILURE(ExpectSame(plain, store));
    }
    ASSERT_NO_FATAL_FAILURE(ExpectSame(plain, store));
  }
}

TEST(HitStore, KeepsWhatIsNeededOfTheLine) {
  HitStore store(kLeaves);
  const std::string raw = std::string(kEvidenceBytes - 2, 'y') + "\xE2\x82\xAC and more";
  session::Event event;
  event.order = 7;
  event.line = {1, 42};
  event.time = LogTime{1000};
  event.count = 3;
  event.raw = raw;
  auto captures = std::make_shared<const Captures>(Captures{{"why", "it rained"}});
  store.Add({{1, captures}, {3, nullptr}}, event);
  captures = nullptr;
  const Hit& hit = store.hits(1).front();
  EXPECT_EQ(hit.order(), 7u);
  EXPECT_EQ(hit.line(), (session::LineRef{1, 42}));
  EXPECT_EQ(hit.time(), LogTime{1000});
  EXPECT_EQ(hit.count(), 3u);
  EXPECT_EQ(hit.raw(), raw.substr(0, kEvidenceBytes - 2)) << "cut between characters";
  EXPECT_EQ(*hit.captures, (Captures{{"why", "it rained"}}));
  EXPECT_EQ(store.hits(3).front().captures, nullptr);
}

TEST(HitStore, CutsALongLine) {
  HitStore store(kLeaves);
  const std::string raw(5000, 'y');
  session::Event event;
  event.raw = raw;
  store.Add({{0, nullptr}}, event);
  EXPECT_EQ(store.hits(0).front().raw(), raw.substr(0, kEvidenceBytes));
}

// Of lines that are dropped others may be hits still, and captures others' captures.
TEST(HitStore, LeavesBehindOnlyWhatIsNobodys) {
  HitStore store(kLeaves);
  const auto captures = std::make_shared<const Captures>(Captures{{"n", "1"}});
  session::Event event;
  for (uint64_t order = 1; order <= 100; ++order) {
    const std::string raw = fmt::format("line {}", order);
    event.order = order;
    event.raw = raw;
    std::vector<LeafMatch> matches = {{0, captures}};
    if (order == 50) matches.push_back({1, captures});
    store.Add(matches, event);
  }
  const size_t before = store.bytes();
  store.Shorten(1);
  EXPECT_LT(store.bytes(), before / 10);
  ASSERT_EQ(store.hits(0).size(), 2u);
  ASSERT_EQ(store.hits(1).size(), 1u);
  EXPECT_EQ(store.hits(0).front().raw(), "line 1");
  EXPECT_EQ(store.hits(1).front().raw(), "line 50");
  EXPECT_EQ(store.hits(1).front().captures, captures.get());
  EXPECT_EQ(captures.use_count(), 2) << "one owner is enough";
}

TEST(HitStore, KnowsMoreLeavesThanFitIntoAByte) {
  constexpr uint32_t kMany = 1000;
  HitStore store(kMany);
  session::Event event;
  for (uint32_t leaf = 0; leaf < kMany; leaf += 2) {
    event.order = leaf + 1;
    store.Add({{leaf, nullptr}}, event);
    if (leaf % 6 == 0) store.Add({{leaf, nullptr}}, event);
  }
  for (uint32_t leaf = 0; leaf < kMany; ++leaf) {
    ASSERT_EQ(store.has(leaf), leaf % 2 == 0);
    ASSERT_EQ(store.hits(leaf).size(), leaf % 2 != 0 ? 0u : leaf % 6 == 0 ? 2u : 1u);
    if (!store.has(leaf)) continue;
    ASSERT_EQ(store.hits(leaf).front().order(), leaf + 1);
  }
}

// What is dropped leaves no bytes behind once it is more than what stays.
TEST(HitStore, AnEndlessSessionTakesLittleMoreThanALongOne) {
  HitStore store(kLeaves);
  session::Event event;
  size_t most = 0;
  for (uint64_t order = 1; order < 20000; ++order) {
    const std::string raw = fmt::format("{:>200}", order);
    event.order = order;
    event.raw = raw;
    store.Add({{0, nullptr}}, event);
    if (order <= HitStore::kPerLeaf) most = store.bytes();
    ASSERT_LE(store.bytes(), 2 * most);
  }
}

}  // namespace
}  // namespace pptp::catalog
