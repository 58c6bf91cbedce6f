#include "lib/diagnose/footprint.h"

#include <string>
#include <utility>
#include <vector>

namespace pptp::diagnose {
namespace {

constexpr size_t kPerAllocation = 16;

// What a value owns beside itself.
size_t Owned(const std::string& text) {
  const bool in_place = text.capacity() <= std::string().capacity();
  return in_place ? 0 : text.capacity() + 1 + kPerAllocation;
}

size_t Owned(const std::pair<std::string, uint64_t>& counter) {
  return Owned(counter.first);
}

size_t Owned(const Evidence& evidence) {
  return Owned(evidence.text);
}

size_t Owned(const SessionReport::MppeSummary::Round& round) {
  return Owned(round.where) + Owned(round.direction) + Owned(round.code);
}

size_t Owned(const SolutionText& solution);
size_t Owned(const CauseText& cause);
size_t Owned(const ExchangeItem& item);

template <typename T>
size_t Owned(const std::vector<T>& list) {
  if (list.capacity() == 0) return 0;
  size_t bytes = kPerAllocation + list.capacity() * sizeof(T);
  for (const T& item : list) bytes += Owned(item);
  return bytes;
}

size_t Owned(const SolutionText& solution) {
  return Owned(solution.text) + Owned(solution.commands) + Owned(solution.add_options) +
         Owned(solution.remove_options);
}

size_t Owned(const CauseText& cause) {
  return Owned(cause.id) + Owned(cause.text) + Owned(cause.solutions);
}

size_t Owned(const ExchangeItem& item) {
  return Owned(item.direction) + Owned(item.protocol) + Owned(item.code) + Owned(item.options) +
         Owned(item.note) + Owned(item.text);
}

}  // namespace

size_t Footprint(const Finding& finding) {
  return sizeof finding + Owned(finding.problem) + Owned(finding.title) + Owned(finding.symptom) +
         Owned(finding.session) + Owned(finding.explains) + Owned(finding.explained_by) +
         Owned(finding.causes) + Owned(finding.solutions) + Owned(finding.evidence) +
         Owned(finding.fault_tree);
}

size_t Footprint(const NotJudged& item) {
  return sizeof item + Owned(item.problem) + Owned(item.title) + Owned(item.session) +
         Owned(item.needs);
}

size_t Footprint(const ExchangeItem& item) {
  return sizeof item + Owned(item);
}

size_t Footprint(const SessionReport& s) {
  size_t bytes = sizeof s + Owned(s.exchange) + Owned(s.mppe.rounds) + Owned(s.counters) +
                 Owned(s.dns) + Owned(s.options);
  for (const std::string* text :
       {&s.id, &s.host, &s.interface, &s.peer, &s.carrier, &s.outcome, &s.phase, &s.side, &s.auth,
        &s.mppe.verdict, &s.local_ip, &s.remote_ip, &s.pppd_version, &s.pptp_version}) {
    bytes += Owned(*text);
  }
  return s.ended_by ? bytes + Owned(*s.ended_by) : bytes;
}

}  // namespace pptp::diagnose
