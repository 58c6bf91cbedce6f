#include "lib/catalog/occurrences.h"

#include <algorithm>
#include <optional>

namespace pptp::catalog {
namespace {

using Kind = Matcher::Kind;

void SortAndBound(OccurrenceList* list) {
  std::sort(list->begin(), list->end(), [](const Occurrence& a, const Occurrence& b) {
    return a.last->order() != b.last->order() ? a.last->order() < b.last->order()
                                              : a.first->order() < b.first->order();
  });
  if (list->size() <= kMostOccurrences) return;
  const auto half = static_cast<std::ptrdiff_t>(kMostOccurrences / 2);
  list->erase(list->begin() + half, list->end() - half);
}

// The "size" lines from "begin" on as one node, all of them if they are few.
uint32_t JoinStretch(HitList::Iterator begin, size_t size, EvidenceTree* tree) {
  uint32_t node = tree->Leaf(&*begin);
  for (size_t i = 1; i < size; ++i) {
    ++begin;
    if (i < kCountEvidence / 2 || size - i <= kCountEvidence / 2) {
      node = tree->Join(node, tree->Leaf(&*begin));
    }
  }
  return node;
}

// The most lines that stand in any stretch of at most "within".
uint64_t BusiestStretch(const HitList& hits, int64_t within) {
  uint64_t most = 0;
  uint64_t count = 0;
  auto begin = hits.begin();
  for (const Hit& hit : hits) {
    count += hit.count();
    for (; !Within(*begin, hit, within); ++begin) count -= begin->count();
    most = std::max(most, count);
  }
  return most;
}

}  // namespace

void EvidenceTree::Collect(uint32_t node, std::vector<const Hit*>* hits) const {
  std::vector<uint32_t> open = {node};
  while (!open.empty()) {
    const Node& next = nodes_[open.back()];
    open.pop_back();
    if (next.hit != nullptr) {
      hits->push_back(next.hit);
    } else {
      open.push_back(next.a);
      open.push_back(next.b);
    }
  }
}

bool Within(const Hit& from, const Hit& to, int64_t micros) {
  if (micros < 0 || !from.time() || !to.time()) return true;
  if (from.time()->has_date != to.time()->has_date) return true;
  return to.time()->micros - from.time()->micros <= micros;
}

bool HasLinesFor(const Matcher& matcher, const HitStore& hits) {
  auto member_has = [&](const Matcher& member) { return HasLinesFor(member, hits); };
  switch (matcher.kind) {
    case Kind::kMessage:
    case Kind::kPacket:
      return hits.has(matcher.leaf);
    case Kind::kFact:
    case Kind::kWithout:
      return true;
    case Kind::kCount:
      return matcher.count_min == 0 || member_has(matcher.members.front());
    case Kind::kSequence:
    case Kind::kAll:
      return std::all_of(matcher.members.begin(), matcher.members.end(), member_has);
    case Kind::kAny:
      return std::any_of(matcher.members.begin(), matcher.members.end(), member_has);
  }
  return false;
}

bool CountHolds(const Matcher& matcher, const HitStore& hits) {
  const uint32_t leaf = matcher.members.front().leaf;
  uint64_t count = 0;
  if (matcher.within_micros >= 0) {
    count = BusiestStretch(hits.hits(leaf), matcher.within_micros);
  } else {
    count = hits.dropped(leaf);
    for (const Hit& hit : hits.hits(leaf)) count += hit.count();
  }
  return count >= matcher.count_min && count <= matcher.count_max;
}

Occurrences OccurrenceFinder::Find(const Matcher& matcher) {
  switch (matcher.kind) {
    case Kind::kMessage:
    case Kind::kPacket:
      return OfLeaf(matcher.leaf);
    case Kind::kFact:
    case Kind::kWithout:
      return {{}, MatcherHolds(matcher, scope_, facts_)};
    case Kind::kCount:
      return OfCount(matcher);
    case Kind::kSequence:
      return OfSequence(matcher);
    case Kind::kAll:
      return OfAll(matcher);
    case Kind::kAny:
      return OfAny(matcher);
  }
  return {};
}

Occurrences OccurrenceFinder::OfLeaf(uint32_t leaf) {
  Occurrences found{OccurrenceList(&memory_), false};
  const HitList hits = scope_.hits->hits(leaf);
  found.list.reserve(hits.size());
  for (const Hit& hit : hits) {
    found.list.push_back({&hit, &hit, evidence_.Leaf(&hit)});
  }
  return found;
}

Occurrences OccurrenceFinder::OfAny(const Matcher& matcher) {
  Occurrences found{OccurrenceList(&memory_), false};
  for (const Matcher& member : matcher.members) {
    const Occurrences of_member = Find(member);
    found.anywhere = found.anywhere || of_member.anywhere;
    found.list.insert(found.list.end(), of_member.list.begin(), of_member.list.end());
  }
  SortAndBound(&found.list);
  return found;
}

// For every line with which some member ends: the latest occurrence of each member
// that ends no later.
Occurrences OccurrenceFinder::OfAll(const Matcher& matcher) {
  std::vector<Occurrences> members;
  std::vector<const Hit*> ends;
  for (const Matcher& member : matcher.members) {
    Occurrences of_member = Find(member);
    if (of_member.anywhere) continue;
    if (of_member.list.empty()) return {};
    for (const Occurrence& occurrence : of_member.list) ends.push_back(occurrence.last);
    members.push_back(std::move(of_member));
  }
  if (members.empty()) return {{}, true};
  auto earlier = [](const Hit* a, const Hit* b) { return a->order() < b->order(); };
  std::sort(ends.begin(), ends.end(), earlier);
  Occurrences found{OccurrenceList(&memory_), false};
  for (const Hit* end : ends) {
    if (!found.list.empty() && found.list.back().last->order() == end->order()) continue;
    std::optional<Occurrence> joined;
    for (const Occurrences& member : members) {
      const auto after = std::upper_bound(
          member.list.begin(), member.list.end(), end->order(),
          [](uint64_t order, const Occurrence& o) { return order < o.last->order(); });
      if (after == member.list.begin()) {
        joined.reset();
        break;
      }
      const Occurrence& latest = *std::prev(after);
      if (!joined) {
        joined = latest;
      } else {
        joined->first = std::min(joined->first, latest.first, earlier);
        joined->last = std::max(joined->last, latest.last, earlier);
        joined->evidence = evidence_.Join(joined->evidence, latest.evidence);
      }
    }
    if (joined) found.list.push_back(*joined);
  }
  SortAndBound(&found.list);
  return found;
}

// For every counted line: the shortest stretch up to it with enough lines.
Occurrences OccurrenceFinder::OfCount(const Matcher& matcher) {
  const uint32_t leaf = matcher.members.front().leaf;
  if (matcher.count_max != UINT64_MAX && !CountHolds(matcher, *scope_.hits)) return {};
  if (matcher.count_min == 0) return {{}, true};
  const HitList hits = scope_.hits->hits(leaf);
  Occurrences found{OccurrenceList(&memory_), false};
  uint64_t count = 0;
  auto begin = hits.begin();
  size_t size = 0;  // of the stretch
  for (const Hit& hit : hits) {
    count += hit.count();
    ++size;
    for (; count - begin->count() >= matcher.count_min; ++begin) {
      count -= begin->count();
      --size;
    }
    if (count < matcher.count_min) continue;
    if (!Within(*begin, hit, matcher.within_micros)) continue;
    found.list.push_back({&*begin, &hit, JoinStretch(begin, size, &evidence_)});
  }
  return found;
}

}  // namespace pptp::catalog
