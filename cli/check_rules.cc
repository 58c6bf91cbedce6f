#include "cli/check_rules.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "cli/message.h"
#include "cli/output.h"
#include "cli/rule_files.h"
#include "pptp/analyzer.h"

namespace pptp::cli {
namespace {

// The packs of one path if they are sound, else why they are not.
Result<std::vector<Knowledge::Pack>> Check(const std::string& path, bool builtin) {
  Result<std::vector<Knowledge::Pack>> packs = ReadPacks(path);
  if (!packs) return packs;
  Result<Knowledge> knowledge = Knowledge::Load(*packs, builtin, /*check_examples=*/true);
  if (!knowledge) return Fail(knowledge.error());
  return packs;
}

}  // namespace

ExitStatus CheckRules(const std::vector<std::string>& paths, bool builtin) {
  ExitStatus status = kExitClean;
  std::string sound;
  std::vector<Knowledge::Pack> together;
  for (const std::string& path : paths) {
    Result<std::vector<Knowledge::Pack>> packs = Check(path, builtin);
    if (!packs) {
      Say(packs.error().message());
      status = kExitTrouble;
      continue;
    }
    for (const Knowledge::Pack& pack : *packs) sound += fmt::format("{}: ok\n", pack.name);
    std::move(packs->begin(), packs->end(), std::back_inserter(together));
  }
  // Packs that are sound one by one may still both claim an id.
  if (status == kExitClean && paths.size() > 1) {
    if (Result<Knowledge> all = Knowledge::Load(together, builtin); !all) {
      Say(all.error().message());
      status = kExitTrouble;
    }
  }
  Result<Output> output = Output::Open({});
  if (Result<void> written = output->Write(sound); !written) {
    Say(written.error().message());
    return kExitTrouble;
  }
  return status;
}

}  // namespace pptp::cli
