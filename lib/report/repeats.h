#ifndef PPTP_LIB_REPORT_REPEATS_H_
#define PPTP_LIB_REPORT_REPEATS_H_

#include <cstddef>
#include <vector>

#include "pptp/report.h"

namespace pptp::report {

// A part of an exchange that stands for itself and the repetitions that follow it.
struct Run {
  size_t first = 0;   // index into the exchange
  size_t length = 1;  // items that are shown
  size_t times = 1;   // how often they follow one another, the shown one included
};

// Cuts an exchange into runs, in order and without gaps. Items are the same when
// they differ at most in place, time, packet id and count; the one where the
// session went wrong is like no other.
std::vector<Run> FindRuns(const std::vector<ExchangeItem>& exchange);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_REPEATS_H_
