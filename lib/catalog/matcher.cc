#include "lib/catalog/matcher.h"

#include <algorithm>

namespace pptp::catalog {

namespace {

// What must not stand before a member of a sequence lies in the past once that member is
// there; at the sequence's end it may still come.
bool IsMonotonicSequence(const std::vector<Matcher>& members) {
  if (!members.empty() && members.back().kind == Matcher::Kind::kWithout) return false;
  return std::all_of(members.begin(), members.end(), [](const Matcher& member) {
    return IsMonotonic(member.kind == Matcher::Kind::kWithout ? member.members.front() : member);
  });
}

}  // namespace

bool IsMonotonic(const Matcher& matcher) {
  if (matcher.kind == Matcher::Kind::kWithout || matcher.kind == Matcher::Kind::kFact) return false;
  if (matcher.count_max != UINT64_MAX) return false;
  if (matcher.kind == Matcher::Kind::kSequence) return IsMonotonicSequence(matcher.members);
  return std::all_of(matcher.members.begin(), matcher.members.end(), IsMonotonic);
}

bool CanHoldOnLines(const Matcher& matcher) {
  switch (matcher.kind) {
    case Matcher::Kind::kMessage:
    case Matcher::Kind::kPacket:
      return true;
    case Matcher::Kind::kFact:
    case Matcher::Kind::kWithout:
      return false;
    case Matcher::Kind::kCount:
      return matcher.count_min > 0;
    case Matcher::Kind::kSequence:
    case Matcher::Kind::kAll:
    case Matcher::Kind::kAny:
      return std::any_of(matcher.members.begin(), matcher.members.end(), CanHoldOnLines);
  }
  return false;
}

}  // namespace pptp::catalog
