#ifndef PPTP_LIB_REPORT_TEXT_SECTIONS_H_
#define PPTP_LIB_REPORT_TEXT_SECTIONS_H_

#include "lib/report/page.h"
#include "pptp/report.h"

// The sections of the text report, in the order in which RenderText() uses them.
// Each prints nothing when it has nothing to say.
namespace pptp::report {

// One or two sentences: what was looked at and what came of it.
void PrintSummary(const Report& report, Page* page);

// Each problem that nothing else explains: what it is, what to do, where it shows.
void PrintProblems(const Report& report, Page* page);

// What is merely a consequence of these.
void PrintSymptoms(const Report& report, Page* page);

// What the log is silent about, and what to switch on.
void PrintNotJudged(const Report& report, Page* page);

// Each session in short.
void PrintSessions(const Report& report, Page* page);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_TEXT_SECTIONS_H_
