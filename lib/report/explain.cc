#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/text.h"
#include "lib/catalog/catalog.h"
#include "lib/report/fault_tree.h"
#include "lib/report/page.h"
#include "lib/report/solutions_text.h"
#include "lib/report/wrap.h"
#include "pptp/render.h"

// The catalog for people: --list and --explain.
namespace pptp {
namespace {

using catalog::Problem;
using report::Ink;
using report::InkOf;
using report::Page;

// Without a log there is nothing to fill in: {name|otherwise} shows "otherwise".
std::string Unfilled(std::string_view text) {
  return catalog::FillIn(text, {});
}

std::vector<SolutionText> Unfilled(const std::vector<catalog::Solution>& solutions) {
  std::vector<SolutionText> texts;
  for (const catalog::Solution& solution : solutions) {
    SolutionText text{Unfilled(solution.text), {}, solution.add_options, solution.remove_options};
    for (const std::string& command : solution.commands) text.commands.push_back(Unfilled(command));
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<CauseText> Unfilled(const std::vector<catalog::Cause>& causes) {
  std::vector<CauseText> texts;
  texts.reserve(causes.size());
  for (const catalog::Cause& cause : causes) {
    texts.push_back({cause.id, Unfilled(cause.text), Unfilled(cause.solutions)});
  }
  return texts;
}

void PrintHead(const Problem& problem, Page* page) {
  std::string number = problem.number ? fmt::format("{}. ", *problem.number) : std::string();
  page->Title(InkOf(problem.severity), number, Unfilled(problem.title));
  std::string about =
      fmt::format("{}, {}, from {}", problem.id, ToString(problem.severity), problem.pack);
  if (problem.status != catalog::Status::kStable) {
    about += fmt::format(", {}", catalog::StatusName(problem.status));
  }
  page->Prose(0, about, Ink::kFaint);
  page->Blank();
  page->Prose(0, Unfilled(problem.symptom));
}

// The first example, so that a reader can compare it with the log at hand.
void PrintExample(const Problem& problem, Page* page) {
  if (problem.matches.empty()) return;
  page->Blank();
  page->Heading("In a log");
  std::string_view rest = problem.matches.front().log;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    for (const std::string& row :
         report::FoldLine(report::Visible(rest.substr(0, end)), page->width() - 6)) {
      page->Ready("  " + row);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void PrintList(std::string_view heading, const std::vector<std::string>& items, Page* page) {
  if (items.empty()) return;
  page->Blank();
  page->Heading(heading);
  for (const std::string& item : items) page->Item(2, "- ", item);
}

std::vector<std::string> Explainers(const catalog::Catalog& catalog, const Problem& problem) {
  std::vector<std::string> lines;
  for (const std::string& id : problem.explained_by) {
    const Problem* cause = id == "*" ? nullptr : catalog.Find(id);
    if (id == "*") {
      lines.emplace_back("any other problem that is found in the same session");
    } else {
      lines.push_back(cause ? fmt::format("{} ({})", Unfilled(cause->title), id) : id);
    }
  }
  return lines;
}

std::vector<std::string> StepTitles(const Problem& problem) {
  std::vector<std::string> titles;
  for (const std::string& step : problem.fault_tree) {
    titles.push_back(fmt::format("{} ({})", report::FaultTreeStepTitle(step), step));
  }
  return titles;
}

// Levenshtein's distance, one row at a time.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}

// The ids that come nearest: those that hold the text first, then the least far.
std::vector<std::string> NearestIds(const catalog::Catalog& catalog, std::string_view wanted) {
  constexpr size_t kMost = 3;
  constexpr size_t kLongestId = 100;  // the distance takes quadratic time
  const std::string lower = ToLower(wanted.substr(0, kLongestId));
  std::vector<std::pair<size_t, std::string>> ranked;
  for (const Problem& problem : catalog.problems()) {
    const bool holds = !lower.empty() && problem.id.find(lower) != std::string::npos;
    ranked.emplace_back(holds ? 0 : Distance(lower, problem.id), problem.id);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> ids;
  for (size_t i = 0; i < std::min(kMost, ranked.size()); ++i) ids.push_back(ranked[i].second);
  return ids;
}

}  // namespace

std::string RenderList(const Knowledge& knowledge, const TextStyle& style) {
  Page page(style);
  size_t widest = 0;
  for (const Problem& problem : knowledge.catalog().problems()) {
    widest = std::max(widest, report::Columns(report::Visible(problem.id)));
  }
  for (const Problem& problem : knowledge.catalog().problems()) {
    const std::string number = problem.number ? std::to_string(*problem.number) : "-";
    const std::string front =
        fmt::format("{:>3}  {}  ", number, report::PadToWidth(report::Visible(problem.id), widest));
    page.Ready(front + report::Visible(Unfilled(problem.title)));
  }
  return std::move(page).Take();
}

Result<std::string> RenderProblem(const Knowledge& knowledge, std::string_view id_or_number,
                                  const TextStyle& style) {
  const catalog::Catalog& catalog = knowledge.catalog();
  const Problem* problem = catalog.Find(id_or_number);
  if (!problem) {
    return Fail(Error::NotFound(
        fmt::format("no problem is called \"{}\"; near to it are: {} (--list shows all)",
                    report::Visible(id_or_number.substr(0, 100)),
                    fmt::join(NearestIds(catalog, id_or_number), ", "))));
  }
  Page page(style);
  PrintHead(*problem, &page);
  report::PrintCauses(Unfilled(problem->causes), Unfilled(problem->solutions), 0, &page);
  PrintExample(*problem, &page);
  PrintList("Can be a mere consequence of", Explainers(catalog, *problem), &page);
  PrintList("Can be judged only from a log with", problem->needs, &page);
  PrintList("Checks that test it (see --fault-tree)", StepTitles(*problem), &page);
  PrintList("References", problem->references, &page);
  return std::move(page).Take();
}

}  // namespace pptp
