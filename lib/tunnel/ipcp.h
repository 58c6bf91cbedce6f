#ifndef PPTP_LIB_TUNNEL_IPCP_H_
#define PPTP_LIB_TUNNEL_IPCP_H_

#include "lib/base/instant.h"
#include "lib/tunnel/control_layer.h"
#include "lib/tunnel/ipcp_options.h"

namespace pptp::tunnel {

struct IpcpConfig {
  IpcpWishes wishes;
  // The interface's number: what a peer without an address gets is 10.64.64.64 plus it.
  uint8_t unit = 0;
  ControlProtocol::Limits limits;
};

// IPCP (RFC 1332): gives both ends their IPv4 addresses.
//
// Without an address of ours, or when the peer refuses the one that we need to have,
// it is never announced up but closes itself with a Terminate-Request, as pppd does; it
// then comes to LayerChange{kIpcp, kFinished}. The link goes on if another network
// protocol is up.
class Ipcp : public ControlLayer {
 public:
  explicit Ipcp(const IpcpConfig& config);

  // Holds while the layer is up.
  const IpcpAgreed& agreed() const { return agreed_; }

 private:
  bool Accept(Instant now, Actions* actions) override;
  void OnUp(Instant now, Actions* actions) override;
  void Refuse(const char* line, const char* reason, Instant now, Actions* actions);

  IpcpOptions options_;
  uint8_t unit_;
  IpcpAgreed agreed_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_IPCP_H_
