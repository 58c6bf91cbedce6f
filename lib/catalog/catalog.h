#ifndef PPTP_LIB_CATALOG_CATALOG_H_
#define PPTP_LIB_CATALOG_CATALOG_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/catalog/condition.h"
#include "lib/catalog/evaluate.h"
#include "lib/catalog/leaf_match.h"
#include "lib/catalog/problem.h"
#include "lib/catalog/trial.h"
#include "lib/session/event.h"
#include "pptp/error.h"

namespace pptp::catalog {

class Faults;
class LeafTable;

// The text of one rule pack and the name to use for it in messages.
struct PackText {
  std::string name;  // a file name, or "built-in howto-2002"
  std::string_view json;
  // The expressions and texts are known to be right and need no proof, which takes
  // half of the time to load a pack, and no examples. True of the built-in packs: a
  // test proves the files that they are made of.
  bool proven = false;
};

// The built-in packs, compiled into the library.
std::vector<PackText> BuiltinPacks();

// A Catalog is the compiled, read-only form of the rule packs.
//
// Compile once, then match from any number of threads; a Catalog never changes.
//
//   auto catalog = Catalog::Compile(BuiltinPacks());
//   if (!catalog) ... catalog.error() names file, line, column and JSON pointer
class Catalog {
 public:
  // Reads, checks and compiles the packs. Fails with kInvalidRule on the first
  // fault found: "pack.json:41:18: /problems/3/signature/literal: ..." with what to
  // do. "check_examples" also runs every example, which takes longer and is meant
  // for --check-rules and the tests.
  static Result<std::shared_ptr<const Catalog>> Compile(const std::vector<PackText>& packs,
                                                        bool check_examples = false);

  // All faults of the packs, pack by pack in the order of the text, each as Compile
  // would report it. Empty when there are none.
  static std::vector<Error> Check(const std::vector<PackText>& packs, bool check_examples = true);

  ~Catalog();
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  const std::vector<Problem>& problems() const { return problems_; }

  // By id, or by HOWTO number in decimal. Null when there is none.
  const Problem* Find(std::string_view id_or_number) const;

  // How many distinct message and packet leaves there are.
  size_t leaf_count() const;

  // What message leaves ask for: a message of that program that holds none of these texts
  // matches none of them. Packet leaves are not covered: they look at packet lines only.
  std::vector<std::string> LiteralsFor(log::Program program) const;

  // Tests one line against every leaf; appends one LeafMatch for each that matches, in the order
  // of their numbers. What matches depends on the event's program, text and packet alone
  // (lib/catalog/match_memo.h).
  void Match(const session::Event& event, std::vector<LeafMatch>* matches,
             Trial trial = Trial::kByLiteral) const;

  // Whether a message leaf matches what that program says.
  bool AsksFor(log::Program program, std::string_view text, Trial trial = Trial::kByLiteral) const;

  // Evaluates a matcher of one of this catalog's problems over a session.
  std::optional<Found> Evaluate(const Matcher& matcher, const Scope& scope) const;

  // Whether a problem, an index into problems(), holds over a session; and whether that one of
  // its causes does, which has a "when".
  bool Holds(size_t problem, const Scope& scope) const;
  bool CauseHolds(size_t problem, size_t cause, const Scope& scope) const;

  // The problems that can be found with these hits, as indices into problems() in ascending
  // order: few of them. None is deprecated.
  void FindCandidates(const HitStore& hits, std::vector<uint32_t>* problems) const;

  // The problems that a hit of that leaf can make certain for good, whatever the rest of
  // the session brings, as indices into problems().
  const std::vector<uint32_t>& ProblemsCompletedBy(uint32_t leaf) const;

 private:
  Catalog();
  static std::shared_ptr<const Catalog> Load(const std::vector<PackText>& packs,
                                             bool check_examples, Faults* faults);
  void IndexLeaves();
  void MakeConditions();

  std::vector<Problem> problems_;
  std::unique_ptr<LeafTable> leaves_;
  std::vector<std::vector<uint32_t>> completed_by_;  // by leaf
  // Sets of problems, 64 to a number: those that may hold when a leaf has matched, leaf by leaf,
  // and those that may hold without any.
  std::vector<uint64_t> may_hold_with_, may_always_hold_;
  struct Conditions {
    Condition signature;
    std::vector<Condition> causes;  // empty ones for those without a "when"
  };
  std::vector<Conditions> conditions_;  // by problem
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_CATALOG_H_
