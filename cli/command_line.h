#ifndef PPTP_CLI_COMMAND_LINE_H_
#define PPTP_CLI_COMMAND_LINE_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <span>

namespace pptp::cli {

// At most one of these may be given.
void ExcludeEachOther(std::span<CLI::Option* const> options);

// Reads the command line into what the app's options are bound to, with --help, which prints
// "help", and --version beside them. When there is nothing left to do it has printed what there
// is to say: 0 after these two, "bad_usage" after a mistake.
std::optional<int> ParseCommandLine(CLI::App* app, const char* help, int bad_usage, int argc,
                                    const char* const* argv);

}  // namespace pptp::cli

#endif  // PPTP_CLI_COMMAND_LINE_H_
