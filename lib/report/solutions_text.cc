#include "lib/report/solutions_text.h"

#include <fmt/format.h>

namespace pptp::report {
namespace {

// What goes with a solution's text: things to type and options to change.
void PrintDetails(const SolutionText& solution, size_t indent, Page* page) {
  for (const std::string& command : solution.commands) page->Command(indent, command);
  if (!solution.add_options.empty()) {
    page->Item(indent, "Add to the pppd options: ",
               fmt::format("{}", fmt::join(solution.add_options, ", ")));
  }
  if (!solution.remove_options.empty()) {
    page->Item(indent, "Remove from the pppd options: ",
               fmt::format("{}", fmt::join(solution.remove_options, ", ")));
  }
}

}  // namespace

void PrintSolutions(const std::vector<SolutionText>& solutions, size_t indent, Page* page) {
  if (solutions.size() == 1) {
    page->Item(indent, "What to do: ", solutions[0].text, Ink::kHeading);
    PrintDetails(solutions[0], indent + 4, page);
  } else if (!solutions.empty()) {
    page->Prose(indent, "What to do:", Ink::kHeading);
    for (const SolutionText& solution : solutions) {
      page->Item(indent, "- ", solution.text);
      PrintDetails(solution, indent + 4, page);
    }
  }
}

void PrintCauses(const std::vector<CauseText>& causes, const std::vector<SolutionText>& solutions,
                 size_t indent, Page* page) {
  if (causes.size() == 1) {
    page->Blank();
    page->Item(indent, "Why: ", causes[0].text, Ink::kHeading);
    PrintSolutions(causes[0].solutions, indent, page);
  } else if (!causes.empty()) {
    page->Blank();
    page->Prose(indent, fmt::format("Why: one of these {} things.", causes.size()), Ink::kHeading);
    for (size_t i = 0; i < causes.size(); ++i) {
      page->Blank();
      page->Item(indent, fmt::format("{}. ", i + 1), causes[i].text);
      PrintSolutions(causes[i].solutions, indent + 3, page);
    }
  }
  if (!solutions.empty()) {
    page->Blank();
    PrintSolutions(solutions, indent, page);
  }
}

}  // namespace pptp::report
