#include "lib/catalog/matcher.h"

#include <algorithm>

namespace pptp::catalog {

bool IsMonotonic(const Matcher& matcher) {
  if (matcher.kind == Matcher::Kind::kWithout || matcher.kind == Matcher::Kind::kFact) return false;
  if (matcher.count_max != UINT64_MAX) return false;
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
