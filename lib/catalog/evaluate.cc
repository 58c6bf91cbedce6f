#include "lib/catalog/evaluate.h"

#include <algorithm>
#include <iterator>
#include <string_view>

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

  // True when the matcher holds; its evidence is then appended to *lines.
  bool Holds(const Matcher& matcher, Lines* lines) {
    if (!HasLinesFor(matcher, *scope_.hits)) return false;
    switch (matcher.kind) {
      case Kind::kMessage:
      case Kind::kPacket:
        lines->push_back(&scope_.hits->hits(matcher.leaf).front());
        return true;
      case Kind::kFact:
        return facts_[matcher.leaf].Holds(*scope_.session);
      case Kind::kWithout: {
        Lines unwanted;
        return !Holds(matcher.members.front(), &unwanted);
      }
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
    return std::all_of(matcher.members.begin(), matcher.members.end(),
                       [&](const Matcher& member) { return Holds(member, lines); });
  }

  // As Holds, but a matcher that does not hold leaves no lines behind.
  bool HoldsAlone(const Matcher& matcher, Lines* lines) {
    const size_t before = lines->size();
    if (Holds(matcher, lines)) return true;
    lines->resize(before);
    return false;
  }

  bool CountHoldsWithLines(const Matcher& matcher, Lines* lines) {
    if (!CountHolds(matcher, *scope_.hits)) return false;
    if (matcher.within_micros < 0 || matcher.count_min == 0) {
      const std::vector<Hit>& hits = scope_.hits->hits(matcher.members.front().leaf);
      for (size_t i = 0; i < hits.size(); ++i) {
        const bool shown = i < kCountEvidence / 2 || hits.size() - i <= kCountEvidence / 2;
        if (shown) lines->push_back(&hits[i]);
      }
      return true;
    }
    return FirstOccurrence(matcher, lines);
  }

  bool FirstOccurrence(const Matcher& matcher, Lines* lines) {
    OccurrenceFinder finder(scope_, facts_);
    const Occurrences found = finder.Find(matcher);
    if (!found.list.empty()) finder.evidence().Collect(found.list.front().evidence, lines);
    return found.anywhere || !found.list.empty();
  }

  const Scope& scope_;
  const std::vector<FactTest>& facts_;
};

// The start of a line, cut between characters.
std::string_view Excerpt(std::string_view line) {
  if (line.size() <= kEvidenceBytes) return line;
  size_t end = kEvidenceBytes;
  for (int i = 0; i < 3 && (static_cast<uint8_t>(line[end]) & 0xC0) == 0x80; ++i) --end;
  return line.substr(0, end);
}

size_t BytesOf(const Hit& hit) {
  constexpr size_t kPerCapture = 128;
  return sizeof hit + hit.raw.size() + hit.captures.size() * kPerCapture;
}

// In order, and each physical line once, though several leaves may point at it.
void SortLines(Lines* lines) {
  std::stable_sort(lines->begin(), lines->end(),
                   [](const Hit* a, const Hit* b) { return a->order < b->order; });
}

}  // namespace

void FillHit(const LeafMatch& match, const session::Event& event, Hit* hit) {
  hit->leaf = match.leaf;
  hit->order = event.order;
  hit->line = event.line;
  hit->time = event.time;
  hit->count = event.count;
  hit->raw = Excerpt(event.raw);
  hit->captures = match.captures;
}

const HitStore::Hits* HitStore::Find(uint32_t leaf) const {
  if (!has(leaf)) return nullptr;
  return &*std::find_if(leaves_.begin(), leaves_.end(),
                        [&](const Hits& hits) { return hits.leaf == leaf; });
}

const std::vector<Hit>& HitStore::hits(uint32_t leaf) const {
  static const std::vector<Hit> kNone;
  const Hits* found = Find(leaf);
  return found != nullptr ? found->list : kNone;
}

uint64_t HitStore::dropped(uint32_t leaf) const {
  const Hits* found = Find(leaf);
  return found != nullptr ? found->dropped : 0;
}

void HitStore::Add(Hit hit) {
  bytes_ += BytesOf(hit);
  Append(hit.leaf) = std::move(hit);
}

void HitStore::Add(const LeafMatch& match, const session::Event& event) {
  Hit& hit = Append(match.leaf);
  FillHit(match, event, &hit);
  bytes_ += BytesOf(hit);
}

Hit& HitStore::Append(uint32_t leaf) {
  auto found = std::find_if(leaves_.begin(), leaves_.end(),
                            [&](const Hits& hits) { return hits.leaf == leaf; });
  if (found == leaves_.end()) {
    has_[leaf / 64] |= uint64_t{1} << (leaf % 64);
    leaves_.push_back({leaf, 0, {}});
    found = std::prev(leaves_.end());
    found->list.reserve(4);  // a negotiation repeats itself; a hit is not moved for nothing
  }
  if (found->list.size() == kPerLeaf) {
    // Some at once, so that the newest need not move up with every hit.
    constexpr size_t kHalf = kPerLeaf / 2;
    Drop(&*found, kHalf, kHalf + kHalf / 4);
  }
  return found->list.emplace_back();
}

void HitStore::Drop(Hits* hits, size_t begin, size_t end) {
  const auto first = hits->list.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = hits->list.begin() + static_cast<std::ptrdiff_t>(end);
  for (auto hit = first; hit != last; ++hit) {
    hits->dropped += hit->count;
    bytes_ -= BytesOf(*hit);
  }
  hits->list.erase(first, last);
}

void HitStore::Shorten(size_t ends) {
  for (Hits& hits : leaves_) {
    if (hits.list.size() <= 2 * ends) continue;
    Drop(&hits, ends, hits.list.size() - ends);
    hits.list.shrink_to_fit();
  }
}

std::optional<Found> EvaluateMatcher(const Matcher& matcher, const Scope& scope,
                                     const std::vector<FactTest>& facts) {
  Found found;
  Lines lines;
  if (!Evaluator(scope, facts).Holds(matcher, &lines)) return std::nullopt;
  SortLines(&lines);
  for (const Hit* hit : lines) {
    found.captures.insert(hit->captures.begin(), hit->captures.end());
    if (found.evidence.empty() || found.evidence.back()->order != hit->order) {
      found.evidence.push_back(hit);
    }
  }
  return found;
}

}  // namespace pptp::catalog
