#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <map>

#include "cli/command_line.h"
#include "cli/help.h"
#include "cli/report_words.h"

namespace pptp::cli {
namespace {

// The words that --fail-on takes, and what they stand for.
const std::map<std::string, std::optional<Severity>> kLevels = {{"error", Severity::kError},
                                                                {"warning", Severity::kWarning},
                                                                {"note", Severity::kNote},
                                                                {"never", std::nullopt}};
struct Words {
  std::string format = "text";
  std::string color = "auto";
  std::string fail_on = "error";
};

// What an option is for stands in help.cc.
void AddOptions(CLI::App* app, Options* options, Words* words) {
  app->add_option("FILE", options->files);

  app->add_option("--since", options->since);
  app->add_option("--until", options->until);
  app->add_option("--session", options->session);
  app->add_option("--jobs", options->jobs)->check(CLI::Range(1, 64));
  app->add_flag("!--no-prefilter", options->prefilter);

  app->add_option("--format", words->format)->check(CLI::IsMember(FormatWords()));
  app->add_option("-o,--output", options->output);
  app->add_option("--color", words->color)->check(CLI::IsMember(WhenWords()));
  app->add_flag("--timeline", options->timeline);
  app->add_flag("--fault-tree", options->fault_tree);
  app->add_option("--fail-on", words->fail_on)->check(CLI::IsMember(kLevels));

  app->add_option("--rules", options->rules)->allow_extra_args(false);
  app->add_flag("!--no-builtin-rules", options->builtin_rules);
}

// These do something in place of reading logs; two at once make no sense.
void AddModes(CLI::App* app, Options* options) {
  CLI::Option* modes[] = {app->add_flag("--list", options->list),
                          app->add_option("--explain", options->explain),
                          app->add_option("--check-rules", options->check_rules),
                          app->add_option("--decode", options->decode)};
  ExcludeEachOther(modes);
}

}  // namespace

std::variant<Options, ExitStatus> ParseOptions(int argc, const char* const* argv) {
  Options options;
  Words words;
  CLI::App app;
  AddOptions(&app, &options, &words);
  AddModes(&app, &options);
  if (const auto status = ParseCommandLine(&app, kHelp, kExitTrouble, argc, argv)) {
    return static_cast<ExitStatus>(*status);
  }
  options.format = FormatWords().at(words.format);
  options.color = WhenWords().at(words.color);
  options.fail_on = kLevels.at(words.fail_on);
  return options;
}

}  // namespace pptp::cli
