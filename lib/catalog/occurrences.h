#ifndef PPTP_LIB_CATALOG_OCCURRENCES_H_
#define PPTP_LIB_CATALOG_OCCURRENCES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "lib/catalog/evaluate.h"
#include "lib/catalog/fact_test.h"

namespace pptp::catalog {

// A stretch of lines that makes a matcher hold, from its first line to its last.
struct Occurrence {
  const Hit* first = nullptr;
  const Hit* last = nullptr;
  uint32_t evidence = 0;  // a node of EvidenceTree
};

// The lines of many overlapping stretches, sharing what they have in common.
class EvidenceTree {
 public:
  explicit EvidenceTree(std::pmr::memory_resource* memory) : nodes_(memory) {}

  uint32_t Leaf(const Hit* hit) { return Add({hit, kNone, kNone}); }
  uint32_t Join(uint32_t a, uint32_t b) { return Add({nullptr, a, b}); }

  // Appends the lines below a node, in no particular order.
  void Collect(uint32_t node, std::vector<const Hit*>* hits) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  struct Node {
    const Hit* hit;
    uint32_t a, b;
  };
  uint32_t Add(Node node) {
    nodes_.push_back(node);
    return static_cast<uint32_t>(nodes_.size() - 1);
  }
  std::pmr::vector<Node> nodes_;
};

using OccurrenceList = std::pmr::vector<Occurrence>;

// Where a matcher holds: in these stretches, ordered by their last line; or, if
// "anywhere", without pointing at any line.
struct Occurrences {
  OccurrenceList list;
  bool anywhere = false;
};

// A composite of many busy leaves can occur in very many places; as with hits, the
// first and the last ones are what matters.
inline constexpr size_t kMostOccurrences = 512;

// Finds the occurrences of a matcher, for sequences to be built of them. They live as long as the
// finder: a signature needs many short lists, which all come from its memory and go with it.
class OccurrenceFinder {
 public:
  OccurrenceFinder(const Scope& scope, const std::vector<FactTest>& facts)
      : scope_(scope), facts_(facts) {}

  Occurrences Find(const Matcher& matcher);

  OccurrenceFinder(const OccurrenceFinder&) = delete;
  OccurrenceFinder& operator=(const OccurrenceFinder&) = delete;

  const EvidenceTree& evidence() const { return evidence_; }

 private:
  Occurrences OfLeaf(uint32_t leaf);
  Occurrences OfAny(const Matcher& matcher);
  Occurrences OfAll(const Matcher& matcher);
  Occurrences OfCount(const Matcher& matcher);
  Occurrences OfSequence(const Matcher& matcher);

  const Scope& scope_;
  const std::vector<FactTest>& facts_;
  alignas(std::max_align_t) std::array<std::byte, 4096> first_memory_;  // enough for most
  std::pmr::monotonic_buffer_resource memory_{first_memory_.data(), first_memory_.size()};
  EvidenceTree evidence_{&memory_};
};

// Whether a line can be found for everything in the matcher that needs one: a quick
// "no" for most matchers in most sessions.
bool HasLinesFor(const Matcher& matcher, const HitStore& hits);

// Whether lines of a sequence's members stand in its order: a quick answer for most sequences,
// which looks at nothing but the members that are leaves, or any of some leaves.
enum class InOrder : uint8_t {
  kNever,   // the sequence cannot hold
  kMaybe,   // it asks for more than these lines and their order
  kSurely,  // it holds
};
InOrder LinesInOrder(const Matcher& sequence, const HitStore& hits);

// Whether the lines of a count are as many as it asks for.
bool CountHolds(const Matcher& matcher, const HitStore& hits);

// Whether the time from "from" to "to" is at most "micros"; lines whose distance
// cannot be told are near enough.
bool Within(const Hit& from, const Hit& to, int64_t micros);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_OCCURRENCES_H_
