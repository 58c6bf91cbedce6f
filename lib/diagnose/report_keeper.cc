#include "lib/diagnose/report_keeper.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "lib/diagnose/footprint.h"
#include "lib/diagnose/summary.h"

namespace pptp::diagnose {
namespace {

// Stands between the parts of a key; no part holds it, as logs are read line by line.
constexpr char kSeparator = '\n';

std::string KeyOf(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (std::string_view part : parts) key.append(part).append(1, kSeparator);
  return key;
}

// What makes a text report put two of them together (lib/report/groups.h).
std::string KeyOf(const session::Session& s) {
  return KeyOf({s.host, s.peer, session::CarrierName(s.carrier), session::SideName(s.side),
                session::OutcomeName(s.outcome), session::PhaseName(s.phase), s.auth_protocol,
                s.mppe.verdict});
}

std::string KeyOf(const Finding& finding) {
  std::string key = KeyOf({finding.problem, ToString(finding.role)});
  for (const CauseText& cause : finding.causes) key.append(cause.id).append(1, kSeparator);
  return key;
}

std::string KeyOf(const NotJudged& item) {
  std::string key = item.problem;
  for (const std::string& need : item.needs) key.append(1, kSeparator).append(need);
  return key;
}

// The entry of "list" for "key", made when it is new.
template <typename T>
T& EntryOf(const std::string& key, std::unordered_map<std::string, size_t>* places,
           std::vector<T>* list, T made) {
  const auto [place, is_new] = places->try_emplace(key, list->size());
  if (is_new) list->push_back(std::move(made));
  return (*list)[place->second];
}

}  // namespace

ReportKeeper::ReportKeeper(Report* report, std::string wanted, Limits limits)
    : report_(*report),
      wanted_(std::move(wanted)),
      exchanges_(limits.exchanges),
      sessions_(limits.sessions),
      findings_(limits.findings),
      not_judged_(limits.not_judged) {}

void ReportKeeper::Add(const session::Session* session, std::vector<Finding> findings,
                       std::vector<NotJudged> not_judged) {
  std::string kind;
  if (session != nullptr) {
    kind = KeyOf(*session);
    AddSession(*session, kind, findings);
  }
  for (Finding& finding : findings) AddFinding(kind, std::move(finding));
  for (NotJudged& item : not_judged) AddNotJudged(std::move(item));
}

void ReportKeeper::Remember(std::string key, const std::string& session, Kinds* kinds, Room* room) {
  constexpr size_t kPerKind = 128;
  const size_t size = key.size();
  if (kinds->try_emplace(std::move(key), session).second) room->Use(size + kPerKind);
}

// Most sessions of a large log are only counted: what is kept is made of the others alone.
void ReportKeeper::AddSession(const session::Session& session, std::string key,
                              const std::vector<Finding>& findings) {
  const auto like = session_kinds_.find(key);
  const bool is_new = like == session_kinds_.end();
  if (IsWanted(session.id) || sessions_.Takes(is_new)) {
    SessionReport summary = Summarize(session);
    sessions_.Use(Footprint(summary));
    Remember(std::move(key), summary.id, &session_kinds_, &sessions_);
    AddExchange(session, findings, &summary);
    report_.sessions.push_back(std::move(summary));
    return;
  }
  std::string outcome(session::OutcomeName(session.outcome));
  std::string carrier(session::CarrierName(session.carrier));
  if (is_new) key = KeyOf({outcome, carrier});
  LeftOut::Sessions made{is_new ? std::nullopt : std::optional(like->second), std::move(outcome),
                         std::move(carrier), 0, std::nullopt};
  LeftOut::Sessions& left_out =
      EntryOf(key, &sessions_left_out_, &report_.left_out.sessions, std::move(made));
  ++left_out.count;
  left_out.ended = session.ended;
}

void ReportKeeper::AddExchange(const session::Session& session,
                               const std::vector<Finding>& findings, SessionReport* summary) {
  const std::optional<size_t> wrong = FindDivergence(session, findings);
  const bool keeps = IsWanted(summary->id) || (wanted_.empty() && !exchanges_.full());
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
void ReportKeeper::AddFinding(const std::string& kind, Finding finding) {
  std::string key = KeyOf(finding) + kind;
  const auto like = finding_kinds_.find(key);
  const bool is_new = like == finding_kinds_.end();
  const bool is_wanted = !finding.session.empty() && IsWanted(finding.session);
  if (is_wanted || findings_.Takes(is_new)) {
    findings_.Use(Footprint(finding));
    Remember(std::move(key), finding.session, &finding_kinds_, &findings_);
    report_.findings.push_back(std::move(finding));
    return;
  }
  if (is_new) key = KeyOf({finding.problem, ToString(finding.role)});
  LeftOut::Findings made{finding.problem, is_new ? std::nullopt : std::optional(like->second),
                         finding.severity, finding.role, 0};
  ++EntryOf(key, &findings_left_out_, &report_.left_out.findings, std::move(made)).count;
}

void ReportKeeper::AddNotJudged(NotJudged item) {
  std::string key = KeyOf(item);
  const bool is_new = !not_judged_kinds_.contains(key);
  if (IsWanted(item.session) || not_judged_.Takes(is_new)) {
    not_judged_.Use(Footprint(item));
    Remember(std::move(key), item.session, &not_judged_kinds_, &not_judged_);
    report_.not_judged.push_back(std::move(item));
  } else {
    ++report_.left_out.not_judged;
  }
}

}  // namespace pptp::diagnose
