#ifndef PPTP_REPORT_H_
#define PPTP_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pptp/severity.h"
#include "pptp/time.h"

// What an analysis found, as plain values: made by an Analyzer (<pptp/analyzer.h>),
// turned into text or JSON by <pptp/render.h>. Everything in it is owned; it may
// outlive the analyzer and move between threads.
namespace pptp {

enum class Role : uint8_t { kCause, kSymptom };
enum class Confidence : uint8_t { kPossible, kLikely, kCertain };

std::string_view ToString(Role role);              // "cause", "symptom"
std::string_view ToString(Confidence confidence);  // "possible", "likely", "certain"

struct Input {
  std::string name;
  uint64_t lines = 0;
  uint64_t bytes = 0;
};

// A line that shows something. "line" counts from 1.
struct Evidence {
  uint32_t input = 0;  // index into Report::inputs
  uint64_t line = 0;
  std::string text;  // as it stands in the log, cut when very long
};

struct SolutionText {
  std::string text;
  std::vector<std::string> commands;
  std::vector<std::string> add_options;
  std::vector<std::string> remove_options;
};

struct CauseText {
  std::string id;
  std::string text;
  std::vector<SolutionText> solutions;
};

// A problem tied to a session and to lines. Captured values are filled into all
// texts.
struct Finding {
  std::string problem;        // its id
  std::optional<int> number;  // in the HOWTO of 2002
  std::string title;
  std::string symptom;
  Severity severity = Severity::kError;
  Role role = Role::kCause;
  Confidence confidence = Confidence::kPossible;
  std::string session;                    // a Session's id
  std::vector<std::string> explains;      // ids of the findings that it is the cause of
  std::vector<std::string> explained_by;  // and the other way round
  std::vector<CauseText> causes;
  std::vector<SolutionText> solutions;  // that apply whatever the cause is
  std::vector<Evidence> evidence;
  std::vector<std::string> fault_tree;  // steps that would test it
};

// A problem that the log cannot tell about, and what to switch on.
struct NotJudged {
  std::string problem;
  std::optional<int> number;
  std::string title;
  std::string session;
  std::vector<std::string> needs;
};

// One packet or message of a session's timeline.
struct ExchangeItem {
  uint32_t input = 0;
  uint64_t line = 0;
  std::optional<LogTime> time;
  std::string direction;  // "sent", "rcvd"; empty for a message
  std::string protocol;   // "LCP"; empty for a message
  std::string code;       // "ConfReq"
  std::optional<int> id;
  std::vector<std::string> options;  // "mppe +H -M +S -L -D -C"
  std::string note;                  // decoded: "128-bit stateless", "732 ERROR_PPP_NOT_CONVERGING"
  std::string text;                  // the message as it stands in the log
  uint32_t count = 1;
  bool went_wrong = false;  // here the session left the path of a healthy one
};

struct SessionReport {
  std::string id;
  std::string host;
  std::string interface;
  std::string peer;
  std::string carrier;  // "pptp", "pppoe", "pppoa", "l2tp", "sstp", "tls", "serial"; empty: unknown
  std::optional<LogTime> began, ended;
  std::string outcome;               // "up", "failed", "closed", "incomplete"
  std::string phase;                 // the furthest one reached
  std::optional<Evidence> ended_by;  // the first message that tells why it ended
  std::string side;                  // "client", "server", "unknown"
  std::string auth;
  struct MppeSummary {
    std::optional<uint32_t> agreed_send, agreed_receive;  // MPPE bits of what this end does
    bool enabled = false;
    bool required = false;
    std::string verdict;
    struct Round {
      Evidence where;
      std::string direction, code;
      std::optional<uint32_t> bits;
    };
    std::vector<Round> rounds;
  } mppe;
  std::string local_ip, remote_ip;
  std::vector<std::string> dns;
  std::string pppd_version, pptp_version;
  std::vector<std::string> options;
  std::optional<double> seconds_up;
  std::vector<std::pair<std::string, uint64_t>> counters;  // name and value, zeros left out
  std::vector<ExchangeItem> exchange;
  uint64_t exchange_dropped = 0;
};

// What a step of the HOWTO's fault tree is about and what the log says to it.
struct FaultTreeAnswer {
  enum class State : uint8_t { kOpen, kPassed, kFailed };
  std::string step;  // "tcp-1723"
  State state = State::kOpen;
  std::vector<Evidence> evidence;
};

// What is not in a report because it would take too much memory. It is like something that is
// there, or is told by its kind only.
struct LeftOut {
  struct Sessions {
    std::optional<std::string> like;  // the session that they went like, if one is there
    std::string outcome, carrier;     // as in SessionReport
    uint64_t count = 0;
    std::optional<LogTime> ended;  // the last of them
  };
  struct Findings {
    std::string problem;
    std::optional<std::string> like;  // the session with such a finding, if one is there
    Severity severity = Severity::kError;
    Role role = Role::kCause;
    uint64_t count = 0;
  };
  std::vector<Sessions> sessions;
  std::vector<Findings> findings;
  uint64_t not_judged = 0;

  bool empty() const { return sessions.empty() && findings.empty() && not_judged == 0; }
};

struct Report {
  std::vector<Input> inputs;
  std::vector<SessionReport> sessions;
  std::vector<Finding> findings;  // by session; causes before what they explain
  std::vector<NotJudged> not_judged;
  std::vector<FaultTreeAnswer> fault_tree;
  uint64_t messages = 0;  // of our programs
  LeftOut left_out;
};

}  // namespace pptp

#endif  // PPTP_REPORT_H_
