#ifndef PPTP_LIB_TUNNEL_LCP_OPTIONS_H_
#define PPTP_LIB_TUNNEL_LCP_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "lib/base/random_source.h"
#include "lib/tunnel/lcp_auth_option.h"
#include "lib/tunnel/negotiator.h"
#include "lib/tunnel/option_verdicts.h"

namespace pptp::tunnel {

// The MRU of a side that says nothing about it, and the least that we accept of a peer,
// in bytes (RFC 1661 section 6.1; the least is pppd's).
inline constexpr uint16_t kDefaultMru = 1500;
inline constexpr uint16_t kLeastMru = 128;

// What we ask of the peer and what we grant it. The same for both roles: a client has
// nothing in require_from_peer.
struct LcpWishes {
  uint16_t mru = 0;                       // 0 and 1500 are not asked for
  std::optional<uint32_t> asyncmap = 0u;  // PPTP escapes nothing; asked for as pppd does
  bool magic = true;
  bool pcomp = true;   // both for us to ask and for the peer
  bool accomp = true;  // likewise
  // How we are willing to prove who we are, the best first; empty when we are not.
  std::vector<AuthMethod> authenticate_to_peer;
  // How the peer is to prove who it is, the best first; empty when it need not.
  std::vector<AuthMethod> require_from_peer;
};

// What both sides agreed on. Holds while LCP is up.
struct LcpAgreed {
  uint16_t mru = kDefaultMru;       // the longest information that the peer sends us
  uint16_t peer_mru = kDefaultMru;  // the longest that we may send it
  bool receive_pcomp = false;       // the peer may compress the protocol field
  bool receive_accomp = false;      // the peer may leave out address and control fields
  bool send_pcomp = false;          // we may
  bool send_accomp = false;
  std::optional<AuthMethod> auth_to_peer;  // how we authenticate ourselves
  std::optional<AuthMethod> auth_of_peer;  // how the peer does
  uint32_t magic = 0;                      // ours; zero without one
  uint32_t peer_magic = 0;
};

// The options of LCP (RFC 1661 section 6) as pppd negotiates them.
//
// Asked for, in this order: MRU, ACCM, authentication, magic number, protocol field and
// address field compression. Options of the peer that are none of these are rejected.
// Answers to our requests are taken in any order, and a Nak may repeat a value that we
// sent, except for authentication. The values in a Configure-Reject are not compared with
// ours, because Naks that do not end are handed to OnReject() too.
//
// A magic number that comes back shows a line that is looped: the tenth Nak of it in a
// row closes the link.
class LcpOptions : public Negotiator {
 public:
  // Borrows the random source, for magic numbers.
  LcpOptions(LcpWishes wishes, RandomSource* random);

  void Restart() override;
  ppp::Options Request() override;
  bool OnNak(const ppp::Options& wanted, Actions* actions) override;
  bool OnReject(const ppp::Options& rejected, Actions* actions) override;
  Answer Judge(const ppp::Options& request, bool may_nak, Actions* actions) override;

  LcpAgreed Agreed() const;

  // The peer turned down every method that we require of it.
  bool peer_refused_to_authenticate() const {
    return !wishes_.require_from_peer.empty() && asked_.auth.empty();
  }

 private:
  struct Asked {  // the state of our Configure-Request
    uint16_t mru = 0;
    std::optional<uint32_t> asyncmap;
    std::vector<AuthMethod> auth;  // the first is asked for, the rest may follow it
    bool magic = false;
    bool pcomp = false;
    bool accomp = false;
  };
  struct Granted {  // of the peer's Configure-Request
    uint16_t mru = kDefaultMru;
    std::optional<AuthMethod> auth;
    uint32_t magic = 0;
    bool pcomp = false;
    bool accomp = false;
  };

  static bool TakeMru(const ppp::Option& wanted, Asked* next);
  static bool TakeAuth(const ppp::Option& wanted, Asked* next);
  void Settle(const Asked& next, bool looped, Actions* actions);
  void JudgeOne(const ppp::Option& option, OptionVerdicts* verdicts, Actions* actions);
  void JudgeMru(const ppp::Option& option, OptionVerdicts* verdicts);
  void JudgeAuth(const ppp::Option& option, OptionVerdicts* verdicts, Actions* actions);
  void JudgeMagic(const ppp::Option& option, OptionVerdicts* verdicts);
  static void JudgeFlag(const ppp::Option& option, bool allowed, bool* granted,
                        OptionVerdicts* verdicts);
  uint32_t NewMagic();

  LcpWishes wishes_;
  RandomSource* random_;
  Asked asked_;
  Granted granted_;
  uint32_t magic_ = 0;        // ours, asked for or not
  bool auth_judged_ = false;  // in the request in hand
  int loops_ = 0;             // Naks of our magic number in a row
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_LCP_OPTIONS_H_
