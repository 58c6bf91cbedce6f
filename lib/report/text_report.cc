#include <algorithm>

#include "lib/report/fault_tree.h"
#include "lib/report/page.h"
#include "lib/report/text_sections.h"
#include "lib/report/timeline.h"
#include "pptp/render.h"

namespace pptp {

std::string RenderText(const Report& report, const TextStyle& style) {
  report::Page page(style);
  report::PrintSummary(report, &page);
  report::PrintProblems(report, &page);
  report::PrintSymptoms(report, &page);
  report::PrintNotJudged(report, &page);
  report::PrintSessions(report, &page);
  if (style.timeline) {
    for (const SessionReport& session : report.sessions) report::PrintTimeline(session, &page);
  }
  if (style.fault_tree) {
    page.Blank();
    report::PrintFaultTree(&report, &page);
  }
  return std::move(page).Take();
}

}  // namespace pptp
