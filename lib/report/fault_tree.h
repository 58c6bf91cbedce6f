#ifndef PPTP_LIB_REPORT_FAULT_TREE_H_
#define PPTP_LIB_REPORT_FAULT_TREE_H_

#include "lib/report/page.h"
#include "pptp/report.h"

namespace pptp::report {

// The checks of the HOWTO's fault tree in its order, with the commands of today;
// with what the log answers already when "report" is not null.
void PrintFaultTree(const Report* report, Page* page);

// The title of a step such as "tcp-1723"; the id itself for an unknown one.
std::string_view FaultTreeStepTitle(std::string_view step);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_FAULT_TREE_H_
