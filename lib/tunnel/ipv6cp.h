#ifndef PPTP_LIB_TUNNEL_IPV6CP_H_
#define PPTP_LIB_TUNNEL_IPV6CP_H_

#include "lib/base/instant.h"
#include "lib/base/random_source.h"
#include "lib/tunnel/control_layer.h"
#include "lib/tunnel/ipv6cp_options.h"

namespace pptp::tunnel {

// IPV6CP (RFC 5072): gives both ends their link-local addresses.
//
// A peer without IPv6 answers with a Protocol-Reject; the layer then comes to
// LayerChange{kIpv6cp, kFinished} and stays off. Like Ipcp it closes itself when what was
// negotiated is of no use.
class Ipv6cp : public ControlLayer {
 public:
  // Borrows the random source, for interface identifiers.
  Ipv6cp(const Ipv6cpWishes& wishes, RandomSource* random,
         const ControlProtocol::Limits& limits = {});

  // Holds while the layer is up.
  Ipv6cpAgreed Agreed() const { return options_.Agreed(); }

 private:
  bool Accept(Instant now, Actions* actions) override;
  void OnUp(Instant now, Actions* actions) override;

  Ipv6cpOptions options_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_IPV6CP_H_
