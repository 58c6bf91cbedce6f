#ifndef PPTP_RENDER_H_
#define PPTP_RENDER_H_

#include <string>
#include <string_view>

#include "pptp/analyzer.h"
#include "pptp/error.h"
#include "pptp/report.h"

// A Report as text for a person and as JSON for a program. Pure functions: they
// print nothing, they return what to print.
namespace pptp {

struct TextStyle {
  bool color = false;       // ANSI escapes
  size_t width = 80;        // columns; prose is filled to it, log lines folded
  bool timeline = false;    // add the ladder of each session
  bool fault_tree = false;  // add the fault tree, with what the log already answers
};

// For a worried person: what is wrong and what to do, the evidence, the session
// in short. Bytes of the log that a terminal would act on are made visible.
std::string RenderText(const Report& report, const TextStyle& style);

// docs/json-report.md: one document, or one finding or session a line.
std::string RenderJson(const Report& report);
std::string RenderJsonLines(const Report& report);

// The HOWTO's checks in order with today's commands; with answers where the
// report has them.
std::string RenderFaultTree(const Report* report, const TextStyle& style);

// --list: one problem a line. --explain: one whole entry; kNotFound with the ids
// that come nearest when there is none.
std::string RenderList(const Knowledge& knowledge, const TextStyle& style);
Result<std::string> RenderProblem(const Knowledge& knowledge, std::string_view id_or_number,
                                  const TextStyle& style);

// --decode: a packet line, a packet, an option, a Microsoft body or an MS-CHAP
// failure in pppd's words, explained. kSyntax when it is none of these.
Result<std::string> RenderDecoded(std::string_view text, const TextStyle& style);

}  // namespace pptp

#endif  // PPTP_RENDER_H_
