#include "cli/diagnose.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/binary.h"
#include "cli/check_rules.h"
#include "cli/input.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/piece_reader.h"
#include "cli/progress.h"
#include "cli/report_words.h"
#include "cli/rule_files.h"
#include "cli/system_log.h"
#include "lib/base/wall_clock.h"
#include "pptp/analyzer.h"
#include "pptp/render.h"

namespace pptp::cli {
namespace {

using Inputs = std::vector<std::unique_ptr<Input>>;

ExitStatus Trouble(const Error& error) {
  Say(error.message());
  return kExitTrouble;
}

Result<Knowledge> LoadKnowledge(const Options& options) {
  std::vector<Knowledge::Pack> packs;
  for (const std::string& path : options.rules) {
    Result<std::vector<Knowledge::Pack>> read = ReadPacks(path);
    if (!read) return Fail(read.error());
    std::move(read->begin(), read->end(), std::back_inserter(packs));
  }
  return Knowledge::Load(packs, options.builtin_rules);
}

Result<std::optional<LogTime>> ParseTime(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::optional<LogTime> time = ParseUserTime(text, NowMicros());
  if (time) return time;
  return Fail(Error::InvalidArgument(
      fmt::format("{}: \"{}\" is no time; these are: '2026-11-22 05:19', '05:19', 'yesterday', "
                  "'-2h', '@1795324745'",
                  option, text)));
}

// Whether something is being piped or redirected into the program: neither a
// terminal nor /dev/null is.
bool IsPipedIn() {
  struct stat info;
  return fstat(STDIN_FILENO, &info) == 0 && !S_ISCHR(info.st_mode);
}

// Opens what is to be read. Inputs that cannot be opened are said on standard
// error and clear *all_read.
Inputs OpenInputs(const Options& options, bool* all_read) {
  Inputs inputs;
  std::vector<std::string> files = options.files;
  if (files.empty() && isatty(STDIN_FILENO) == 1) {
    inputs = OpenSystemLog();
    if (inputs.empty()) {
      Say("no FILE given, and this system has no log that you may read; try it as root, or give "
          "the file that holds the messages of pppd and pptp");
      *all_read = false;
    }
    return inputs;
  }
  if (files.empty()) files.emplace_back("-");
  for (const std::string& file : files) {
    Result<std::unique_ptr<Input>> input = OpenInput(file);
    if (input) {
      inputs.push_back(std::move(*input));
    } else {
      Say(input.error().message());
      *all_read = false;
    }
  }
  return inputs;
}

// Reads inputs to their ends. What came before an error is analysed all the same.
class Feeder {
 public:
  Feeder(const Inputs& inputs, Analyzer* analyzer) : analyzer_(*analyzer), progress_(Sum(inputs)) {}

  bool Feed(Input* input) {
    analyzer_.BeginInput(input->name(), input->newest_micros());
    PieceReader::Piece piece = reader_.Next(input);
    if (std::string advice = AdviceOnBinary(piece.bytes); !advice.empty()) {
      Tell(fmt::format("{}: {}", input->name(), advice));
    }
    Take(piece);
    while (!piece.is_last) {
      piece = reader_.Next(input);
      Take(piece);
    }
    analyzer_.EndInput();
    return piece.end.has_value();
  }

 private:
  void Take(const PieceReader::Piece& piece) {
    if (!piece.end) Tell(piece.end.error().message());
    analyzer_.Feed(piece.bytes);
    progress_.Advance(piece.bytes.size());
  }

  // How much there is to read, or 0 if one of them may hold any number of bytes.
  static uint64_t Sum(const Inputs& inputs) {
    uint64_t sum = 0;
    for (const std::unique_ptr<Input>& input : inputs) {
      if (input->size() == 0) return 0;
      sum += input->size();
    }
    return sum;
  }

  void Tell(std::string_view message) {
    progress_.Clear();
    Say(message);
  }

  Analyzer& analyzer_;
  Progress progress_;
  PieceReader reader_;
};

std::string Render(const Report& report, const Options& options, const Output& output) {
  TextStyle style = output.Style(options.color);
  style.timeline = options.timeline;
  style.fault_tree = options.fault_tree;
  return RenderAs(options.format, report, style);
}

// Whether something so severe was found, be it in the report or left out of it.
bool FoundAt(const Report& report, std::optional<Severity> level) {
  if (!level) return false;
  const auto is_severe = [level](const auto& finding) { return finding.severity >= *level; };
  const std::vector<LeftOut::Findings>& left_out = report.left_out.findings;
  return std::any_of(report.findings.begin(), report.findings.end(), is_severe) ||
         std::any_of(left_out.begin(), left_out.end(), is_severe);
}

// A session that is asked for by name and does not exist is a mistake in the
// command line; a report on nothing would read as good news.
bool HasSession(const Report& report, const std::string& id) {
  return id.empty() ||
         std::any_of(report.sessions.begin(), report.sessions.end(),
                     [&](const SessionReport& s) { return s.id == id; }) ||
         std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& f) { return f.session == id; });
}

ExitStatus DiagnoseLogs(const Options& options, Knowledge knowledge, Output output) {
  Analyzer::Options asked;
  Result<std::optional<LogTime>> since = ParseTime("--since", options.since);
  if (!since) return Trouble(since.error());
  Result<std::optional<LogTime>> until = ParseTime("--until", options.until);
  if (!until) return Trouble(until.error());
  asked.since = *since;
  asked.until = *until;
  asked.session = options.session;
  asked.prefilter = options.prefilter;
  asked.jobs = options.jobs;

  bool all_read = true;
  Inputs inputs = OpenInputs(options, &all_read);
  if (inputs.empty()) return kExitTrouble;
  // The rules go with the process: to take them apart would be a twentieth of a short run.
  [[maybe_unused]] static const auto* const kept = new Knowledge(knowledge);
  Analyzer analyzer(std::move(knowledge), std::move(asked));
  {
    Feeder feeder(inputs, &analyzer);
    for (std::unique_ptr<Input>& input : inputs) {
      all_read = feeder.Feed(input.get()) && all_read;
      input.reset();
    }
  }
  const Report report = analyzer.Finish();
  if (!HasSession(report, options.session)) {
    Say(fmt::format("--session: there is no session \"{}\" in what was read", options.session));
    return kExitTrouble;
  }
  if (Result<void> written = output.Write(Render(report, options, output)); !written) {
    return Trouble(written.error());
  }
  if (!all_read) return kExitTrouble;
  return FoundAt(report, options.fail_on) ? kExitFindings : kExitClean;
}

ExitStatus WriteText(Result<std::string> text, Output output) {
  if (!text) return Trouble(text.error());
  if (Result<void> written = output.Write(*text); !written) return Trouble(written.error());
  return kExitClean;
}

}  // namespace

ExitStatus Run(const Options& options) {
  if (!options.check_rules.empty()) {
    return CheckRules(options.check_rules, options.builtin_rules);
  }
  Result<Output> output = Output::Open(options.output);
  if (!output) return Trouble(output.error());
  const TextStyle style = output->Style(options.color);
  if (options.decode) return WriteText(RenderDecoded(*options.decode, style), std::move(*output));
  if (options.fault_tree && options.files.empty() && !IsPipedIn()) {
    return WriteText(RenderFaultTree(nullptr, style), std::move(*output));
  }
  Result<Knowledge> knowledge = LoadKnowledge(options);
  if (!knowledge) return Trouble(knowledge.error());
  if (options.list) return WriteText(RenderList(*knowledge, style), std::move(*output));
  if (!options.explain.empty()) {
    return WriteText(RenderProblem(*knowledge, options.explain, style), std::move(*output));
  }
  return DiagnoseLogs(options, std::move(*knowledge), std::move(*output));
}

}  // namespace pptp::cli
