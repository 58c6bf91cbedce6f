#include "lib/catalog/evaluate.h"

#include <algorithm>

#include "lib/catalog/occurrences.h"

namespace pptp::catalog {
namespace {

using Kind = Matcher::Kind;
using Lines = std::vector<const Hit*>;

// Evaluates for the session as a whole.
class Evaluator {
 public:
  Evaluator(const Scope& scope, const std::vector<FactTest>& facts)
      : scope_(scope), facts_(facts) {}

  // True when the matcher holds; its evidence is then appended to *lines, unless that is null.
  bool Holds(const Matcher& matcher, Lines* lines) {
    switch (matcher.kind) {
      case Kind::kMessage:
      case Kind::kPacket:
        if (!scope_.hits->has(matcher.leaf)) return false;
        if (lines != nullptr) lines->push_back(&scope_.hits->hits(matcher.leaf).front());
        return true;
      case Kind::kFact:
        return facts_[matcher.leaf].Holds(*scope_.session);
      case Kind::kWithout:
        return !Holds(matcher.members.front(), nullptr);
      case Kind::kAll:
        return AllHold(matcher, lines);
      case Kind::kAny:
        return std::any_of(matcher.members.begin(), matcher.members.end(),
                           [&](const Matcher& member) { return HoldsAlone(member, lines); });
      case Kind::kCount:
        return CountHoldsWithLines(matcher, lines);
      case Kind::kSequence:
        return FirstOccurrence(matcher, lines);
    }
    return false;
  }

 private:
  bool AllHold(const Matcher& matcher, Lines* lines) {
    return HasLinesFor(matcher, *scope_.hits) &&
           std::all_of(matcher.members.begin(), matcher.members.end(),
                       [&](const Matcher& member) { return Holds(member, lines); });
  }

  // As Holds, but a matcher that does not hold leaves no lines behind.
  bool HoldsAlone(const Matcher& matcher, Lines* lines) {
    if (lines == nullptr) return Holds(matcher, nullptr);
    const size_t before = lines->size();
    if (Holds(matcher, lines)) return true;
    lines->resize(before);
    return false;
  }

  bool CountHoldsWithLines(const Matcher& matcher, Lines* lines) {
    if (!CountHolds(matcher, *scope_.hits)) return false;
    if (matcher.within_micros < 0 || matcher.count_min == 0) {
      if (lines == nullptr) return true;
      const HitList hits = scope_.hits->hits(matcher.members.front().leaf);
      size_t i = 0;
      for (const Hit& hit : hits) {
        const bool shown = i < kCountEvidence / 2 || hits.size() - i <= kCountEvidence / 2;
        if (shown) lines->push_back(&hit);
        ++i;
      }
      return true;
    }
    return FirstOccurrence(matcher, lines);
  }

  bool FirstOccurrence(const Matcher& matcher, Lines* lines) {
    if (!HasLinesFor(matcher, *scope_.hits)) return false;
    if (matcher.kind == Kind::kSequence) {
      const InOrder in_order = LinesInOrder(matcher, *scope_.hits);
      if (in_order == InOrder::kNever) return false;
      if (in_order == InOrder::kSurely && lines == nullptr) return true;
    }
    OccurrenceFinder finder(scope_, facts_);
    const Occurrences found = finder.Find(matcher);
    if (lines != nullptr && !found.list.empty())
      finder.evidence().Collect(found.list.front().evidence, lines);
    return found.anywhere || !found.list.empty();
  }

  const Scope& scope_;
  const std::vector<FactTest>& facts_;
};

// In order, and each physical line once, though several leaves may point at it.
void SortLines(Lines* lines) {
  std::stable_sort(lines->begin(), lines->end(),
                   [](const Hit* a, const Hit* b) { return a->order() < b->order(); });
}

}  // namespace

std::optional<Found> EvaluateMatcher(const Matcher& matcher, const Scope& scope,
                                     const std::vector<FactTest>& facts) {
  Found found;
  Lines lines;
  if (!Evaluator(scope, facts).Holds(matcher, &lines)) return std::nullopt;
  SortLines(&lines);
  for (const Hit* hit : lines) {
    if (hit->captures) found.captures.insert(hit->captures->begin(), hit->captures->end());
    if (found.evidence.empty() || found.evidence.back()->order() != hit->order()) {
      found.evidence.push_back(hit);
    }
  }
  return found;
}

bool MatcherHolds(const Matcher& matcher, const Scope& scope, const std::vector<FactTest>& facts) {
  return Evaluator(scope, facts).Holds(matcher, nullptr);
}

}  // namespace pptp::catalog
