#ifndef PPTP_LIB_CLIENT_NETWORK_SETUP_H_
#define PPTP_LIB_CLIENT_NETWORK_SETUP_H_

#include <pptp/error.h>

#include <functional>
#include <string_view>
#include <vector>

#include "lib/client/netlink.h"
#include "lib/client/network_plan.h"

namespace pptp::client {

// Makes the changes of plans, and undoes all that it made, the last first.
//
// Undone is also what a plan that failed half-way did. One thread at a time.
class NetworkSetup {
 public:
  // "say" gets every change as a command, when it is made and when it is undone, and every
  // change that could not be undone.
  using Say = std::function<void(std::string_view)>;

  NetworkSetup(Netlink netlink, Say say);
  NetworkSetup(const NetworkSetup&) = delete;
  NetworkSetup& operator=(const NetworkSetup&) = delete;
  ~NetworkSetup() { Undo(); }

  Result<RouteTo> FindRoute(uint32_t address) { return netlink_.FindRoute(address); }
  Result<void> Make(const NetworkPlan& plan);
  void Undo();

 private:
  Netlink netlink_;
  Say say_;
  std::vector<NetworkChange> undo_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NETWORK_SETUP_H_
