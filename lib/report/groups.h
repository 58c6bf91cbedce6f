#ifndef PPTP_LIB_REPORT_GROUPS_H_
#define PPTP_LIB_REPORT_GROUPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pptp/report.h"

// A client that redials all night fails five hundred times in the same way. A
// person wants to read of it once. All of these borrow from the Report.
namespace pptp::report {

// The same problem, in the same role and with the same causes left, in one or
// more sessions. The first finding stands for all of them.
struct FindingGroup {
  std::vector<const Finding*> findings;  // never empty
  uint64_t left_out = 0;                 // how many more there were (Report::left_out)
  bool same_text = true;                 // false: captured values differ from session to session

  const Finding& first() const { return *findings.front(); }
  std::vector<std::string> Sessions() const;  // ids, without doubles; none for lines of a host
};

// Worst first, then in order of appearance.
std::vector<FindingGroup> GroupFindings(const Report& report, Role role);

// False when the log tells that something else than PPTP carried the session.
bool MayBePptp(const SessionReport& session);
bool MayBePptp(const LeftOut::Sessions& sessions);

// Sessions that went the same way: same host, peer, side, outcome, phase, encryption.
struct SessionGroup {
  std::vector<const SessionReport*> sessions;  // never empty
  uint64_t left_out = 0;                       // how many more there were (Report::left_out)
  std::optional<LogTime> ended;                // the last of all

  const SessionReport& first() const { return *sessions.front(); }
  uint64_t size() const { return sessions.size() + left_out; }
  std::vector<std::string> Ids() const;
};

// In order of appearance.
std::vector<SessionGroup> GroupSessions(const Report& report);

// What one need would let us judge.
struct NeedGroup {
  std::string need;                   // "pppd-debug"
  std::vector<std::string> problems;  // numbers, or ids of those without; each once
};
std::vector<NeedGroup> GroupNeeds(const Report& report);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_GROUPS_H_
