#ifndef PPTP_LIB_CLIENT_NETWORK_SETUP_H_
#define PPTP_LIB_CLIENT_NETWORK_SETUP_H_

#include <pptp/error.h>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "lib/client/machine.h"
#include "lib/client/netlink.h"
#include "lib/client/network_plan.h"
#include "lib/client/programs.h"

namespace pptp::client {

// Makes the changes of plans, and undoes all that it made, the last first.
//
// Undone is also what a plan that failed half-way did. One thread at a time.
class NetworkSetup {
 public:
  // "say" gets every change as a command, when it is made and when it is undone, and every
  // change that could not be undone.
  using Say = std::function<void(std::string_view)>;

  // Borrows "machine" and "programs".
  NetworkSetup(Netlink netlink, const Machine* machine, Programs* programs, Say say);
  NetworkSetup(const NetworkSetup&) = delete;
  NetworkSetup& operator=(const NetworkSetup&) = delete;
  ~NetworkSetup() { Undo(); }

  Result<RouteTo> FindRoute(uint32_t address) { return netlink_.FindRoute(address); }
  Result<void> Make(const NetworkPlan& plan);
  void Undo();

 private:
  Result<void> UseNameServers(const NameServerPlan& plan);
  void ForgetNameServers();

  Netlink netlink_;
  const Machine* machine_;
  Programs* programs_;
  Say say_;
  std::vector<NetworkChange> undo_;
  std::optional<NameServerPlan> name_servers_;  // that are in use
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NETWORK_SETUP_H_
