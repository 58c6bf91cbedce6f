#include "pptp/analyzer.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "lib/catalog/catalog.h"
#include "lib/catalog/match_memo.h"
#include "lib/diagnose/detail.h"
#include "lib/diagnose/diagnosis.h"
#include "lib/diagnose/fault_tree.h"
#include "lib/diagnose/judge.h"
#include "lib/diagnose/line_filter.h"
#include "lib/diagnose/other_end.h"
#include "lib/diagnose/report_keeper.h"
#include "lib/diagnose/roles.h"
#include "lib/diagnose/verdict.h"
#include "lib/log/reader.h"
#include "lib/session/tracker.h"

namespace pptp {
namespace {

using diagnose::Diagnosis;
using diagnose::Judge;
using diagnose::Verdict;
using session::Session;

// What was found on a host belongs to a session that ran at most this long
// before or after: a module that fails to load is reported in the same breath.
constexpr int64_t kHostWindowMicros = 60'000'000;

// Smaller pieces are read as they are: a live log, and files of which it is not worth it.
constexpr size_t kLeastFiltered = size_t{128} * 1024;

}  // namespace

Result<Knowledge> Knowledge::Load(const std::vector<Pack>& packs, bool builtin,
                                  bool check_examples) {
  std::vector<catalog::PackText> texts;
  if (builtin) texts = catalog::BuiltinPacks();
  for (const Pack& pack : packs) texts.push_back({pack.name, pack.json});
  auto compiled = catalog::Catalog::Compile(texts, check_examples);
  if (!compiled) return Fail(compiled.error());
  return Knowledge(std::move(*compiled));
}

class Analyzer::Impl {
 public:
  Impl(Knowledge knowledge, Options options)
      : knowledge_(std::move(knowledge)),
        options_(std::move(options)),
        keeper_(&report_, options_.session, {}),
        needs_(knowledge_.catalog()),
        matches_(knowledge_.catalog(), trial()),
        tracker_(
            {}, {.asks_for =
                     [this](log::Program program, std::string_view text) {
                       return knowledge_.catalog().AsksFor(program, text, trial());
                     },
                 .on_event = [this](const Session& s, const session::Event& e) { OnEvent(s, e); },
                 .on_end = [this](Session&& s) { OnEnd(std::move(s)); },
                 .on_shorten = [this](const Session& s, size_t ends) { return Shorten(s, ends); }}),
        reader_({}, [this](const log::Message& message) { OnMessage(message); }) {}

  void BeginInput(std::string name, int64_t newest_micros) {
    report_.inputs.push_back({std::move(name), 0, 0});
    inside_ = true;
    reader_.Begin(static_cast<uint32_t>(report_.inputs.size() - 1), newest_micros);
  }

  // Through the filter if there is enough to be worth it.
  void Feed(std::string_view bytes) {
    if (!options_.prefilter || bytes.size() < kLeastFiltered) {
      FlushFilter();
      return reader_.Feed(bytes);
    }
    if (!filter_) filter_.emplace(diagnose::TextsFor(knowledge_.catalog()), options_.jobs);
    filter_->Feed(bytes, &reader_);
  }

  void Flush() {
    FlushFilter();
    reader_.Flush();
  }

  void EndInput() {
    FlushFilter();
    reader_.End();
    report_.inputs.back().lines = reader_.lines();
    report_.inputs.back().bytes = reader_.bytes();
  }

  Report Finish() {
    tracker_.Finish();
    diagnose::ExplainAcrossEnds(knowledge_.catalog(), &report_);
    report_.fault_tree = std::move(fault_tree_).Answers();
    if (!options_.session.empty()) KeepOneSession();
    return std::move(report_);
  }

 private:
  catalog::Trial trial() const {
    return options_.prefilter ? catalog::Trial::kByLiteral : catalog::Trial::kEvery;
  }

  void FlushFilter() {
    if (filter_) filter_->Flush(&reader_);
  }

  void OnMessage(const log::Message& message) {
    if (message.time) inside_ = IsInside(*message.time);
    if (inside_) tracker_.Add(message);
  }

  // A time without a date cannot be compared with one that has it.
  bool IsInside(const LogTime& time) const {
    if (!time.has_date) return true;
    return !(options_.since && time.micros < options_.since->micros) &&
           !(options_.until && time.micros > options_.until->micros);
  }

  void OnEvent(const Session& session, const session::Event& event) {
    report_.messages += event.count;
    if (session.is_host) hosts_.try_emplace(session.host, session.slot);
    Judge& judge = JudgeOf(session);
    for (uint32_t problem : judge.Add(session, event, matches_.Match(event))) {
      Announce(judge, problem, session);
    }
    tracker_.NoteKept(judge.bytes());
  }

  // Null when there is none.
  Judge* FindJudge(uint32_t slot) const {
    return slot < judges_.size() ? judges_[slot].get() : nullptr;
  }

  Judge& JudgeOf(const Session& session) {
    if (Judge* judge = FindJudge(session.slot)) return *judge;
    if (session.slot >= judges_.size()) judges_.resize(session.slot + size_t{1});
    const bool notices = options_.on_finding != nullptr;
    // A new one, though another session's could serve: its memory would go to a session that may
    // need little of it and never end.
    judges_[session.slot] = std::make_unique<Judge>(knowledge_.catalog(), notices);
    return *judges_[session.slot];
  }

  size_t Shorten(const Session& session, size_t ends) {
    Judge* judge = FindJudge(session.slot);
    if (judge == nullptr) return 0;
    judge->Shorten(ends);
    return judge->bytes();
  }

  void Announce(const Judge& judge, uint32_t problem, const Session& session) {
    if (!options_.on_finding || !IsWanted(session)) return;
    if (std::optional<Finding> finding = judge.Examine(problem, session)) {
      options_.on_finding(*finding);
      announced_[session.id].push_back(finding->problem);
    }
  }

  void OnEnd(Session&& session) {
    const Judge* judge = FindJudge(session.slot);
    std::vector<Verdict> verdicts;
    if (judge != nullptr) verdicts = judge->Conclude(session);
    std::vector<Verdict> host_verdicts = VerdictsAround(session);
    std::vector<Verdict*> near;
    near.reserve(host_verdicts.size());
    for (Verdict& verdict : host_verdicts) near.push_back(&verdict);
    diagnose::AssignRoles(&verdicts, near);
    for (const Verdict& verdict : host_verdicts) RememberExplained(session.host, verdict);

    if (session.is_host) AddExplained(session.host, &verdicts);
    ReportDiagnosis(session, judge, std::move(verdicts));
    if (judge != nullptr) judges_[session.slot].reset();
    if (options_.on_finding) announced_.erase(session.id);
    if (session.is_host) {
      hosts_.erase(session.host);
      explained_by_host_.erase(session.host);
    }
  }

  // What was found among the host's other lines while the session ran.
  std::vector<Verdict> VerdictsAround(const Session& session) const {
    auto host = hosts_.find(session.host);
    if (session.is_host || host == hosts_.end()) return {};
    const Judge* judge = FindJudge(host->second);
    if (judge == nullptr) return {};
    Session lines;  // a host has lines, and no facts
    lines.is_host = true;
    constexpr auto kEver = std::numeric_limits<int64_t>::max();
    const int64_t from = session.began ? session.began->micros - kHostWindowMicros : -kEver;
    const int64_t to = session.ended ? session.ended->micros + kHostWindowMicros : kEver;
    return judge->ConcludeBetween(lines, from, to);
  }

  void RememberExplained(const std::string& host, const Verdict& verdict) {
    if (verdict.explains.empty()) return;
    auto& explained = explained_by_host_[host];
    for (const catalog::Problem* symptom : verdict.explains) {
      std::pair pair(verdict.problem, symptom);
      if (std::find(explained.begin(), explained.end(), pair) == explained.end()) {
        explained.push_back(pair);
      }
    }
  }

  void AddExplained(const std::string& host, std::vector<Verdict>* verdicts) {
    for (const auto& [cause, symptom] : explained_by_host_[host]) {
      for (Verdict& verdict : *verdicts) {
        auto& explains = verdict.explains;
        if (verdict.problem == cause &&
            std::find(explains.begin(), explains.end(), symptom) == explains.end()) {
          explains.push_back(symptom);
        }
      }
    }
  }

  // "judge" is null when there are no verdicts.
  void ReportDiagnosis(const Session& session, const Judge* judge, std::vector<Verdict> verdicts) {
    Diagnosis diagnosis(
        std::move(verdicts),
        [&session, judge](const Verdict& v) { return judge->Describe(v, session); },
        [&session, judge](const Verdict& v) { return judge->CollectEvidence(v, session); });
    AnnounceRest(session, &diagnosis);
    std::vector<diagnose::OpenProblem> open;
    if (!session.is_host) {
      // The fault tree is that of PPTP.
      if (session.carrier <= session::Carrier::kPptp) fault_tree_.Learn(session, &diagnosis);
      open = needs_.WhatCannotBeJudged(session, diagnosis.verdicts());
    }
    keeper_.Add(session, &diagnosis, open);
  }

  void AnnounceRest(const Session& session, Diagnosis* diagnosis) {
    if (!options_.on_finding || !IsWanted(session)) return;
    const std::vector<std::string>& announced = announced_[session.id];
    for (size_t i = 0; i < diagnosis->verdicts().size(); ++i) {
      const std::string& problem = diagnosis->verdicts()[i].problem->id;
      if (std::find(announced.begin(), announced.end(), problem) == announced.end()) {
        options_.on_finding(diagnosis->FindingOf(i));
      }
    }
  }

  bool IsWanted(const Session& session) const {
    return options_.session.empty() || session.id == options_.session;
  }

  void KeepOneSession() {
    auto elsewhere = [this](const auto& item) { return item.session != options_.session; };
    std::erase_if(report_.findings, elsewhere);
    std::erase_if(report_.not_judged, elsewhere);
    std::erase_if(report_.sessions,
                  [this](const SessionReport& s) { return s.id != options_.session; });
    report_.left_out = {};
  }

  Knowledge knowledge_;
  Options options_;
  Report report_;
  diagnose::ReportKeeper keeper_;
  diagnose::FaultTree fault_tree_;
  diagnose::DetailNeeds needs_;
  catalog::MatchMemo matches_;
  std::vector<std::unique_ptr<Judge>> judges_;       // by session slot
  std::unordered_map<std::string, uint32_t> hosts_;  // slot of a host's other lines, by name
  std::unordered_map<std::string, std::vector<std::string>> announced_;  // by session id
  using Explained = std::pair<const catalog::Problem*, const catalog::Problem*>;
  std::unordered_map<std::string, std::vector<Explained>>
      explained_by_host_;  // (cause, symptom) pairs, by host
  bool inside_ = true;     // of since and until, for lines without a time of their own
  session::Tracker tracker_;
  log::Reader reader_;
  std::optional<diagnose::LineFilter> filter_;  // made for the first large piece
};

Analyzer::Analyzer(Knowledge knowledge, Options options)
    : impl_(std::make_unique<Impl>(std::move(knowledge), std::move(options))) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::BeginInput(std::string name, int64_t newest_micros) {
  impl_->BeginInput(std::move(name), newest_micros);
}
void Analyzer::Feed(std::string_view bytes) {
  impl_->Feed(bytes);
}
void Analyzer::Flush() {
  impl_->Flush();
}
void Analyzer::EndInput() {
  impl_->EndInput();
}
Report Analyzer::Finish() {
  return impl_->Finish();
}

}  // namespace pptp
