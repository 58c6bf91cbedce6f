#ifndef PPTP_LIB_DIAGNOSE_REPORT_KEEPER_H_
#define PPTP_LIB_DIAGNOSE_REPORT_KEEPER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/diagnose/detail.h"
#include "lib/diagnose/diagnosis.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// Puts what came of the sessions into a report, within limits of memory: a log may hold a
// million sessions.
//
// What comes first is kept in full. Once a limit is reached, what is like something kept is only
// counted, without a word of it, and what is new is kept still, up to a little more than the
// limit. Of exchanges only the line at which a session went wrong is kept then.
// Report::left_out tells of all of it.
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

  // What came of one session, or of a host, which has nothing open. Takes the findings that it
  // keeps out of the diagnosis.
  void Add(const session::Session& session, Diagnosis* diagnosis,
           const std::vector<OpenProblem>& open);

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

  // A kind of things of which one is kept.
  struct Kind {
    std::string first;               // the session of the first one; "" for a host
    std::optional<size_t> left_out;  // place in the list of what was left out
  };
  struct SessionKind {
    uintptr_t number = 0;      // from 1
    std::optional<Kind> kept;  // empty when only findings of such sessions are
  };
  // What makes a kind, as numbers.
  using Key = std::vector<uintptr_t>;
  struct KeyHash {
    size_t operator()(const Key& key) const;
  };
  template <typename T>
  using ByKey = std::unordered_map<Key, T, KeyHash>;

  SessionKind& RememberKind();
  void AddSession(const session::Session& session, Diagnosis* diagnosis);
  void LeaveOut(const session::Session& session);
  void AddExchange(const session::Session& session, Diagnosis* diagnosis, SessionReport* summary);
  void AddFinding(const session::Session& session, size_t verdict, Diagnosis* diagnosis);
  void LeaveOut(const Verdict& verdict, Kind* like);
  void AddOpen(const session::Session& session, const OpenProblem& open);
  bool IsWanted(const session::Session& session) const { return session.id == wanted_; }

  Report& report_;
  const std::string wanted_;
  Room exchanges_, sessions_, findings_, not_judged_;

  // The kind of the session at hand: in words, none for a host; and what is known of it, null if
  // nothing of the kind is kept.
  std::string words_;
  SessionKind* kind_ = nullptr;
  Key key_;  // of the finding, or the like, at hand

  std::unordered_map<std::string, SessionKind> session_kinds_;
  ByKey<Kind> finding_kinds_, not_judged_kinds_;
  // Places in the lists of what was left out, for what is like nothing that is kept.
  ByKey<std::optional<size_t>> other_sessions_, other_findings_;
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_REPORT_KEEPER_H_
