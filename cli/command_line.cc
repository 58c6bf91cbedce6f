#include "cli/command_line.h"

#include <fmt/format.h>

#include <string>

#include "cli/message.h"

namespace pptp::cli {

void ExcludeEachOther(std::span<CLI::Option* const> options) {
  for (CLI::Option* a : options) {
    for (CLI::Option* b : options) {
      if (a != b) a->excludes(b);
    }
  }
}

std::optional<int> ParseCommandLine(CLI::App* app, const char* help, int bad_usage, int argc,
                                    const char* const* argv) {
  app->set_help_flag("-h,--help");
  app->set_version_flag("--version", fmt::format("{} {}", kProgramName, PPTP_VERSION));
  app->formatter_fn(
      [help](const CLI::App*, const std::string&, CLI::AppFormatMode) { return help; });
  try {
    app->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help and --version come this way too.
    if (error.get_exit_code() == 0) {
      app->exit(error);
      return 0;
    }
    Say(fmt::format("{}\nRun {} --help for what there is.", error.what(), kProgramName));
    return bad_usage;
  }
  return std::nullopt;
}

}  // namespace pptp::cli
