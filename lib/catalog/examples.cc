#include "lib/catalog/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <map>

#include "lib/log/reader.h"
#include "lib/session/tracker.h"

namespace pptp::catalog {
namespace {

// Stamps without a year get one that ends here: 2036-12-31, in a leap year, so that
// an example of February 29 is as good as any.
constexpr int64_t kExampleTime = 2114294400LL * 1000000;

// What a log leaves behind: each session, or host, with what was matched in it.
struct Trace {
  session::Session session;
  HitStore hits;
};

class ExampleRun {
 public:
  ExampleRun(const Catalog& catalog, const Example& example) : catalog_(catalog) {
    session::Tracker tracker(
        {}, {.on_event = [this](const session::Session& session,
                                const session::Event& event) { OnEvent(session, event); },
             .on_end = [this](session::Session&& session) { OnEnd(std::move(session)); }});
    log::Reader reader({}, [&](const log::Message& message) { tracker.Add(message); });
    reader.Begin(0, kExampleTime);
    reader.Feed(example.log);
    reader.End();
    tracker.Finish();
  }

  // In the first session or host in which the matcher holds.
  std::optional<Found> Evaluate(const Matcher& matcher) const {
    for (const Trace& trace : traces_) {
      if (auto found = catalog_.Evaluate(matcher, {&trace.session, &trace.hits})) return found;
    }
    return std::nullopt;
  }

 private:
  void OnEvent(const session::Session& session, const session::Event& event) {
    matched_.clear();
    catalog_.Match(event, &matched_);
    open_.try_emplace(session.id, catalog_.leaf_count()).first->second.Add(matched_, event);
  }

  void OnEnd(session::Session&& session) {
    auto entry = open_.try_emplace(session.id, catalog_.leaf_count()).first;
    HitStore hits = std::move(entry->second);
    open_.erase(entry);
    traces_.push_back({std::move(session), std::move(hits)});
  }

  const Catalog& catalog_;
  std::map<std::string, HitStore> open_;
  std::vector<LeafMatch> matched_;
  std::list<Trace> traces_;
};

// The branches of every "any" in a matcher, with the way to each.
struct Branch {
  const Matcher* matcher;
  std::string path;
};

void CollectBranches(const Matcher& matcher, const std::string& path,
                     std::vector<Branch>* branches) {
  const char* name = nullptr;
  switch (matcher.kind) {
    case Matcher::Kind::kAny:
      name = "any";
      break;
    case Matcher::Kind::kAll:
      name = "all";
      break;
    case Matcher::Kind::kSequence:
      name = "sequence";
      break;
    // What must not occur is not exercised by a match; the others have no branches.
    default:
      return;
  }
  for (size_t i = 0; i < matcher.members.size(); ++i) {
    const std::string member = fmt::format("{}/{}/{}", path, name, i);
    if (matcher.kind == Matcher::Kind::kAny) branches->push_back({&matcher.members[i], member});
    CollectBranches(matcher.members[i], member, branches);
  }
}

std::string Name(const Problem& problem) {
  return fmt::format("problem \"{}\"", problem.id);
}

class Checker {
 public:
  Checker(const Catalog& catalog, const Problem& problem, const JsonDocument& document,
          Faults* faults)
      : catalog_(catalog), problem_(problem), document_(document), faults_(faults) {}

  void Check() {
    for (const Example& example : problem_.matches) {
      runs_.emplace_back(catalog_, example);
      CheckMatch(example, runs_.back());
    }
    for (const Example& example : problem_.no_matches) {
      const ExampleRun run(catalog_, example);
      if (const auto found = run.Evaluate(problem_.signature)) {
        AddFault(example, fmt::format("{} is found in this no_match example", Name(problem_)),
                 found->evidence.empty()
                     ? "no line was needed for it; make the signature stricter"
                     : fmt::format("line {} of the example: make the signature stricter",
                                   found->evidence.front()->line().line));
      }
    }
    CheckBranches();
  }

 private:
  void CheckMatch(const Example& example, const ExampleRun& run) {
    const std::optional<Found> found = run.Evaluate(problem_.signature);
    if (!found) {
      AddFault(example, fmt::format("{} is not found in this match example", Name(problem_)),
               "change the log or the signature; the log must hold all that is needed");
      return;
    }
    for (const auto& [name, text] : example.captures) {
      const auto capture = found->captures.find(name);
      if (capture == found->captures.end()) {
        AddFault(example, fmt::format("nothing is captured as \"{}\" here", name),
                 fmt::format("expected \"{}\"", text));
      } else if (capture->second != text) {
        AddFault(example, fmt::format("\"{}\" captures \"{}\" here", name, capture->second),
                 fmt::format("expected \"{}\"", text));
      }
    }
  }

  void CheckBranches() {
    std::vector<Branch> branches;
    CollectBranches(problem_.signature, "signature", &branches);
    for (const Branch& branch : branches) {
      const bool exercised = std::any_of(runs_.begin(), runs_.end(), [&](const ExampleRun& run) {
        return run.Evaluate(*branch.matcher).has_value();
      });
      if (exercised) continue;
      AddFault(problem_.matches.front(),
               fmt::format("no match example of {} exercises {}", Name(problem_), branch.path),
               "add an example in which that branch holds");
    }
  }

  void AddFault(const Example& example, std::string_view what, std::string_view advice) {
    faults_->Add(document_, example.offset, what, advice);
  }

  const Catalog& catalog_;
  const Problem& problem_;
  const JsonDocument& document_;
  Faults* faults_;
  std::list<ExampleRun> runs_;
};

}  // namespace

void CheckExamples(const Catalog& catalog, const Problem& problem, const JsonDocument& document,
                   Faults* faults) {
  Checker(catalog, problem, document, faults).Check();
}

}  // namespace pptp::catalog
