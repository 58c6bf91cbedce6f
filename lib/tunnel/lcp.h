#ifndef PPTP_LIB_TUNNEL_LCP_H_
#define PPTP_LIB_TUNNEL_LCP_H_

#include <cstdint>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/base/random_source.h"
#include "lib/tunnel/control_layer.h"
#include "lib/tunnel/lcp_options.h"

namespace pptp::tunnel {

// Whether a silent peer is noticed, and when.
struct EchoConfig {
  Duration interval{};    // between Echo-Requests; zero sends none
  int failure = 0;        // so many without a reply end the link; zero never ends it
  bool adaptive = false;  // any traffic counts as a reply, and saves the next request
};

struct LcpConfig {
  LcpWishes wishes;
  EchoConfig echo;
  // The protocols that the link speaks beside LCP; a Protocol-Reject for another one is
  // worth a warning, since we never sent a packet of it.
  std::vector<ppp::Protocol> spoken = {ppp::Protocol::kPap, ppp::Protocol::kChap,
                                       ppp::Protocol::kCcp, ppp::Protocol::kIpcp,
                                       ppp::Protocol::kIpv6cp};
  ControlProtocol::Limits limits;
};

// LCP (RFC 1661, and the two messages of RFC 1570): negotiates the link, watches it and
// says which protocols are not spoken.
//
//   Lcp lcp(config, &random);
//   lcp.Open(now, &actions);
//   lcp.Up(now, &actions);                // the call is set up
//   lcp.OnPacket(packet, now, &actions);  // until LayerChange{kLcp, kUp}
//   LcpAgreed agreed = lcp.Agreed();
//
// A peer that refuses to authenticate itself is never announced up: the link is closed
// instead. Discard-Request, Identification and Time-Remaining ask for nothing and get
// nothing. The borrowed random source makes magic numbers.
class Lcp : public ControlLayer {
 public:
  Lcp(const LcpConfig& config, RandomSource* random);

  LcpAgreed Agreed() const { return options_.Agreed(); }

  // A packet of a protocol that the link does not speak; "information" is what follows
  // its protocol field. Answered by a Protocol-Reject when LCP is open.
  void RejectProtocol(uint16_t protocol, ByteView information, Actions* actions);

  // A packet of any protocol came from the peer. Cheap; for every packet.
  void OnTraffic() { heard_ = true; }

 private:
  bool Accept(Instant now, Actions* actions) override;
  void OnUp(Instant now, Actions* actions) override;
  void OnDown() override;
  bool OnOtherCode(const ppp::Packet& packet, Instant now, Actions* actions) override;
  void OnOwnTime(Instant now, Actions* actions) override;

  void OnEchoRequest(const ppp::Packet& packet, Actions* actions);
  void OnEchoReply(const ppp::Packet& packet, Actions* actions);
  void OnProtocolRejectPacket(const ppp::Packet& packet, Instant now, Actions* actions);
  void SendEchoRequest(Actions* actions);

  LcpConfig config_;
  LcpOptions options_;
  uint8_t next_echo_id_ = 0;
  int echoes_pending_ = 0;  // Echo-Requests without a reply
  int loops_ = 0;           // our Echo-Requests that came back to us, in a row
  bool heard_ = false;      // there was traffic since the last look
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_LCP_H_
