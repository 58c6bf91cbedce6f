#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lib/report/counting.h"
#include "lib/report/groups.h"
#include "lib/report/places.h"
#include "lib/report/text_sections.h"

// The opening sentences of the text report.
namespace pptp::report {
namespace {

// The sessions, those left out among them, of which a predicate on outcome and carrier holds.
uint64_t CountSessions(const Report& report, auto predicate) {
  return CountWithLeftOut(report.sessions, report.left_out.sessions, predicate);
}

std::string NamesOf(const std::vector<Input>& inputs) {
  std::vector<std::string> names;
  names.reserve(inputs.size());
  for (const Input& input : inputs) names.push_back(input.name);
  return ListOf(names, 4);
}

std::string LookedAt(const Report& report) {
  uint64_t lines = 0;
  for (const Input& input : report.inputs) lines += input.lines;
  std::string text = Count(lines, "line");
  if (!report.inputs.empty()) text += " of " + NamesOf(report.inputs);
  return text;
}

bool Works(const SessionReport& session) {
  return (session.outcome == "up" || session.outcome == "closed") && MayBePptp(session);
}

// How the sessions that came up were encrypted, if that can be said in one breath.
void PrintEncryption(const Report& report, Page* page) {
  std::set<std::string> verdicts;
  for (const SessionReport& session : report.sessions) {
    if (Works(session)) verdicts.insert(session.mppe.verdict);
  }
  if (verdicts.size() == 1 && !verdicts.begin()->empty()) {
    page->Item(0, "Encryption: ", *verdicts.begin());
  }
}

// What can be said when no problem was found: that all is well only if it is.
void PrintNothingFound(const Report& report, Page* page) {
  const uint64_t failed =
      CountSessions(report, [](const auto& s) { return s.outcome == "failed" && MayBePptp(s); });
  const bool any_works = std::any_of(report.sessions.begin(), report.sessions.end(), Works);
  if (failed > 0) {
    page->Title(
        Ink::kWarning, "",
        fmt::format("No known problem was found, yet {} failed.", Count(failed, "session")));
    page->Prose(0, "\"--timeline\" shows packet by packet what happened.");
  } else if (CountSessions(report, [](const auto& s) { return MayBePptp(s); }) == 0) {
    page->Title(Ink::kWarning, "", "No PPTP tunnel shows in this log, only PPP over other things.");
  } else if (any_works) {
    page->Title(Ink::kGood, "", "All is well: no known problem was found.");
    PrintEncryption(report, page);
  } else {
    page->Title(Ink::kWarning, "",
                "No known problem was found, but no session is complete in this log either.");
  }
}

void PrintNothingToSee(const Report& report, Page* page) {
  const bool empty = std::all_of(report.inputs.begin(), report.inputs.end(),
                                 [](const Input& input) { return input.bytes == 0; });
  if (empty) {
    page->Title(Ink::kWarning, "",
                fmt::format("There is nothing to read: {} is empty.", NamesOf(report.inputs)));
  } else {
    page->Title(Ink::kWarning, "", "No PPTP tunnel shows in this log.");
    page->Prose(0,
                fmt::format("Looked at {}: nothing there tells of a tunnel that was started, and "
                            "of no known problem either.",
                            LookedAt(report)));
  }
  page->Blank();
  page->Prose(0,
              "The messages of pppd, pptp and pptpd are, depending on the system, in the journal, "
              "/var/log/messages, /var/log/syslog or /var/log/daemon.log. Start the tunnel once "
              "more and try one of:");
  page->Command(2, "journalctl -b -t pppd -t pptp -t pptpd -t kernel | pptp-diagnose");
  page->Command(2, "pptp-diagnose /var/log/syslog /var/log/messages");
  page->Command(2, "pppd call TUNNEL debug logfd 2 nodetach 2>&1 | pptp-diagnose");
}

std::string SessionsSeen(const Report& report) {
  std::vector<std::string> parts;
  for (std::string_view outcome : {"up", "closed", "failed", "incomplete"}) {
    const uint64_t number =
        CountSessions(report, [&](const auto& s) { return s.outcome == outcome && MayBePptp(s); });
    if (number > 0) parts.push_back(fmt::format("{} {}", number, outcome));
  }
  const uint64_t others = CountSessions(report, [](const auto& s) { return !MayBePptp(s); });
  if (others > 0) parts.push_back(fmt::format("{} not of PPTP", others));
  const uint64_t all = CountSessions(report, [](const auto&) { return true; });
  return fmt::format("{} ({})", Count(all, "session"), fmt::join(parts, ", "));
}

// What a report that keeps to a bounded memory counts only.
std::string WhatIsLeftOut(const LeftOut& left_out) {
  std::vector<std::string> parts;
  uint64_t sessions = 0, findings = 0;
  for (const LeftOut::Sessions& kind : left_out.sessions) sessions += kind.count;
  for (const LeftOut::Findings& kind : left_out.findings) findings += kind.count;
  if (sessions > 0) parts.push_back(Count(sessions, "session"));
  if (findings > 0) parts.push_back(Count(findings, "finding"));
  if (left_out.not_judged > 0) parts.push_back(Count(left_out.not_judged, "open question"));
  return fmt::format(
      "To keep memory bounded, {} more of the same kinds were only counted; "
      "--session, --since and --until show any of them.",
      fmt::join(parts, ", "));
}

std::string ProblemsSeen(const std::vector<FindingGroup>& groups) {
  std::vector<std::string> parts;
  for (Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    const auto number = std::count_if(groups.begin(), groups.end(), [&](const FindingGroup& g) {
      return g.first().severity == severity;
    });
    if (number > 0) parts.push_back(Count(static_cast<uint64_t>(number), ToString(severity)));
  }
  return fmt::format("Found {}.", fmt::join(parts, ", "));
}

}  // namespace

void PrintSummary(const Report& report, Page* page) {
  if (report.findings.empty() && report.sessions.empty()) {
    PrintNothingToSee(report, page);
    return;
  }
  const std::vector<FindingGroup> causes = GroupFindings(report, Role::kCause);
  if (report.findings.empty()) {
    PrintNothingFound(report, page);
  } else if (!causes.empty()) {
    page->Heading(ProblemsSeen(causes));
  }
  page->Prose(0,
              report.sessions.empty()
                  ? fmt::format("Looked at {}.", LookedAt(report))
                  : fmt::format("Looked at {}: {}.", LookedAt(report), SessionsSeen(report)),
              Ink::kFaint);
  if (!report.left_out.empty()) page->Prose(0, WhatIsLeftOut(report.left_out), Ink::kFaint);
}

}  // namespace pptp::report
