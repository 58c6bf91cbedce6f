#include "lib/catalog/evaluate.h"

#include <gtest/gtest.h>

#include <string>

#include "lib/catalog/condition.h"
#include "lib/catalog/fact_test.h"

namespace pptp::catalog {
namespace {

using Kind = Matcher::Kind;

constexpr int64_t kSecond = 1000000;

// Leaves are letters here: leaf 0 is 'a'.
Matcher Leaf(char letter) {
  Matcher matcher;
  matcher.leaf = static_cast<uint32_t>(letter - 'a');
  return matcher;
}
Matcher Composite(Kind kind, std::vector<Matcher> members, int64_t within_seconds = -1) {
  Matcher matcher;
  matcher.kind = kind;
  matcher.members = std::move(members);
  matcher.within_micros = within_seconds < 0 ? -1 : within_seconds * kSecond;
  return matcher;
}
Matcher Sequence(std::vector<Matcher> members, int64_t within = -1) {
  return Composite(Kind::kSequence, std::move(members), within);
}
Matcher All(std::vector<Matcher> members) {
  return Composite(Kind::kAll, std::move(members));
}
Matcher AnyOf(std::vector<Matcher> members) {
  return Composite(Kind::kAny, std::move(members));
}
Matcher Without(Matcher member) {
  return Composite(Kind::kWithout, {std::move(member)});
}
Matcher Count(char letter, uint64_t min, uint64_t max = UINT64_MAX, int64_t within = -1) {
  Matcher matcher = Composite(Kind::kCount, {Leaf(letter)}, within);
  matcher.count_min = min;
  matcher.count_max = max;
  return matcher;
}
Matcher Gap(Matcher matcher, int64_t min, int64_t max = -1) {
  matcher.gap_min_micros = min < 0 ? -1 : min * kSecond;
  matcher.gap_max_micros = max < 0 ? -1 : max * kSecond;
  return matcher;
}

// A session told as a text: each letter is a line that its leaf matches, '.' an
// uninteresting one. Lines are a second apart; "a9" is a line "a" repeated 9 times,
// and after '?' a line has no time.
class EvaluateTest : public testing::Test {
 protected:
  void Session(std::string_view story) {
    bool timed = true;
    for (size_t i = 0; i < story.size(); ++i) {
      if (story[i] == '?') {
        timed = false;
        continue;
      }
      ++order_;
      if (story[i] == '.') continue;
      LeafMatch match;
      match.leaf = static_cast<uint32_t>(story[i] - 'a');
      match.captures =
          std::make_shared<const Captures>(Captures{{"first", std::to_string(order_)}});
      session::Event event;
      event.order = order_;
      event.line = {0, order_};
      if (timed) event.time = LogTime{static_cast<int64_t>(order_) * kSecond};
      if (i + 1 < story.size() && story[i + 1] >= '0' && story[i + 1] <= '9') {
        event.count = static_cast<uint32_t>(story[++i] - '0');
      }
      hits_.Add({match}, event);
      timed = true;
    }
  }

  // The lines of the evidence, "-" when the matcher does not hold.
  std::string Evidence(const Matcher& matcher) {
    const auto found = EvaluateMatcher(matcher, {&session_, &hits_}, facts_);
    EXPECT_EQ(found.has_value(), MatcherHolds(matcher, {&session_, &hits_}, facts_));
    EXPECT_EQ(found.has_value(), Condition(matcher, facts_).Holds({&session_, &hits_}, facts_));
    if (!found) return "-";
    std::string lines;
    for (const Hit* hit : found->evidence) {
      lines += (lines.empty() ? "" : " ") + std::to_string(hit->order());
    }
    return lines;
  }

  // The hits of the first leaf.
  std::vector<Hit> Kept() const {
    const HitList hits = hits_.hits(0);
    return {hits.begin(), hits.end()};
  }

  session::Session session_;
  HitStore hits_{8};
  std::vector<FactTest> facts_;
  uint64_t order_ = 0;
};

TEST_F(EvaluateTest, LeafPointsAtItsFirstLine) {
  Session(".b.b");
  EXPECT_EQ(Evidence(Leaf('b')), "2");
  EXPECT_EQ(Evidence(Leaf('a')), "-");
}

TEST_F(EvaluateTest, AllNeedsEveryMemberInAnyOrder) {
  Session("cb");
  EXPECT_EQ(Evidence(All({Leaf('b'), Leaf('c')})), "1 2");
  EXPECT_EQ(Evidence(All({Leaf('b'), Leaf('a')})), "-");
}

TEST_F(EvaluateTest, AnyTakesTheFirstMemberThatHolds) {
  Session("cb");
  EXPECT_EQ(Evidence(AnyOf({Leaf('a'), Leaf('b'), Leaf('c')})), "2");
  EXPECT_EQ(Evidence(AnyOf({Leaf('a')})), "-");
  EXPECT_EQ(Evidence(AnyOf({All({Leaf('b'), Leaf('a')}), Leaf('c')})), "1");
}

TEST_F(EvaluateTest, WithoutHoldsWhenItsMemberNeverDoes) {
  Session("ab");
  EXPECT_EQ(Evidence(All({Leaf('a'), Without(Leaf('c'))})), "1");
  EXPECT_EQ(Evidence(All({Leaf('a'), Without(Leaf('b'))})), "-");
  EXPECT_EQ(Evidence(Without(Sequence({Leaf('b'), Leaf('a')}))), "");
}

TEST_F(EvaluateTest, CountAddsUpRepeats) {
  Session("a3.a2");
  EXPECT_EQ(Evidence(Count('a', 5)), "1 3");
  EXPECT_EQ(Evidence(Count('a', 6)), "-");
  EXPECT_EQ(Evidence(Count('a', 0, 5)), "1 3");
  EXPECT_EQ(Evidence(Count('a', 0, 4)), "-");
  EXPECT_EQ(Evidence(Count('b', 0, 4)), "");
}

TEST_F(EvaluateTest, CountWithinLooksAtTheBusiestStretch) {
  Session("a..a.a.a...a");
  EXPECT_EQ(Evidence(Count('a', 3, UINT64_MAX, 4)), "4 6 8");
  EXPECT_EQ(Evidence(Count('a', 4, UINT64_MAX, 4)), "-");
  EXPECT_EQ(Evidence(Count('a', 0, 2, 4)), "-");
  EXPECT_EQ(Evidence(Count('a', 0, 3, 4)), "1 4 6 8 12");
}

TEST_F(EvaluateTest, AStoreThatIsShortenedKeepsTheEndsAndTheCount) {
  for (int i = 0; i < 10000; ++i) Session("a");
  const size_t bytes = hits_.bytes();
  hits_.Shorten(2);
  EXPECT_EQ(hits_.hits(0).size(), 4u);
  EXPECT_EQ(hits_.dropped(0), 9996u);
  EXPECT_EQ(hits_.hits(0).front().order(), 1u);
  EXPECT_EQ(Kept().back().order(), 10000u);
  EXPECT_LT(hits_.bytes(), bytes / 10);
  EXPECT_NE(Evidence(Count('a', 10000, 10000)), "-");
  EXPECT_EQ(Evidence(Count('a', 10001)), "-");
}

TEST_F(EvaluateTest, CountRemembersWhatTheStoreDropped) {
  for (int i = 0; i < 10000; ++i) Session("a");
  EXPECT_LE(hits_.hits(0).size(), HitStore::kPerLeaf);
  EXPECT_EQ(hits_.hits(0).size() + hits_.dropped(0), 10000u);
  EXPECT_EQ(hits_.hits(0).front().order(), 1u);
  EXPECT_EQ(Kept()[HitStore::kPerLeaf / 2 - 1].order(), HitStore::kPerLeaf / 2);
  EXPECT_EQ(Kept().back().order(), 10000u);
  EXPECT_NE(Evidence(Count('a', 10000, 10000)), "-");
  EXPECT_EQ(Evidence(Count('a', 10001)), "-");
  EXPECT_EQ(EvaluateMatcher(Count('a', 1), {&session_, &hits_}, facts_)->evidence.size(),
            kCountEvidence);
}

TEST_F(EvaluateTest, SequenceNeedsTheOrder) {
  Session("b.a..b.c");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Leaf('b')})), "3 6");
  EXPECT_EQ(Evidence(Sequence({Leaf('b'), Leaf('a'), Leaf('b'), Leaf('c')})), "1 3 6 8");
  EXPECT_EQ(Evidence(Sequence({Leaf('c'), Leaf('b')})), "-");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Leaf('a')})), "-");
}

TEST_F(EvaluateTest, SequenceWithinFindsALaterStart) {
  Session("a....a.b");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Leaf('b')}, 3)), "6 8");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Leaf('b')}, 1)), "-");
}

TEST_F(EvaluateTest, SequenceKeepsGaps) {
  Session("a..a.b....b");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Gap(Leaf('b'), 3)})), "1 6");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Gap(Leaf('b'), -1, 2)})), "4 6");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Gap(Leaf('b'), 6, 8)})), "4 11");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Gap(Leaf('b'), 11)})), "-");
}

TEST_F(EvaluateTest, WithoutInASequenceLooksBetweenItsNeighbours) {
  Session("acb.a.bc");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Without(Leaf('c')), Leaf('b')})), "5 7");
  EXPECT_EQ(Evidence(Sequence({Without(Leaf('c')), Leaf('b')})), "-");
  EXPECT_EQ(Evidence(Sequence({Without(Leaf('c')), Leaf('a')})), "1");
  EXPECT_EQ(Evidence(Sequence({Leaf('b'), Without(Leaf('a'))})), "7");
  EXPECT_EQ(Evidence(Sequence({Leaf('b'), Without(Leaf('c'))})), "-");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Without(Sequence({Leaf('c'), Leaf('b')})), Leaf('a')})),
            "-");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Without(Sequence({Leaf('b'), Leaf('c')})), Leaf('a')})),
            "1 5");
}

TEST_F(EvaluateTest, CompositesInASequenceAreStretches) {
  Session("cab.ddd.c");
  EXPECT_EQ(Evidence(Sequence({All({Leaf('a'), Leaf('b')}), Count('d', 2), Leaf('c')})),
            "2 3 5 6 9");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), All({Leaf('c'), Leaf('b')})})), "2 3 9");
  EXPECT_EQ(Evidence(Sequence({Leaf('b'), All({Leaf('a'), Leaf('c')})})), "-");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), AnyOf({Leaf('e'), Count('d', 3)}), Leaf('c')})),
            "2 5 6 7 9");
  EXPECT_EQ(Evidence(Sequence({Sequence({Leaf('c'), Leaf('b')}), Leaf('d')})), "1 3 5");
}

TEST_F(EvaluateTest, LinesWithoutATimeSatisfyEveryWithinAndNoGap) {
  Session("?a.....b");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Leaf('b')}, 1)), "1 7");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Gap(Leaf('b'), 0)})), "-");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), Gap(Leaf('b'), -1, 100)})), "-");
}

TEST_F(EvaluateTest, FactsInCompositionsPointAtNoLine) {
  FactTest up;
  up.fact = FindFact("outcome");
  up.has_is = true;
  up.is_texts = {"up"};
  facts_ = {up};
  Matcher fact;
  fact.kind = Kind::kFact;
  Session("ab");
  EXPECT_EQ(Evidence(All({Leaf('a'), fact})), "-");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), fact, Leaf('b')})), "-");
  session_.outcome = session::Outcome::kUp;
  EXPECT_EQ(Evidence(All({Leaf('a'), fact})), "1");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), fact, Leaf('b')})), "1 2");
  EXPECT_EQ(Evidence(Sequence({Leaf('a'), AnyOf({Leaf('c'), fact}), Leaf('b')})), "1 2");
}

TEST_F(EvaluateTest, TheFirstLineToCaptureANameWins) {
  Session("..ba");
  const auto found = EvaluateMatcher(All({Leaf('a'), Leaf('b')}), {&session_, &hits_}, facts_);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->captures, (Captures{{"first", "3"}}));
}

TEST(Matcher, MonotonicMeansThatNothingLaterCanUndoIt) {
  EXPECT_TRUE(IsMonotonic(Sequence({Leaf('a'), Gap(Leaf('b'), 1, 2), Count('c', 3)}, 5)));
  EXPECT_TRUE(
      IsMonotonic(Sequence({Without(Leaf('a')), Leaf('b'), Without(Leaf('c')), Leaf('d')})));
  EXPECT_FALSE(IsMonotonic(Sequence({Leaf('a'), Without(Leaf('b'))})));
  EXPECT_FALSE(IsMonotonic(Sequence({Without(Count('a', 1, 2)), Leaf('b')})));
  EXPECT_FALSE(IsMonotonic(All({Leaf('a'), Without(Leaf('b'))})));
  EXPECT_FALSE(IsMonotonic(AnyOf({Leaf('a'), Count('b', 1, 2)})));
  Matcher fact;
  fact.kind = Kind::kFact;
  EXPECT_FALSE(IsMonotonic(All({Leaf('a'), fact})));
}

TEST(Matcher, OnlyLinesCanMakeASignatureHold) {
  Matcher fact;
  fact.kind = Kind::kFact;
  EXPECT_TRUE(CanHoldOnLines(All({fact, Leaf('a')})));
  EXPECT_TRUE(CanHoldOnLines(Count('a', 1)));
  EXPECT_FALSE(CanHoldOnLines(Count('a', 0, 4)));
  EXPECT_FALSE(CanHoldOnLines(All({fact, Without(Leaf('a'))})));
}

}  // namespace
}  // namespace pptp::catalog
