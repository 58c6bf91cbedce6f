#include "lib/catalog/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <deque>
#include <optional>
#include <set>
#include <utility>

#include "lib/catalog/examples.h"
#include "lib/catalog/faults.h"
#include "lib/catalog/json_document.h"
#include "lib/catalog/leaf_table.h"
#include "lib/catalog/pack_reader.h"

namespace pptp::catalog {
namespace {

constexpr size_t kSetBits = 64;  // problems in one number of a set

void CollectLeaves(const Matcher& matcher, std::set<uint32_t>* leaves) {
  if (matcher.kind == Matcher::Kind::kMessage || matcher.kind == Matcher::Kind::kPacket) {
    leaves->insert(matcher.leaf);
  }
  for (const Matcher& member : matcher.members) CollectLeaves(member, leaves);
}

std::optional<std::set<uint32_t>> NeedsOneOf(const Matcher& matcher);

std::optional<std::set<uint32_t>> LeastNeededBy(const std::vector<Matcher>& members) {
  std::optional<std::set<uint32_t>> least;
  for (const Matcher& member : members) {
    auto needed = NeedsOneOf(member);
    if (needed && (!least || needed->size() < least->size())) least = std::move(needed);
  }
  return least;
}

std::optional<std::set<uint32_t>> NeededByAll(const std::vector<Matcher>& members) {
  std::set<uint32_t> all;
  for (const Matcher& member : members) {
    const auto needed = NeedsOneOf(member);
    if (!needed) return std::nullopt;
    all.insert(needed->begin(), needed->end());
  }
  return all;
}

// Leaves of which one must have matched for the matcher to hold, as few as will do; empty when
// it may hold without any.
std::optional<std::set<uint32_t>> NeedsOneOf(const Matcher& matcher) {
  switch (matcher.kind) {
    case Matcher::Kind::kMessage:
    case Matcher::Kind::kPacket:
      return {{matcher.leaf}};
    case Matcher::Kind::kFact:
    case Matcher::Kind::kWithout:
      return std::nullopt;
    case Matcher::Kind::kCount:
      return matcher.count_min == 0 ? std::nullopt : NeedsOneOf(matcher.members.front());
    case Matcher::Kind::kSequence:
    case Matcher::Kind::kAll:
      return LeastNeededBy(matcher.members);
    case Matcher::Kind::kAny:
      return NeededByAll(matcher.members);
  }
  return std::nullopt;
}

}  // namespace

Catalog::Catalog() : leaves_(std::make_unique<LeafTable>()) {}
Catalog::~Catalog() = default;

Result<std::shared_ptr<const Catalog>> Catalog::Compile(const std::vector<PackText>& packs,
                                                        bool check_examples) {
  Faults faults;
  std::shared_ptr<const Catalog> catalog = Load(packs, check_examples, &faults);
  if (!faults.empty()) return Fail(std::move(faults.Take().front()));
  return catalog;
}

std::vector<Error> Catalog::Check(const std::vector<PackText>& packs, bool check_examples) {
  Faults faults;
  Load(packs, check_examples, &faults);
  return faults.Take();
}

std::shared_ptr<const Catalog> Catalog::Load(const std::vector<PackText>& packs,
                                             bool check_examples, Faults* faults) {
  std::shared_ptr<Catalog> catalog(new Catalog());
  std::deque<JsonDocument> documents;  // problems point into them until all are read
  PackReader reader(catalog->leaves_.get(), faults);
  for (const PackText& pack : packs) {
    Result<JsonDocument> document = JsonDocument::Parse(pack.name, pack.json, pack.proven);
    if (!document) {
      faults->Add(std::move(document.error()));
      continue;
    }
    documents.push_back(std::move(*document));
    reader.Read(documents.back(), pack.proven);
  }
  reader.Finish();
  catalog->problems_ = reader.TakeProblems();
  if (!faults->empty()) return catalog;
  catalog->leaves_->Build();
  catalog->IndexLeaves();
  catalog->MakeConditions();
  if (check_examples) {
    for (size_t i = 0; i < catalog->problems_.size(); ++i) {
      if (catalog->problems_[i].matches.empty()) continue;  // of a proven pack
      CheckExamples(*catalog, catalog->problems_[i], reader.DocumentOf(i), faults);
    }
  }
  return catalog;
}

void Catalog::IndexLeaves() {
  completed_by_.resize(leaf_count());
  const size_t numbers = problems_.size() / kSetBits + 1;  // of a set of problems
  may_hold_with_.resize(leaf_count() * numbers);
  may_always_hold_.resize(numbers);
  for (uint32_t index = 0; index < problems_.size(); ++index) {
    const Problem& problem = problems_[index];
    if (problem.status == Status::kDeprecated) continue;
    const uint64_t bit = uint64_t{1} << index % kSetBits;
    if (const auto needed = NeedsOneOf(problem.signature)) {
      for (uint32_t leaf : *needed) may_hold_with_[leaf * numbers + index / kSetBits] |= bit;
    } else {
      may_always_hold_[index / kSetBits] |= bit;
    }
    if (!IsMonotonic(problem.signature)) continue;
    std::set<uint32_t> leaves;
    CollectLeaves(problem.signature, &leaves);
    for (uint32_t leaf : leaves) completed_by_[leaf].push_back(index);
  }
}

void Catalog::MakeConditions() {
  for (const Problem& problem : problems_) {
    Conditions& made = conditions_.emplace_back();
    made.signature = Condition(problem.signature, leaves_->facts());
    for (const Cause& cause : problem.causes) {
      made.causes.push_back(cause.when ? Condition(*cause.when, leaves_->facts()) : Condition());
    }
  }
}

const Problem* Catalog::Find(std::string_view id_or_number) const {
  for (const Problem& problem : problems_) {
    if (problem.id == id_or_number) return &problem;
    if (problem.number && std::to_string(*problem.number) == id_or_number) return &problem;
  }
  return nullptr;
}

size_t Catalog::leaf_count() const {
  return leaves_->leaf_count();
}

std::vector<std::string> Catalog::LiteralsFor(log::Program program) const {
  return leaves_->LiteralsFor(program);
}

void Catalog::Match(const session::Event& event, std::vector<LeafMatch>* matches,
                    Trial trial) const {
  leaves_->Match(event, matches, trial);
}

bool Catalog::AsksFor(log::Program program, std::string_view text, Trial trial) const {
  return leaves_->AsksFor(program, text, trial);
}

std::optional<Found> Catalog::Evaluate(const Matcher& matcher, const Scope& scope) const {
  return EvaluateMatcher(matcher, scope, leaves_->facts());
}

bool Catalog::Holds(size_t problem, const Scope& scope) const {
  return conditions_[problem].signature.Holds(scope, leaves_->facts());
}

bool Catalog::CauseHolds(size_t problem, size_t cause, const Scope& scope) const {
  return conditions_[problem].causes[cause].Holds(scope, leaves_->facts());
}

void Catalog::FindCandidates(const HitStore& hits, std::vector<uint32_t>* problems) const {
  problems->clear();
  const size_t numbers = may_always_hold_.size();
  for (size_t i = 0; i < numbers; ++i) {
    uint64_t set = may_always_hold_[i];
    hits.ForEachLeaf([&](uint32_t leaf) { set |= may_hold_with_[leaf * numbers + i]; });
    for (; set != 0; set &= set - 1) {
      problems->push_back(static_cast<uint32_t>(i * kSetBits) +
                          static_cast<uint32_t>(std::countr_zero(set)));
    }
  }
}

const std::vector<uint32_t>& Catalog::ProblemsCompletedBy(uint32_t leaf) const {
  return completed_by_[leaf];
}

}  // namespace pptp::catalog
