#ifndef PPTP_LIB_DIAGNOSE_REPORT_KEEPER_H_
#define PPTP_LIB_DIAGNOSE_REPORT_KEEPER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// Puts what came of the sessions into a report, within limits of memory: a log may hold a
// million sessions.
//
// What comes first is kept in full. Once a limit is reached, what is like something kept is only
// counted, and what is new is kept still, up to a little more than the limit. Of exchanges only
// the line at which a session went wrong is kept then. Report::left_out tells of all of it.
class ReportKeeper {
 public:
  // In bytes.
  struct Limits {
    size_t exchanges = size_t{4} << 20;
    size_t sessions = size_t{7} << 20;
    size_t findings = size_t{7} << 20;
    size_t not_judged = size_t{1} << 20;
  };

  // Of "wanted", a session's id, everything is kept, and of the others no exchange; empty when
  // all are wanted alike. Borrows the report.
  ReportKeeper(Report* report, std::string wanted, Limits limits);

  // What came of one session, or host ("session" is null then). "findings" have their roles.
  void Add(const session::Session* session, std::vector<Finding> findings,
           std::vector<NotJudged> not_judged);

 private:
  // A limit on bytes.
  class Room {
   public:
    explicit Room(size_t limit) : limit_(limit) {}
    bool full() const { return used_ >= limit_; }
    // With a little more room for what is like nothing that was kept before.
    bool Takes(bool is_new) const { return used_ < (is_new ? limit_ + limit_ / 4 : limit_); }
    void Use(size_t bytes) { used_ += bytes; }

   private:
    size_t limit_;
    size_t used_ = 0;
  };

  // The first one of each kind that is kept: a session's id; for a finding that of its session.
  using Kinds = std::unordered_map<std::string, std::string>;

  static void Remember(std::string key, const std::string& session, Kinds* kinds, Room* room);
  void AddSession(const session::Session& session, std::string key,
                  const std::vector<Finding>& findings);
  void AddExchange(const session::Session& session, const std::vector<Finding>& findings,
                   SessionReport* summary);
  void AddFinding(const std::string& kind, Finding finding);
  void AddNotJudged(NotJudged item);
  bool IsWanted(std::string_view session) const { return session == wanted_; }

  Report& report_;
  const std::string wanted_;
  Room exchanges_, sessions_, findings_, not_judged_;

  Kinds session_kinds_, finding_kinds_, not_judged_kinds_;
  // Places in the lists of what was left out.
  std::unordered_map<std::string, size_t> sessions_left_out_, findings_left_out_;
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_REPORT_KEEPER_H_
