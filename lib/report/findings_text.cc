#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lib/report/groups.h"
#include "lib/report/places.h"
#include "lib/report/solutions_text.h"
#include "lib/report/text_sections.h"

// The findings of the text report.
namespace pptp::report {
namespace {

constexpr size_t kMostSessionsNamed = 8;

// Lines of evidence shown of one finding. A sequence of a negotiation that went
// wrong fits; the rest of a long one is the same again.
constexpr size_t kMostEvidence = 12;

// "Problem 18, ccp-confnak-mppe-none" for the HOWTO's, else the id alone.
std::string NameOf(const Finding& finding) {
  return finding.number ? fmt::format("Problem {}, {}", *finding.number, finding.problem)
                        : fmt::format("Problem {}", finding.problem);
}

// Where it was found.
std::string SessionsOf(const FindingGroup& group) {
  const std::vector<std::string> ids = group.Sessions();
  if (ids.empty()) return "in lines that belong to no session";
  if (ids.size() + group.left_out > 1) {
    return fmt::format("in {} sessions: {}", ids.size() + group.left_out,
                       ListOf(ids, kMostSessionsNamed, group.left_out));
  }
  return "in " + ids.front();
}

std::string HowSure(Confidence confidence) {
  switch (confidence) {
    case Confidence::kCertain:
      return "The log proves it.";
    case Confidence::kLikely:
      return "Likely; the log does not tell for certain.";
    case Confidence::kPossible:
      break;
  }
  return "Possible; other causes leave the same lines.";
}

void PrintEvidence(const Report& report, const FindingGroup& group, Page* page) {
  const std::vector<Evidence>& evidence = group.first().evidence;
  if (evidence.empty()) return;
  page->Blank();
  page->Prose(2,
              group.findings.size() > 1 ? fmt::format("Seen here, in {}:", group.first().session)
                                        : "Seen here:",
              Ink::kHeading);
  for (size_t i = 0; i < std::min(evidence.size(), kMostEvidence); ++i) {
    page->LogLine(4, PlaceOf(report, evidence[i].input, evidence[i].line), evidence[i].text);
  }
  if (evidence.size() > kMostEvidence) {
    page->Prose(4, fmt::format("... and {} more", Count(evidence.size() - kMostEvidence, "line")),
                Ink::kFaint);
  }
}

void PrintProblem(const Report& report, const FindingGroup& group, Page* page) {
  const Finding& finding = group.first();
  page->Blank();
  page->Title(InkOf(finding.severity), fmt::format("{}: ", ToString(finding.severity)),
              finding.title);
  page->Prose(
      2, fmt::format("{}, {}. {}", NameOf(finding), SessionsOf(group), HowSure(finding.confidence)),
      Ink::kFaint);
  page->Blank();
  page->Prose(2, finding.symptom);
  if (!group.same_text) {
    page->Prose(2, fmt::format("Names and numbers below are those of {}.", finding.session));
  }
  PrintCauses(finding.causes, finding.solutions, 2, page);
  PrintEvidence(report, group, page);
}

std::string TitleOf(const Report& report, const std::string& problem) {
  auto finding = std::find_if(report.findings.begin(), report.findings.end(),
                              [&](const Finding& f) { return f.problem == problem; });
  return finding == report.findings.end() ? problem : finding->title;
}

}  // namespace

void PrintProblems(const Report& report, Page* page) {
  for (const FindingGroup& group : GroupFindings(report, Role::kCause)) {
    PrintProblem(report, group, page);
  }
}

void PrintSymptoms(const Report& report, Page* page) {
  const std::vector<FindingGroup> groups = GroupFindings(report, Role::kSymptom);
  if (groups.empty()) return;
  page->Blank();
  page->Heading("What follows from that");
  for (const FindingGroup& group : groups) {
    const Finding& finding = group.first();
    std::string line = finding.title;
    if (finding.number) line += fmt::format(" ({})", *finding.number);
    line += ", " + SessionsOf(group);
    std::vector<std::string> causes;
    for (const std::string& cause : finding.explained_by) {
      causes.push_back('"' + TitleOf(report, cause) + '"');
    }
    page->Item(2, "- ", fmt::format("{}: explained by {}", line, fmt::join(causes, " and ")));
  }
}

}  // namespace pptp::report
