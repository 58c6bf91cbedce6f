#ifndef PPTP_LIB_REPORT_COUNTING_H_
#define PPTP_LIB_REPORT_COUNTING_H_

#include <algorithm>
#include <cstdint>

namespace pptp::report {

// Of how many items of a report's list a predicate holds, those that were left out of the list
// among them. It gets items of both, LeftOut's with what they have in common with the others.
template <typename List, typename Kinds, typename Predicate>
uint64_t CountWithLeftOut(const List& list, const Kinds& left_out, Predicate predicate) {
  auto count = static_cast<uint64_t>(std::count_if(list.begin(), list.end(), predicate));
  for (const auto& kind : left_out) {
    if (predicate(kind)) count += kind.count;
  }
  return count;
}

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_COUNTING_H_
