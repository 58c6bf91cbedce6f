#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>

#include "lib/catalog/evaluate.h"
#include "lib/catalog/fact_test.h"

// The slow truth for sequences: every choice of one line for every member is tried.
namespace pptp::catalog {
namespace {

using Kind = Matcher::Kind;

constexpr int64_t kSecond = 1000000;
constexpr uint32_t kLeaves = 4;

class SlowSequence {
 public:
  SlowSequence(const Matcher& sequence, const HitStore& hits) : sequence_(sequence), hits_(hits) {}

  bool Holds() { return Try(0, nullptr, nullptr, {}); }

 private:
  using Lines = std::vector<const Hit*>;

  Lines LinesOf(const Matcher& member) const {
    Lines lines;
    if (member.kind == Kind::kAny) {
      for (const Matcher& one : member.members) {
        for (const Hit* hit : LinesOf(one)) lines.push_back(hit);
      }
      return lines;
    }
    for (const Hit& hit : hits_.hits(member.leaf)) lines.push_back(&hit);
    return lines;
  }

  // Whether a forbidden line stands after "from" and before "to"; null is an end.
  bool StandsBetween(const std::vector<const Matcher*>& forbidden, const Hit* from,
                     const Hit* to) const {
    for (const Matcher* matcher : forbidden) {
      for (const Hit* hit : LinesOf(*matcher)) {
        if ((from == nullptr || hit->order() > from->order()) &&
            (to == nullptr || hit->order() < to->order())) {
          return true;
        }
      }
    }
    return false;
  }

  static bool GapFits(const Matcher& member, const Hit* before, const Hit* after) {
    if (member.gap_min_micros < 0 && member.gap_max_micros < 0) return true;
    if (!before->time() || !after->time()) return false;
    const int64_t gap = after->time()->micros - before->time()->micros;
    return (member.gap_min_micros < 0 || gap >= member.gap_min_micros) &&
           (member.gap_max_micros < 0 || gap <= member.gap_max_micros);
  }

  bool Try(size_t index, const Hit* first, const Hit* last,
           const std::vector<const Matcher*>& forbidden) {
    if (index == sequence_.members.size()) {
      if (StandsBetween(forbidden, last, nullptr)) return false;
      return sequence_.within_micros < 0 || !first->time() || !last->time() ||
             last->time()->micros - first->time()->micros <= sequence_.within_micros;
    }
    const Matcher& member = sequence_.members[index];
    if (member.kind == Kind::kWithout) {
      std::vector<const Matcher*> more = forbidden;
      more.push_back(&member.members.front());
      return Try(index + 1, first, last, more);
    }
    for (const Hit* hit : LinesOf(member)) {
      if (last != nullptr && hit->order() <= last->order()) continue;
      if (last != nullptr && !GapFits(member, last, hit)) continue;
      if (StandsBetween(forbidden, last, hit)) continue;
      if (Try(index + 1, first == nullptr ? hit : first, hit, {})) return true;
    }
    return false;
  }

  const Matcher& sequence_;
  const HitStore& hits_;
};

class RandomCase {
 public:
  explicit RandomCase(uint32_t seed) : random_(seed) {}

  HitStore Hits() {
    HitStore hits(kLeaves);
    int64_t time = 1000 * kSecond;
    const int lines = 3 + Pick(14);
    for (uint64_t order = 1; order <= static_cast<uint64_t>(lines); ++order) {
      // Now and then the clock goes backwards.
      time += (Pick(8) == 0 ? -2 : Pick(4)) * kSecond;
      const auto leaf = static_cast<uint32_t>(Pick(kLeaves));
      session::Event event;
      event.order = order;
      if (Pick(10) != 0) event.time = LogTime{time};
      hits.Add({{leaf, nullptr}}, event);
    }
    return hits;
  }

  Matcher Sequence() {
    Matcher sequence;
    sequence.kind = Kind::kSequence;
    if (Pick(2) == 0) sequence.within_micros = Pick(12) * kSecond;
    bool has_line = false;
    const int members = 2 + Pick(4);
    for (int i = 0; i < members; ++i) {
      Matcher member = Pick(3) == 0 ? AnyLeaf() : Leaf();
      if (Pick(4) == 0 && (has_line || i + 1 < members)) {
        Matcher without;
        without.kind = Kind::kWithout;
        without.members.push_back(std::move(member));
        member = std::move(without);
      } else {
        if (has_line && Pick(3) == 0) {
          if (Pick(2) == 0) member.gap_min_micros = Pick(5) * kSecond;
          if (Pick(2) == 0) member.gap_max_micros = (2 + Pick(5)) * kSecond;
        }
        has_line = true;
      }
      sequence.members.push_back(std::move(member));
    }
    return sequence;
  }

 private:
  int Pick(uint32_t count) { return static_cast<int>(random_() % count); }
  Matcher Leaf() {
    Matcher leaf;
    leaf.leaf = static_cast<uint32_t>(Pick(kLeaves));
    return leaf;
  }
  Matcher AnyLeaf() {
    Matcher any;
    any.kind = Kind::kAny;
    any.members = {Leaf(), Leaf()};
    return any;
  }

  std::mt19937 random_;
};

TEST(Sequence, AgreesWithTryingEveryChoice) {
  int held = 0;
  for (uint32_t seed = 0; seed < 20000; ++seed) {
    RandomCase random(seed);
    const HitStore hits = random.Hits();
    const Matcher sequence = random.Sequence();
    const session::Session session;
    const bool fast = EvaluateMatcher(sequence, {&session, &hits}, {}).has_value();
    ASSERT_EQ(fast, MatcherHolds(sequence, {&session, &hits}, {})) << "seed " << seed;
    ASSERT_EQ(fast, SlowSequence(sequence, hits).Holds()) << "seed " << seed;
    held += fast ? 1 : 0;
  }
  EXPECT_GT(held, 4000);
  EXPECT_LT(held, 16000);
}

TEST(Sequence, TakesPolynomialTimeWhereBacktrackingWouldNot) {
  HitStore hits(kLeaves);
  for (uint64_t order = 1; order < 4000; ++order) {
    session::Event event;
    event.order = order;
    event.time = LogTime{static_cast<int64_t>(order) * kSecond};
    hits.Add({{static_cast<uint32_t>(order % 3), nullptr}}, event);
  }
  Matcher sequence;
  sequence.kind = Kind::kSequence;
  for (int i = 0; i < 30; ++i) {
    Matcher leaf;
    leaf.leaf = static_cast<uint32_t>(i % 3);
    sequence.members.push_back(leaf);
  }
  // The last step can never be reached in time.
  sequence.members.back().gap_min_micros = 100000 * kSecond;
  const session::Session session;
  EXPECT_FALSE(EvaluateMatcher(sequence, {&session, &hits}, {}));
}

}  // namespace
}  // namespace pptp::catalog
