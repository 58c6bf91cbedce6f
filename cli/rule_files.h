#ifndef PPTP_CLI_RULE_FILES_H_
#define PPTP_CLI_RULE_FILES_H_

#include <string>
#include <vector>

#include "pptp/analyzer.h"

namespace pptp::cli {

// Reads a rule pack, or all packs of a directory in the order of their names: the
// files that end in .json, but for schema.json, which describes packs and is none.
Result<std::vector<Knowledge::Pack>> ReadPacks(const std::string& path);

}  // namespace pptp::cli

#endif  // PPTP_CLI_RULE_FILES_H_
