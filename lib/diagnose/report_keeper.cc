#include "lib/diagnose/report_keeper.h"

#include <optional>
#include <string_view>
#include <utility>

#include "lib/diagnose/footprint.h"
#include "lib/diagnose/summary.h"

namespace pptp::diagnose {
namespace {

// What a kind takes beside its words.
constexpr size_t kPerKind = 128;

// Ends each word of a kind; no word holds it, as logs are read line by line.
constexpr char kSeparator = '\n';

// What makes a text report put two sessions together (lib/report/groups.h).
void WriteKind(const session::Session& s, std::string* kind) {
  kind->clear();
  for (std::string_view word :
       {std::string_view(s.host), std::string_view(s.peer), session::CarrierName(s.carrier),
        session::SideName(s.side), session::OutcomeName(s.outcome), session::PhaseName(s.phase),
        std::string_view(s.auth_protocol), std::string_view(s.mppe.verdict)}) {
    kind->append(word).append(1, kSeparator);
  }
}

template <typename T>
uintptr_t NumberOf(const T* pointer) {
  return reinterpret_cast<uintptr_t>(pointer);
}

// About how many bytes it takes to remember a kind of findings, or of what is open: as many as
// its words have.
size_t SizeOf(const Verdict& verdict) {
  size_t size = verdict.problem->id.size() + ToString(verdict.role).size() + 2;
  for (const catalog::Cause* cause : verdict.causes) size += cause->id.size() + 1;
  return size + kPerKind;
}

size_t SizeOf(const NotJudged& item) {
  size_t size = item.problem.size();
  for (const std::string& need : item.needs) size += need.size() + 1;
  return size + kPerKind;
}

}  // namespace

size_t ReportKeeper::KeyHash::operator()(const Key& key) const {
  uint64_t hash = 0;
  for (uint64_t number : key) {
    hash = (hash ^ number) * 0x9E3779B97F4A7C15;  // the golden ratio's bits
    hash ^= hash >> 32;
  }
  return hash;
}

ReportKeeper::ReportKeeper(Report* report, std::string wanted, Limits limits)
    : report_(*report),
      wanted_(std::move(wanted)),
      exchanges_(limits.exchanges),
      sessions_(limits.sessions),
      findings_(limits.findings),
      not_judged_(limits.not_judged) {}

void ReportKeeper::Add(const session::Session& session, Diagnosis* diagnosis,
                       const std::vector<OpenProblem>& open) {
  words_.clear();
  kind_ = nullptr;
  if (!session.is_host) {
    WriteKind(session, &words_);
    const auto known = session_kinds_.find(words_);
    if (known != session_kinds_.end()) kind_ = &known->second;
    AddSession(session, diagnosis);
  }
  for (size_t i = 0; i < diagnosis->verdicts().size(); ++i) AddFinding(session, i, diagnosis);
  for (const OpenProblem& problem : open) AddOpen(session, problem);
}

ReportKeeper::SessionKind& ReportKeeper::RememberKind() {
  if (kind_ == nullptr) {
    const SessionKind made{session_kinds_.size() + 1, {}};
    kind_ = &session_kinds_.try_emplace(words_, made).first->second;
  }
  return *kind_;
}

// Most sessions of a large log are only counted: what is kept is made of the others alone.
void ReportKeeper::AddSession(const session::Session& session, Diagnosis* diagnosis) {
  const bool is_new = kind_ == nullptr || !kind_->kept;
  if (!IsWanted(session) && !sessions_.Takes(is_new)) return LeaveOut(session);
  SessionReport summary = Summarize(session);
  sessions_.Use(Footprint(summary));
  if (is_new) {
    RememberKind().kept = Kind{summary.id, {}};
    sessions_.Use(words_.size() + kPerKind);
  }
  AddExchange(session, diagnosis, &summary);
  report_.sessions.push_back(std::move(summary));
}

void ReportKeeper::LeaveOut(const session::Session& session) {
  Kind* like = kind_ != nullptr && kind_->kept ? &*kind_->kept : nullptr;
  if (like == nullptr) {
    key_ = {static_cast<uintptr_t>(session.outcome), static_cast<uintptr_t>(session.carrier)};
  }
  std::optional<size_t>& place = like != nullptr ? like->left_out : other_sessions_[key_];
  std::vector<LeftOut::Sessions>& list = report_.left_out.sessions;
  if (!place) {
    place = list.size();
    LeftOut::Sessions& made = list.emplace_back();
    if (like != nullptr) made.like = like->first;
    made.outcome = session::OutcomeName(session.outcome);
    made.carrier = session::CarrierName(session.carrier);
  }
  ++list[*place].count;
  list[*place].ended = session.ended;
}

void ReportKeeper::AddExchange(const session::Session& session, Diagnosis* diagnosis,
                               SessionReport* summary) {
  const std::optional<size_t> wrong = FindDivergence(session, diagnosis);
  const bool keeps = IsWanted(session) || (wanted_.empty() && !exchanges_.full());
  for (size_t i = 0; i < session.exchange.size(); ++i) {
    if (!keeps && i != wrong) continue;
    ExchangeItem& item = summary->exchange.emplace_back(MakeItem(session.exchange[i]));
    item.went_wrong = i == wrong;
    exchanges_.Use(Footprint(item));
  }
  summary->exchange_dropped =
      session.exchange_dropped + session.exchange.size() - summary->exchange.size();
}

// Whether a finding is a symptom may turn out later, at the other end of its tunnel
// (other_end.h): it is like one in a session that went the same way, which shares its fate.
void ReportKeeper::AddFinding(const session::Session& session, size_t index, Diagnosis* diagnosis) {
  const Verdict& verdict = diagnosis->verdicts()[index];
  const uintptr_t unknown = session_kinds_.size() + 1;  // the number that it will have
  const uintptr_t kind = kind_ != nullptr ? kind_->number : unknown;
  key_ = {session.is_host ? 0 : kind, NumberOf(verdict.problem),
          static_cast<uintptr_t>(verdict.role)};
  for (const catalog::Cause* cause : verdict.causes) key_.push_back(NumberOf(cause));

  const auto like = finding_kinds_.find(key_);
  const bool is_new = like == finding_kinds_.end();
  const bool is_wanted = !session.is_host && IsWanted(session);
  if (!is_wanted && !findings_.Takes(is_new)) {
    return LeaveOut(verdict, is_new ? nullptr : &like->second);
  }
  Finding finding = diagnosis->TakeFinding(index);
  findings_.Use(Footprint(finding));
  if (is_new) {
    if (!session.is_host) RememberKind();
    finding_kinds_.try_emplace(key_, Kind{finding.session, {}});
    findings_.Use(SizeOf(verdict) + words_.size());
  }
  report_.findings.push_back(std::move(finding));
}

void ReportKeeper::LeaveOut(const Verdict& verdict, Kind* like) {
  if (like == nullptr) {
    key_ = {NumberOf(verdict.problem), static_cast<uintptr_t>(verdict.role)};
  }
  std::optional<size_t>& place = like != nullptr ? like->left_out : other_findings_[key_];
  std::vector<LeftOut::Findings>& list = report_.left_out.findings;
  if (!place) {
    place = list.size();
    LeftOut::Findings& made = list.emplace_back();
    made.problem = verdict.problem->id;
    if (like != nullptr) made.like = like->first;
    made.severity = verdict.problem->severity;
    made.role = verdict.role;
  }
  ++list[*place].count;
}

void ReportKeeper::AddOpen(const session::Session& session, const OpenProblem& open) {
  key_ = {NumberOf(open.problem), open.missing};
  const bool is_new = !not_judged_kinds_.contains(key_);
  if (!IsWanted(session) && !not_judged_.Takes(is_new)) {
    ++report_.left_out.not_judged;
    return;
  }
  NotJudged item = Describe(open, session);
  not_judged_.Use(Footprint(item));
  if (is_new) {
    not_judged_kinds_.try_emplace(key_, Kind{item.session, {}});
    not_judged_.Use(SizeOf(item));
  }
  report_.not_judged.push_back(std::move(item));
}

}  // namespace pptp::diagnose
