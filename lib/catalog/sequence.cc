#include <algorithm>

#include "lib/catalog/occurrences.h"

// A sequence is a chain of occurrences, one of each member, each after the one
// before. Going from member to member, the best chain that ends in each occurrence
// is kept: the one that starts latest. No other chain to the same occurrence can do
// better, because what is still to come looks only at the occurrence itself (for
// order, gap and without) and at the chain's start (for within). So all chains are
// covered in time quadratic in the number of occurrences, without backtracking.
namespace pptp::catalog {
namespace {

using Kind = Matcher::Kind;

// A member that points at lines, with what must not stand between it and the one
// before. A forbidden stretch counts when it lies wholly between the two.
struct Step {
  const Matcher* matcher = nullptr;
  OccurrenceList occurrences;
  std::vector<OccurrenceList> forbidden_before;
};

bool StartsLater(const Occurrence& a, const Occurrence& b) {
  // A start without a time satisfies any "within".
  if (!a.first->time() || !b.first->time()) {
    return !a.first->time() && (b.first->time() || a.first->order() > b.first->order());
  }
  if (a.first->time()->micros != b.first->time()->micros) {
    return a.first->time()->micros > b.first->time()->micros;
  }
  return a.first->order() > b.first->order();
}

bool GapFits(const Hit& before, const Hit& after, const Matcher& matcher) {
  if (matcher.gap_min_micros < 0 && matcher.gap_max_micros < 0) return true;
  if (!before.time() || !after.time() || before.time()->has_date != after.time()->has_date)
    return false;
  const int64_t gap = after.time()->micros - before.time()->micros;
  if (matcher.gap_min_micros >= 0 && gap < matcher.gap_min_micros) return false;
  return matcher.gap_max_micros < 0 || gap <= matcher.gap_max_micros;
}

// The order of the latest start of a forbidden stretch that ends before "order":
// chains must have come at least that far. 0 when there is none.
uint64_t LatestForbidden(const std::vector<OccurrenceList>& forbidden, uint64_t order, bool* any) {
  uint64_t latest = 0;
  *any = false;
  for (const OccurrenceList& list : forbidden) {
    for (const Occurrence& occurrence : list) {
      if (occurrence.last->order() >= order) break;
      latest = std::max(latest, occurrence.first->order());
      *any = true;
    }
  }
  return latest;
}

// The chains to the occurrences of one step, out of the chains to those of the
// step before.
OccurrenceList Extend(const OccurrenceList& chains, const Step& step, EvidenceTree* evidence) {
  OccurrenceList extended(chains.get_allocator());
  for (const Occurrence& next : step.occurrences) {
    bool forbidden = false;
    const uint64_t least = LatestForbidden(step.forbidden_before, next.first->order(), &forbidden);
    const Occurrence* best = nullptr;
    for (const Occurrence& chain : chains) {
      if (chain.last->order() >= next.first->order()) break;
      if (forbidden && chain.last->order() < least) continue;
      if (!GapFits(*chain.last, *next.first, *step.matcher)) continue;
      if (best == nullptr || StartsLater(chain, *best)) best = &chain;
    }
    if (best == nullptr) continue;
    extended.push_back({best->first, next.last, evidence->Join(best->evidence, next.evidence)});
  }
  return extended;
}

// Chains after which nothing of what is forbidden at the sequence's end follows.
void DropFollowed(const std::vector<OccurrenceList>& forbidden, OccurrenceList* chains) {
  auto followed = [&](const Occurrence& chain) {
    for (const OccurrenceList& list : forbidden) {
      for (const Occurrence& occurrence : list) {
        if (occurrence.first->order() > chain.last->order()) return true;
      }
    }
    return false;
  };
  chains->erase(std::remove_if(chains->begin(), chains->end(), followed), chains->end());
}

bool IsLeaf(const Matcher& matcher) {
  return matcher.kind == Kind::kMessage || matcher.kind == Kind::kPacket;
}

// The order of the first line of these leaves that stands after "order"; UINT64_MAX: there is none.
uint64_t NextLine(const Matcher* begin, const Matcher* end, uint64_t order, const HitStore& hits) {
  uint64_t next = UINT64_MAX;
  for (const Matcher* leaf = begin; leaf != end; ++leaf) {
    for (const Hit& hit : hits.hits(leaf->leaf)) {
      if (hit.order() <= order) continue;
      next = std::min(next, hit.order());
      break;
    }
  }
  return next;
}

// Whether all occurrences of an "any" of leaves are looked at, be they many.
bool AreAllSeen(const std::vector<Matcher>& leaves, const HitStore& hits) {
  size_t size = 0;
  for (const Matcher& leaf : leaves) size += hits.hits(leaf.leaf).size();
  return size <= kMostOccurrences;
}

}  // namespace

// Takes the first line that will do for each member, which leaves most of them for the next.
InOrder LinesInOrder(const Matcher& sequence, const HitStore& hits) {
  InOrder in_order = sequence.within_micros < 0 ? InOrder::kSurely : InOrder::kMaybe;
  uint64_t order = 0;  // events count from 1
  for (const Matcher& member : sequence.members) {
    const bool is_any = member.kind == Kind::kAny &&
                        std::all_of(member.members.begin(), member.members.end(), IsLeaf);
    if (!is_any && !IsLeaf(member)) {
      in_order = InOrder::kMaybe;
      continue;
    }
    const Matcher* leaves = is_any ? member.members.data() : &member;
    order = NextLine(leaves, leaves + (is_any ? member.members.size() : 1), order, hits);
    if (order == UINT64_MAX) return InOrder::kNever;
    if (member.gap_min_micros >= 0 || member.gap_max_micros >= 0) in_order = InOrder::kMaybe;
    if (is_any && !AreAllSeen(member.members, hits)) in_order = InOrder::kMaybe;
  }
  return in_order;
}

Occurrences OccurrenceFinder::OfSequence(const Matcher& matcher) {
  std::vector<Step> steps;
  std::vector<OccurrenceList> forbidden;
  for (const Matcher& member : matcher.members) {
    if (member.kind == Kind::kWithout) {
      Occurrences unwanted = Find(member.members.front());
      if (unwanted.anywhere) return {};
      forbidden.push_back(std::move(unwanted.list));
      continue;
    }
    Occurrences wanted = Find(member);
    if (wanted.anywhere) continue;  // holds without a line: nothing to chain
    if (wanted.list.empty()) return {};
    steps.push_back({&member, std::move(wanted.list), std::move(forbidden)});
    forbidden.clear();
  }
  if (steps.empty()) return {{}, true};
  OccurrenceList chains(&memory_);
  for (const Occurrence& occurrence : steps.front().occurrences) {
    bool preceded = false;
    LatestForbidden(steps.front().forbidden_before, occurrence.first->order(), &preceded);
    if (!preceded) chains.push_back(occurrence);
  }
  for (size_t i = 1; i < steps.size(); ++i) chains = Extend(chains, steps[i], &evidence_);
  DropFollowed(forbidden, &chains);
  Occurrences found{OccurrenceList(&memory_), false};
  for (const Occurrence& chain : chains) {
    if (Within(*chain.first, *chain.last, matcher.within_micros)) found.list.push_back(chain);
  }
  return found;
}

}  // namespace pptp::catalog
