#ifndef PPTP_LIB_SESSION_SESSION_H_
#define PPTP_LIB_SESSION_SESSION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lib/session/carrier.h"
#include "lib/session/event.h"
#include "lib/session/utterance.h"

namespace pptp::session {

// How far a connection got. The order is the order in which a healthy one passes
// them, so that two phases can be compared. A session's phase is the furthest that
// any of its messages entered:
enum class Phase : uint8_t {
  kNone,            // nothing but a start marker
  kControl,         // TCP 1723: pptp tries to connect or sends Start-Control-Connection-Request,
                    // pptpd has a client
  kCall,            // the control connection is established; Outgoing-Call
  kLcp,             // an LCP packet, or a message about LCP
  kAuthentication,  // both LCP Acks, or a packet or message of PAP, CHAP or EAP
  kCcp,             // a CCP packet or a message about MPPE, once authenticated or so it seems
  kIpcp,            // an IPCP or IPV6CP Configure-Request or -Ack
  kUp,              // an address was agreed, ip-up ran, or traffic was accounted for
};
std::string_view PhaseName(Phase phase);  // "control", "lcp", ...

enum class Outcome : uint8_t {
  kIncomplete,  // the log ends, or begins, in the middle
  kFailed,      // ended before it was up, or was torn down by a fault
  kUp,          // up when the log ends
  kClosed,      // was up and ended in an orderly way
};
std::string_view OutcomeName(Outcome outcome);  // "up", "failed", "closed", "incomplete"

// Which end of the tunnel wrote the log.
enum class Side : uint8_t { kUnknown, kClient, kServer };
std::string_view SideName(Side side);  // "unknown", "client", "server"

// How often things happened. "message repeated N times" counts N.
struct Counters {
  uint64_t lcp_requests_sent = 0;        // LCP Configure-Requests
  uint64_t lcp_requests_unanswered = 0;  // of these, those no Ack, Nak or Reject came for
  uint64_t packets_sent = 0;             // packet lines of either direction, any protocol
  uint64_t packets_received = 0;
  uint64_t echo_requests_sent = 0;
  uint64_t echo_replies_received = 0;
  uint64_t echo_requests_received = 0;
  uint64_t echo_replies_sent = 0;
  uint64_t protocol_rejects_received = 0;
  uint64_t protocol_rejects_sent = 0;
};

// One side's MPPE proposal or answer, as one packet carried it.
struct MppeRound {
  LineRef line;
  ppp::Direction direction = ppp::Direction::kSent;
  uint8_t code = 0;  // Configure-Request, -Ack, -Nak, -Reject
  uint8_t id = 0;
  std::optional<uint32_t> bits;  // empty: the packet carried no MPPE option
};

// The negotiation of encryption.
struct Mppe {
  std::vector<MppeRound> rounds;           // bounded; the first ones and the last ones are kept
  std::optional<uint32_t> agreed_send;     // we acknowledged the peer's request: for what we send
  std::optional<uint32_t> agreed_receive;  // the peer acknowledged ours: for what it sends
  bool enabled = false;                    // "MPPE ... compression enabled" was logged
  std::string enabled_text;                // "MPPE 128-bit stateless"
  bool required = false;                   // an option in effect or a message says so
  std::string verdict;                     // one sentence: what was settled, or which
                                           // side's demand broke it
};

// One line of the timeline, kept for the report.
struct ExchangeEntry {
  LineRef line;
  std::optional<LogTime> time;
  uint32_t count = 1;
  Program program = Program::kUnknown;
  Phase phase = Phase::kNone;
  bool shared = false;                         // others have the utterance, too
  std::shared_ptr<const Utterance> utterance;  // never null

  const std::string& text() const { return utterance->text; }
  // Null when it is no packet line.
  const ppp::LoggedPacket* packet() const {
    return utterance->packet ? &*utterance->packet : nullptr;
  }
};

// One connection attempt, from its start marker to its end, seen through the
// messages of all the programs that took part. Also the shape of what a host's
// other lines are gathered in: "is_host" is then true and nothing but host, began,
// ended, the lines, seen_* and the exchange is set.
struct Session {
  std::string id;       // "s1", "s2", ... in order of appearance; "h1" for a host
  uint64_t number = 0;  // of this session or host, and no other's
  uint32_t slot = 0;    // a small number that no other has at the same time: what others keep of
                        // a session while it is open may be in a list
  bool is_host = false;
  std::string host;       // empty when the log names none
  std::string interface;  // "ppp0"
  std::string tty;        // "/dev/pts/1"
  std::string peer;       // the other end's name or address as logged
  Side side = Side::kUnknown;
  Carrier carrier = Carrier::kUnknown;
  std::set<uint32_t> pppd_pids, pptp_pids, pptpd_pids;

  std::optional<LogTime> began, ended;
  LineRef first_line, last_line;

  Phase phase = Phase::kNone;  // the furthest one reached
  Outcome outcome = Outcome::kIncomplete;
  bool finished = false;             // its end was seen
  LineRef ended_by;                  // the first message that tells why it ends
  std::string ended_by_text;         // empty when none does
  std::optional<double> seconds_up;  // from up to down, or as "Connect time" says

  Counters counters;
  Mppe mppe;
  std::string auth_protocol;  // agreed: "chap MS-v2", "pap", "eap", empty when unknown
  std::string local_ip, remote_ip;
  std::vector<std::string> dns;
  std::string pppd_version, pptp_version;  // version as printed, or a hint such as "1.7.2"
  std::vector<std::string> options;        // pppd's options in effect, from a dump block or a
                                           // command line: "debug", "mtu 1400"
  bool has_option_dump = false;            // the list is complete
  bool seen_debug = false;                 // packet lines were logged
  bool seen_pptp = false;                  // messages of pptp were logged
  bool seen_pppd = false;
  bool seen_pptpd = false;
  bool seen_kernel = false;
  std::string user;                         // the name that we authenticated with, escapes undone
  std::vector<uint32_t> termination_codes;  // Microsoft codes in Terminate-Requests received
  std::vector<uint32_t> chap_errors;        // E= of MS-CHAP failures received
  std::optional<int> exit_status;           // of pppd, when a caller printed it

  // Bounded by the tracker's limits: the first half and the last half are kept. The
  // last half, outcome, seconds_up and mppe.verdict are filled in when the session ends.
  std::vector<ExchangeEntry> exchange;
  uint64_t exchange_dropped = 0;  // entries left out to keep memory bounded
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_SESSION_H_
