#include "lib/catalog/condition.h"

#include <algorithm>
#include <utility>

namespace pptp::catalog {
namespace {

// About how many steps a test takes.
uint64_t CostOf(const Matcher& matcher, const std::vector<FactTest>& facts) {
  constexpr uint64_t kFactCost = 5;
  constexpr uint64_t kRegexCost = 200;
  constexpr uint64_t kLinesCost = 20;  // to look at the lines of a leaf
  switch (matcher.kind) {
    case Matcher::Kind::kMessage:
    case Matcher::Kind::kPacket:
      return 1;
    case Matcher::Kind::kFact:
      return facts[matcher.leaf].has != nullptr ? kRegexCost : kFactCost;
    default:
      break;
  }
  uint64_t cost = 1;
  for (const Matcher& member : matcher.members) cost += CostOf(member, facts);
  const bool looks_at_lines =
      matcher.kind == Matcher::Kind::kCount || matcher.kind == Matcher::Kind::kSequence;
  return looks_at_lines ? cost * kLinesCost : cost;
}

}  // namespace

Condition::Condition(const Matcher& matcher, const std::vector<FactTest>& facts) {
  Append(matcher, /*negated=*/false, facts);
}

void Condition::Append(const Matcher& matcher, bool negated, const std::vector<FactTest>& facts) {
  if (matcher.kind == Matcher::Kind::kWithout) {
    return Append(matcher.members.front(), !negated, facts);
  }
  const size_t place = nodes_.size();
  Node& node = nodes_.emplace_back();
  node.negated = negated;
  node.number = matcher.leaf;
  switch (matcher.kind) {
    case Matcher::Kind::kMessage:
    case Matcher::Kind::kPacket:
      node.kind = Node::Kind::kLeaf;
      return;
    case Matcher::Kind::kFact:
      node.kind = Node::Kind::kFact;
      return;
    case Matcher::Kind::kAll:
    case Matcher::Kind::kAny:
      node.kind = matcher.kind == Matcher::Kind::kAll ? Node::Kind::kAll : Node::Kind::kAny;
      break;
    default:
      node.kind = Node::Kind::kMatcher;
      node.matcher = &matcher;
      return;
  }
  std::vector<std::pair<uint64_t, const Matcher*>> members;
  for (const Matcher& member : matcher.members) {
    members.emplace_back(CostOf(member, facts), &member);
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [cost, member] : members) Append(*member, /*negated=*/false, facts);
  nodes_[place].size = static_cast<uint32_t>(nodes_.size() - place);
}

bool Condition::Test(const Node* node, const Scope& scope, const std::vector<FactTest>& facts) {
  bool holds = false;
  switch (node->kind) {
    case Node::Kind::kLeaf:
      holds = scope.hits->has(node->number);
      break;
    case Node::Kind::kFact:
      holds = facts[node->number].Holds(*scope.session);
      break;
    case Node::Kind::kMatcher:
      holds = MatcherHolds(*node->matcher, scope, facts);
      break;
    case Node::Kind::kAll:
    case Node::Kind::kAny: {
      const bool decides = node->kind == Node::Kind::kAny;  // a member that holds, or does not
      const Node* const end = node + node->size;
      const Node* member = node + 1;
      for (; member != end; member += member->size) {
        // Most are leaves, and need no call.
        const bool member_holds = member->kind == Node::Kind::kLeaf
                                      ? scope.hits->has(member->number) != member->negated
                                      : Test(member, scope, facts);
        if (member_holds == decides) break;
      }
      holds = (member != end) == decides;
      break;
    }
  }
  return holds != node->negated;
}

}  // namespace pptp::catalog
