#ifndef PPTP_LIB_TUNNEL_IPV6CP_OPTIONS_H_
#define PPTP_LIB_TUNNEL_IPV6CP_OPTIONS_H_

#include <cstdint>

#include "lib/base/random_source.h"
#include "lib/tunnel/negotiator.h"
#include "lib/tunnel/option_verdicts.h"

namespace pptp::tunnel {

// Interface identifiers, the lower halves of link-local addresses, are numbers whose most
// significant byte is the one written first; zero is none.

struct Ipv6cpWishes {
  uint64_t local = 0;   // zero makes a random one
  uint64_t remote = 0;  // for a peer that has none; zero makes a random one
};

struct Ipv6cpAgreed {
  uint64_t local = 0;
  uint64_t remote = 0;
};

// The options of IPV6CP (RFC 5072 section 4) as pppd negotiates them: the interface
// identifier, where zero and one that equals ours are Nak'ed. Compression is never asked
// for and always rejected.
class Ipv6cpOptions : public Negotiator {
 public:
  // Borrows the random source.
  Ipv6cpOptions(const Ipv6cpWishes& wishes, RandomSource* random);

  void Restart() override;
  ppp::Options Request() override;
  bool OnNak(const ppp::Options& wanted, Actions* actions) override;
  bool OnReject(const ppp::Options& rejected, Actions* actions) override;
  Answer Judge(const ppp::Options& request, bool may_nak, Actions* actions) override;

  Ipv6cpAgreed Agreed() const { return {local_, remote_ != 0 ? remote_ : wishes_.remote}; }

 private:
  void JudgeId(const ppp::Option& option, OptionVerdicts* verdicts);
  uint64_t NewId();
  uint64_t RemoteProposal();

  Ipv6cpWishes wishes_;
  RandomSource* random_;
  bool asks_ = true;
  uint64_t local_ = 0;
  uint64_t remote_ = 0;        // of the peer's last request; zero when it had no good one
  uint64_t proposed_ = 0;      // to the peer, in our last Nak
  bool remote_told_ = false;   // there was one in the peer's last request, good or not
  bool remote_wanted_ = true;  // worth asking for
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_IPV6CP_OPTIONS_H_
