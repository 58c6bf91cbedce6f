#ifndef PPTP_LIB_CLIENT_NETLINK_H_
#define PPTP_LIB_CLIENT_NETLINK_H_

#include <pptp/error.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "lib/client/network_change.h"
#include "lib/client/network_plan.h"

namespace pptp::client {

// Asks the kernel about routes and makes changes to the network in which it was opened. Each call
// waits for the kernel's answer, which comes at once. One thread at a time.
//
//   std::vector<NetworkChange> undo;
//   for (const NetworkChange& change : plan.changes) {
//     auto inverse = netlink.Apply(change);
//     if (!inverse) return inverse.error();
//     if (*inverse) undo.push_back(**inverse);
//   }
//   ... and at the end, from the last to the first: netlink.Apply(undo[i]);
class Netlink {
 public:
  static Result<Netlink> Open();
  Netlink(Netlink&&) noexcept;
  ~Netlink();

  // The way that a packet to the address takes now.
  Result<RouteTo> FindRoute(uint32_t address);

  // Makes a change and returns the one that undoes it; none if all was as wanted already, so
  // that what was there before stays. To delete what is not there succeeds: an interface takes
  // its addresses and routes with it. The error names the change and the kernel's reason.
  Result<std::optional<NetworkChange>> Apply(const NetworkChange& change);

 private:
  class Socket;
  explicit Netlink(std::unique_ptr<Socket> socket);

  std::unique_ptr<Socket> socket_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NETLINK_H_
