#ifndef PPTP_LIB_CATALOG_CONDITION_H_
#define PPTP_LIB_CATALOG_CONDITION_H_

#include <cstdint>
#include <vector>

#include "lib/catalog/evaluate.h"
#include "lib/catalog/fact_test.h"
#include "lib/catalog/matcher.h"

namespace pptp::catalog {

// A matcher in a form that is tested fast: whether it holds for a session as a whole, and not on
// which lines. Its nodes stand one behind the other, and of the members of an "all" or "any"
// those come first that take least time to test.
class Condition {
 public:
  Condition() = default;

  // Borrows the matcher. "facts" are the tests that it numbers.
  Condition(const Matcher& matcher, const std::vector<FactTest>& facts);

  // The same as MatcherHolds().
  bool Holds(const Scope& scope, const std::vector<FactTest>& facts) const {
    return Test(nodes_.data(), scope, facts);
  }

 private:
  struct Node {
    enum class Kind : uint8_t { kLeaf, kFact, kAll, kAny, kMatcher };
    Kind kind = Kind::kLeaf;
    bool negated = false;
    uint32_t size = 1;                 // nodes, this one and those below it, which follow it
    uint32_t number = 0;               // of the leaf, or fact
    const Matcher* matcher = nullptr;  // kMatcher: to be evaluated as it stands
  };

  static bool Test(const Node* node, const Scope& scope, const std::vector<FactTest>& facts);
  void Append(const Matcher& matcher, bool negated, const std::vector<FactTest>& facts);

  std::vector<Node> nodes_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_CONDITION_H_
