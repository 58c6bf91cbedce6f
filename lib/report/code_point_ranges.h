#ifndef PPTP_LIB_REPORT_CODE_POINT_RANGES_H_
#define PPTP_LIB_REPORT_CODE_POINT_RANGES_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace pptp::report {

// Code points from "first" to "last", both included.
struct CodePointRange {
  uint32_t first, last;
};

// Whether one of the ranges holds a code point. REQUIRES: they ascend and do not overlap.
template <size_t kCount>
bool Contains(const std::array<CodePointRange, kCount>& ranges, uint32_t code_point) {
  auto range = std::lower_bound(ranges.begin(), ranges.end(), code_point,
                                [](const CodePointRange& r, uint32_t v) { return r.last < v; });
  return range != ranges.end() && range->first <= code_point;
}

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_CODE_POINT_RANGES_H_
