#ifndef PPTP_LIB_CLIENT_GRE_SOCKET_H_
#define PPTP_LIB_CLIENT_GRE_SOCKET_H_

#include <pptp/error.h>

#include <cstdint>
#include <optional>
#include <string>

#include "lib/client/file_descriptor.h"

namespace pptp::client {

// The network's word on a packet of ours: an ICMP message about it, or the machine's own
// finding that there is no way to send it.
struct NetworkError {
  int number = 0;     // errno, such as ENOPROTOOPT
  std::string text;   // the system's word for it: "Protocol not available"
  bool icmp = false;  // from the network; else from this machine
  uint8_t type = 0;   // of the ICMP message (RFC 792)
  uint8_t code = 0;
  uint32_t reporter = 0;        // the address that sent the ICMP message; zero if there is none
  std::optional<int> path_mtu;  // with EMSGSIZE, if it is known
};

// The raw socket for GRE (IP protocol 47) to and from one server. Never blocks.
//
// Open it before the control connection: a server may send its first frame before its
// Outgoing-Call-Reply has arrived, and without a socket for the protocol this machine would
// answer it with an ICMP error. The kernel delivers to it only what comes from the server,
// and only what goes to the address from which the server is reached.
//
// Packets come and go in batches: lib/client/receive_batch.h, lib/client/send_batch.h.
// One thread at a time. Needs CAP_NET_RAW.
class GreSocket {
 public:
  // Fails with a sentence that tells a lack of rights from a lack of a route.
  static Result<GreSocket> Open(uint32_t server);

  // Readable also when errors wait.
  int fd() const { return fd_.get(); }

  // The oldest of the errors that wait. Ask until there is none.
  std::optional<NetworkError> TakeError();

 private:
  explicit GreSocket(FileDescriptor fd) : fd_(std::move(fd)) {}

  FileDescriptor fd_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_GRE_SOCKET_H_
