#ifndef PPTP_LIB_CATALOG_PROBLEM_H_
#define PPTP_LIB_CATALOG_PROBLEM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/matcher.h"
#include "lib/session/carrier.h"
#include "pptp/severity.h"

// What a rule pack says, as values. docs/rule-format.md is the manual.
namespace pptp::catalog {

enum class Status : uint8_t { kStable, kExperimental, kDeprecated };
std::string_view StatusName(Status status);

struct Solution {
  std::string text;
  std::vector<std::string> commands;
  std::vector<std::string> add_options;     // pppd options to add
  std::vector<std::string> remove_options;  // pppd options to remove
};

struct Cause {
  std::string id;
  std::string text;
  std::optional<Matcher> when;
  std::vector<Solution> solutions;
};

struct Example {
  std::string log;
  Captures captures;
  std::string note;
  size_t offset = 0;  // where it stands in the pack's text, for messages about it
};

struct Problem {
  std::string id;
  std::string pack;
  std::vector<session::Carrier> carriers;  // of the pack; empty: all
  std::optional<int> number;               // in the HOWTO of 2002
  std::string title;
  std::string symptom;
  Severity severity = Severity::kError;
  Status status = Status::kStable;
  Matcher signature;
  std::vector<std::string> needs;
  std::vector<std::string> explained_by;  // ids, or "*"
  std::vector<Cause> causes;
  std::vector<Solution> solutions;
  std::vector<std::string> fault_tree;
  std::vector<std::string> references;
  std::vector<Example> matches;
  std::vector<Example> no_matches;
};

// Whether a problem is one of sessions with that carrier. One that is not known may be any.
bool Concerns(const Problem& problem, session::Carrier carrier);

// A piece of a text that may name captures: plain words, or a placeholder. The
// views are into the text.
struct Placeholder {
  std::string_view name;
  std::optional<std::string_view> otherwise;  // what to say when nothing was captured
};
struct TextPiece {
  std::string_view words;  // "{{" is one piece whose words are "{"
  std::optional<Placeholder> placeholder;
  bool stray_brace = false;  // a brace that belongs to nothing: a fault of the pack
};
std::vector<TextPiece> SplitTemplate(std::string_view text);

// Fills {name} and {name|otherwise} in a text of a problem, and turns {{ and }}
// into braces. A name that was not captured and has no otherwise becomes <name>.
std::string FillIn(std::string_view text, const Captures& captures);

// The same for a command: what was captured is quoted for a shell, because the
// peer may have chosen it.
std::string FillInCommand(std::string_view text, const Captures& captures);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_PROBLEM_H_
