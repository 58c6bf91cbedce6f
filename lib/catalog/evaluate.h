#ifndef PPTP_LIB_CATALOG_EVALUATE_H_
#define PPTP_LIB_CATALOG_EVALUATE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/hit_store.h"
#include "lib/catalog/matcher.h"
#include "lib/session/session.h"

namespace pptp::catalog {

struct FactTest;

// Of the lines of a "count", half as many from the start and from the end.
inline constexpr size_t kCountEvidence = 32;

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

// Whether EvaluateMatcher() would find something, for a fraction of what that costs.
bool MatcherHolds(const Matcher& matcher, const Scope& scope, const std::vector<FactTest>& facts);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_EVALUATE_H_
