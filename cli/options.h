#ifndef PPTP_CLI_OPTIONS_H_
#define PPTP_CLI_OPTIONS_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/exit_status.h"
#include "pptp/report.h"

namespace pptp::cli {

enum class Format { kText, kJson, kJsonLines };
enum class When { kAuto, kAlways, kNever };

// What the command line asks for.
struct Options {
  std::vector<std::string> files;  // "-" is standard input

  Format format = Format::kText;
  std::string output;  // a file to write to; empty is standard output
  When color = When::kAuto;
  bool timeline = false;
  bool fault_tree = false;

  std::string since, until;  // as given; ParseUserTime() understands them
  std::string session;
  unsigned jobs = 0;                                   // threads; 0: one per core
  bool prefilter = true;                               // off: read every line in full
  std::optional<Severity> fail_on = Severity::kError;  // none: --fail-on never

  std::vector<std::string> rules;  // packs, or directories of them
  bool builtin_rules = true;

  // At most one of these: what to do in place of reading logs.
  bool list = false;
  std::string explain;
  std::vector<std::string> check_rules;
  std::optional<std::string> decode;
};

// Reads the command line. When there is nothing left to do (--help, --version,
// bad usage) it has printed what there is to say, and the program ends with the
// status returned.
std::variant<Options, ExitStatus> ParseOptions(int argc, const char* const* argv);

}  // namespace pptp::cli

#endif  // PPTP_CLI_OPTIONS_H_
