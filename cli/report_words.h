#ifndef PPTP_CLI_REPORT_WORDS_H_
#define PPTP_CLI_REPORT_WORDS_H_

#include <map>
#include <string>

#include "cli/options.h"
#include "pptp/render.h"

namespace pptp::cli {

// The words that --format and --color take in both programs, and what they stand for.
const std::map<std::string, Format>& FormatWords();
const std::map<std::string, When>& WhenWords();

// The report in that format; "style" is for text.
std::string RenderAs(Format format, const Report& report, const TextStyle& style);

}  // namespace pptp::cli

#endif  // PPTP_CLI_REPORT_WORDS_H_
