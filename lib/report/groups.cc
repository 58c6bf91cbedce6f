#include "lib/report/groups.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pptp::report {
namespace {

// Stands between the parts of a key; no part holds it, as logs are read line by line.
constexpr char kSeparator = '\n';

std::string KeyOf(const Finding& finding) {
  std::string key = finding.problem;
  for (const CauseText& cause : finding.causes) key.append(1, kSeparator).append(cause.id);
  return key;
}

std::string KeyOf(const SessionReport& s) {
  std::string key;
  for (const std::string* part :
       {&s.host, &s.peer, &s.carrier, &s.side, &s.outcome, &s.phase, &s.auth, &s.mppe.verdict}) {
    key.append(*part).append(1, kSeparator);
  }
  return key;
}

bool SameText(const std::vector<SolutionText>& a, const std::vector<SolutionText>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.text == y.text && x.commands == y.commands && x.add_options == y.add_options &&
           x.remove_options == y.remove_options;
  });
}

bool SameText(const Finding& a, const Finding& b) {
  return a.title == b.title && a.symptom == b.symptom && SameText(a.solutions, b.solutions) &&
         std::equal(a.causes.begin(), a.causes.end(), b.causes.begin(), b.causes.end(),
                    [](const auto& x, const auto& y) {
                      return x.text == y.text && SameText(x.solutions, y.solutions);
                    });
}

// Adds what was left out to the groups of what it is like. "place" tells the group of an item
// that is there.
void AddLeftOut(const std::vector<LeftOut::Findings>& left_out,
                const std::map<std::pair<std::string_view, std::string_view>, size_t>& place,
                std::vector<FindingGroup>* groups) {
  for (const LeftOut::Findings& kind : left_out) {
    const auto found = kind.like ? place.find({kind.problem, *kind.like}) : place.end();
    if (found != place.end()) (*groups)[found->second].left_out += kind.count;
  }
}

void AddLeftOut(const std::vector<LeftOut::Sessions>& left_out,
                const std::unordered_map<std::string_view, size_t>& place,
                std::vector<SessionGroup>* groups) {
  for (const LeftOut::Sessions& kind : left_out) {
    const auto found = kind.like ? place.find(*kind.like) : place.end();
    if (found == place.end()) continue;
    (*groups)[found->second].left_out += kind.count;
    (*groups)[found->second].ended = kind.ended;
  }
}

}  // namespace

std::vector<std::string> FindingGroup::Sessions() const {
  std::vector<std::string> ids;
  for (const Finding* finding : findings) {
    const std::string& id = finding->session;
    if (!id.empty() && (ids.empty() || ids.back() != id)) ids.push_back(id);
  }
  return ids;
}

bool MayBePptp(const SessionReport& session) {
  return session.carrier.empty() || session.carrier == "pptp";
}

bool MayBePptp(const LeftOut::Sessions& sessions) {
  return sessions.carrier.empty() || sessions.carrier == "pptp";
}

std::vector<FindingGroup> GroupFindings(const Report& report, Role role) {
  std::vector<FindingGroup> groups;
  std::unordered_map<std::string, size_t> known;
  std::map<std::pair<std::string_view, std::string_view>, size_t> group_of;
  for (const Finding& finding : report.findings) {
    if (finding.role != role) continue;
    auto [place, is_new] = known.try_emplace(KeyOf(finding), groups.size());
    if (is_new) groups.emplace_back();
    FindingGroup& group = groups[place->second];
    group.findings.push_back(&finding);
    group.same_text = group.same_text && SameText(group.first(), finding);
    group_of.try_emplace({finding.problem, finding.session}, place->second);
  }
  AddLeftOut(report.left_out.findings, group_of, &groups);
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return a.first().severity > b.first().severity;
  });
  return groups;
}

std::vector<std::string> SessionGroup::Ids() const {
  std::vector<std::string> ids;
  for (const SessionReport* session : sessions) ids.push_back(session->id);
  return ids;
}

std::vector<SessionGroup> GroupSessions(const Report& report) {
  std::vector<SessionGroup> groups;
  std::unordered_map<std::string, size_t> known;
  std::unordered_map<std::string_view, size_t> group_of;
  for (const SessionReport& session : report.sessions) {
    auto [place, is_new] = known.try_emplace(KeyOf(session), groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].sessions.push_back(&session);
    groups[place->second].ended = session.ended;
    group_of.emplace(session.id, place->second);
  }
  AddLeftOut(report.left_out.sessions, group_of, &groups);
  return groups;
}

std::vector<NeedGroup> GroupNeeds(const Report& report) {
  std::vector<NeedGroup> groups;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const NotJudged& item : report.not_judged) {
    for (const std::string& need : item.needs) {
      if (!seen.emplace(need, item.problem).second) continue;
      auto group = std::find_if(groups.begin(), groups.end(),
                                [&](const NeedGroup& g) { return g.need == need; });
      if (group == groups.end()) group = groups.insert(group, {need, {}});
      group->problems.push_back(item.number ? std::to_string(*item.number) : item.problem);
    }
  }
  return groups;
}

}  // namespace pptp::report
