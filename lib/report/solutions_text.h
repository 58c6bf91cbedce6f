#ifndef PPTP_LIB_REPORT_SOLUTIONS_TEXT_H_
#define PPTP_LIB_REPORT_SOLUTIONS_TEXT_H_

#include <vector>

#include "lib/report/page.h"
#include "pptp/report.h"

namespace pptp::report {

// What to do: the text, the commands, the pppd options to add and to remove.
void PrintSolutions(const std::vector<SolutionText>& solutions, size_t indent, Page* page);

// The causes that come into question, numbered when there are several, each with
// its solutions; then the solutions that apply whatever the cause is.
void PrintCauses(const std::vector<CauseText>& causes, const std::vector<SolutionText>& solutions,
                 size_t indent, Page* page);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_SOLUTIONS_TEXT_H_
