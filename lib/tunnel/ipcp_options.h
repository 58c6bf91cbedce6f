#ifndef PPTP_LIB_TUNNEL_IPCP_OPTIONS_H_
#define PPTP_LIB_TUNNEL_IPCP_OPTIONS_H_

#include <array>
#include <cstdint>

#include "lib/tunnel/negotiator.h"
#include "lib/tunnel/option_verdicts.h"

namespace pptp::tunnel {

// IPv4 addresses are numbers whose most significant byte is the one written first;
// zero is none.

// What we ask of the peer and what we grant it. A client leaves nearly all of it as it
// is; a server states both addresses and takes no others.
struct IpcpWishes {
  uint32_t local = 0;         // ours; zero asks the peer for one
  bool accept_local = true;   // take the one that the peer names instead
  uint32_t remote = 0;        // the peer's; zero leaves it to the peer
  bool accept_remote = true;  // take the one that the peer names instead
  bool ask_dns = false;
  bool ask_wins = false;
  // For the peer that asks: primary and secondary. One alone stands for both, as with
  // pppd; without any the options are rejected.
  std::array<uint32_t, 2> give_dns{};
  std::array<uint32_t, 2> give_wins{};
};

struct IpcpAgreed {
  uint32_t local = 0;
  uint32_t remote = 0;
  std::array<uint32_t, 2> dns{};   // for us
  std::array<uint32_t, 2> wins{};  // for us
};

// The options of IPCP (RFC 1332 section 3; RFC 1877 for the name servers) as pppd
// negotiates them. Header compression and the deprecated IP-Addresses option are never
// asked for and always rejected.
//
// The peer is asked for its address once if it says nothing of it. Name servers that it
// Naks us to ask for are asked for; those that it rejects, or has no address for, are
// done without.
class IpcpOptions : public Negotiator {
 public:
  explicit IpcpOptions(const IpcpWishes& wishes);

  void Restart() override;
  ppp::Options Request() override;
  bool OnNak(const ppp::Options& wanted, Actions* actions) override;
  bool OnReject(const ppp::Options& rejected, Actions* actions) override;
  Answer Judge(const ppp::Options& request, bool may_nak, Actions* actions) override;

  IpcpAgreed Agreed() const;

  // We need to have a certain address and the peer does not want to hear of it.
  bool address_refused() const { return !asks_address_ && wishes_.local != 0; }

 private:
  struct Server {  // a name server in our Configure-Request
    uint8_t type = 0;
    bool asked = false;
    uint32_t address = 0;
  };

  Server* FindServer(uint8_t type);
  uint32_t GivenServer(uint8_t type) const;
  void JudgeAddress(const ppp::Option& option, OptionVerdicts* verdicts);
  void JudgeServer(const ppp::Option& option, OptionVerdicts* verdicts) const;

  IpcpWishes wishes_;
  bool asks_address_ = true;
  uint32_t local_ = 0;
  std::array<Server, 4> servers_;  // in the order of the request
  bool remote_told_ = false;       // in the peer's last request
  uint32_t remote_ = 0;
  bool remote_wanted_ = true;  // worth asking for
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_IPCP_OPTIONS_H_
