#ifndef PPTP_LIB_CATALOG_EVALUATE_H_
#define PPTP_LIB_CATALOG_EVALUATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/leaf_match.h"
#include "lib/catalog/matcher.h"
#include "lib/session/event.h"
#include "lib/session/session.h"

namespace pptp::catalog {

struct FactTest;

// One line that a leaf matched: all that is kept of it.
struct Hit {
  uint32_t leaf = 0;
  uint64_t order = 0;  // the event's
  session::LineRef line;
  std::optional<LogTime> time;
  uint32_t count = 1;
  std::string raw;  // the physical line, cut at kEvidenceBytes
  Captures captures;
};
inline constexpr size_t kEvidenceBytes = 1024;
void FillHit(const LeafMatch& match, const session::Event& event, Hit* hit);

// Of the lines of a "count", half as many from the start and from the end.
inline constexpr size_t kCountEvidence = 32;

// A session's hits, leaf by leaf, in order of appearance; bounded, so that a
// session without end does not grow without end.
class HitStore {
 public:
  explicit HitStore(size_t leaf_count) : has_((leaf_count + 63) / 64, 0) {}

  // Keeps the hit. When a leaf has kPerLeaf of them, some are dropped from the
  // middle: its first half stays for good, and of the others the newest. The counts
  // of those dropped are added up.
  void Add(Hit hit);
  void Add(const LeafMatch& match, const session::Event& event);

  // Drops all but the first "ends" and the last ones of each leaf.
  void Shorten(size_t ends);

  // About how many bytes all of it takes.
  size_t bytes() const { return bytes_; }

  bool has(uint32_t leaf) const { return (has_[leaf / 64] >> (leaf % 64) & 1) != 0; }
  const std::vector<Hit>& hits(uint32_t leaf) const;
  uint64_t dropped(uint32_t leaf) const;
  bool empty() const { return leaves_.empty(); }

  // A thousand open sessions whose every leaf is full still fit into a machine,
  // and no signature asks for nearly as many lines one by one.
  static constexpr size_t kPerLeaf = 128;

 private:
  // What a leaf has matched. A session hits a few leaves of the catalog's hundreds.
  struct Hits {
    uint32_t leaf = 0;
    uint64_t dropped = 0;
    std::vector<Hit> list;
  };
  const Hits* Find(uint32_t leaf) const;
  Hit& Append(uint32_t leaf);
  void Drop(Hits* hits, size_t begin, size_t end);

  std::vector<uint64_t> has_;  // a bit for each leaf: whether it is among leaves_
  std::vector<Hits> leaves_;   // in order of appearance
  size_t bytes_ = 0;
};

// What a matcher is evaluated over. Both are borrowed for the call.
struct Scope {
  const session::Session* session = nullptr;
  const HitStore* hits = nullptr;
};

// A matcher that holds, and the lines that made it hold, in order and without
// doubles. The pointers are into the Scope's HitStore.
struct Found {
  std::vector<const Hit*> evidence;
  Captures captures;  // of all evidence; the first line to capture a name wins
};

// Evaluates a matcher. "facts" are the tests that kFact matchers number. The time
// is polynomial in the number of hits, whatever the matcher.
//
// Evidence is the first of the lines that will do; for "any" those of the first
// member that holds, for "count" all counted lines, or the first and last of them
// if they are many, and for "sequence" the chain that ends first.
//
// What the composition matchers mean where docs/rule-format.md leaves room:
// - "count": with "within", that many lines in some stretch of that length, and in
//   no such stretch more than "max". In a sequence it is a stretch of lines with
//   "min" of them; "max" is still about the whole session.
// - "all" in a sequence is the shortest stretch of lines with all members in it.
// - a "without" at the start (end) of a sequence: not before (after) its neighbour.
// - times that go backwards satisfy every "within".
std::optional<Found> EvaluateMatcher(const Matcher& matcher, const Scope& scope,
                                     const std::vector<FactTest>& facts);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_EVALUATE_H_
