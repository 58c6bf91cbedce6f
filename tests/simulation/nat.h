#ifndef PPTP_TESTS_SIMULATION_NAT_H_
#define PPTP_TESTS_SIMULATION_NAT_H_

#include <cstdint>

#include "lib/base/bytes.h"

namespace pptp::simulation {

// A router between client and server that knows PPTP, as the helpers in NAT routers do. GRE
// has no ports: what comes from the server can only be told apart by the call id that the
// client chose, and two clients may have chosen the same. So the router shows the server
// another one, in the messages in which the client says it and in those that repeat it, and puts
// the client's back into the server's GRE. The server's own call id passes as it is.
class NatHelper {
 public:
  // "outside" is the call id that the server gets to see.
  explicit NatHelper(uint16_t outside) : outside_(outside) {}

  // Whole control messages, from the client and from the server.
  Bytes ControlToServer(ByteView messages);
  Bytes ControlToClient(ByteView messages) const;

  // A GRE packet from the server. Empty when it belongs to no call of this client.
  Bytes GreToClient(ByteView packet) const;

 private:
  uint16_t outside_;
  uint16_t inside_ = 0;  // the client's own, once it has said it
};

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_NAT_H_
