#ifndef PPTP_LIB_SESSION_OPEN_SESSION_H_
#define PPTP_LIB_SESSION_OPEN_SESSION_H_

#include <cstdint>
#include <limits>
#include <list>
#include <optional>
#include <vector>

#include "lib/session/session.h"

// A session that is still being put together: the Session that others see, and
// what is remembered beside it to place and to understand the next message.
namespace pptp::session {

class Host;

// Marks of a beginning that a session has had. Those of pppd are in the order in
// which pppd makes them.
enum Mark : uint16_t {
  kMarkCommand = 1 << 0,
  kMarkPlugin = 1 << 1,
  kMarkPppd = 1 << 2,
  kMarkChannel = 1 << 3,
  kMarkInterface = 1 << 4,
  kMarkConnect = 1 << 5,
  kMarkPptp = 1 << 6,    // from here on of other programs, in no order
  kMarkScript = 1 << 7,  // pppd starts pptp
  kMarkPptpd = 1 << 8,
};

// Why it is over, by the first message that tells.
enum class Ending : uint8_t { kNone, kOrderly, kFault };

// How the negotiation stands.
struct Progress {
  // LCP: our last Configure-Request and how often it was sent without an answer.
  std::optional<uint8_t> lcp_request_id;
  uint64_t lcp_requests_pending = 0;
  bool lcp_ack_sent = false;
  bool lcp_ack_received = false;
  bool authenticated = false;

  // CCP, for the verdict on MPPE.
  uint64_t ccp_requests_sent = 0;
  uint64_t ccp_packets_received = 0;
  bool ccp_rejected_by_peer = false;  // the peer does not speak CCP
  bool ccp_rejected_by_us = false;
  bool stateful_refused = false;  // we refused the stateful mode that the peer proposed
  std::string mppe_complaint;     // "MPPE required, but kernel has no support."

  Ending ending = Ending::kNone;
  bool link_down = false;        // pppd's link ended: "Connection terminated.", "Modem hangup"
  bool terminated = false;       // "Connection terminated." was logged
  bool address_refused = false;  // IPCP opened, but pppd had no use for its result
  bool down = false;             // it was up, and is no more
  bool superseded = false;       // another session got its interface
  std::optional<LogTime> up_since, down_since;
  std::optional<double> connect_time;  // seconds, as pppd says
  bool ipcp_ack_sent = false;
  bool ipcp_ack_received = false;
  bool side_is_sure = false;
};

struct OpenSession {
  Session session;
  Progress progress;

  // Placing.
  Host* host = nullptr;
  uint64_t serial = 0;  // counts sessions
  uint16_t marks = 0;
  bool past_start = false;   // pppd did more than begin
  bool pptp_over = false;    // pptp said its last words
  bool is_stream = false;    // its messages carry no pid
  bool relayed = false;      // begun by a copy of pppd's words under a wrapper's pid
  uint32_t service_pid = 0;  // nm-pptp-service's, 0 when unknown
  std::optional<LogTime> last_time;
  std::optional<LogTime> finished_time;
  uint64_t last_message = 0;  // of the host, counted
  uint64_t finished_message = 0;
  uint32_t last_input = 0;

  // The later half of the exchange once it is longer than the limit, or shortened: a ring.
  std::vector<ExchangeEntry> tail;
  size_t tail_begin = 0;
  bool shortened = false;  // the first half stays as it is
  size_t bytes = 0;        // of memory, as far as they are counted,
  size_t kept_bytes = 0;   // of them those that others keep

  // Places in the lists of its owners.
  std::list<OpenSession>::iterator self;
  std::list<OpenSession*>::iterator in_host;
  std::optional<std::list<OpenSession*>::iterator> in_lingering;

  bool up() const { return session.phase == Phase::kUp && !progress.link_down; }
  bool has_pppd() const { return !session.pppd_pids.empty() || session.seen_pppd; }
};

// Times of the log, and spaces of time between them, in microseconds.
inline constexpr int64_t kSecond = 1'000'000;

// a - b; empty when one is missing or they cannot be compared. No line is without a few of
// these questions.
inline std::optional<int64_t> MicrosBetween(const std::optional<LogTime>& a,
                                            const std::optional<LogTime>& b) {
  if (!a || !b || a->has_date != b->has_date) return std::nullopt;
  int64_t micros = 0;
  if (!__builtin_sub_overflow(a->micros, b->micros, &micros)) return micros;
  constexpr std::numeric_limits<int64_t> kAll;
  return a->micros < b->micros ? kAll.min() : kAll.max();
}

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_OPEN_SESSION_H_
