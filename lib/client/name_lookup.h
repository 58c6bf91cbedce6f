#ifndef PPTP_LIB_CLIENT_NAME_LOOKUP_H_
#define PPTP_LIB_CLIENT_NAME_LOOKUP_H_

#include <asio/error_code.hpp>
#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pptp::client {

// Looks up the IPv4 addresses of a server's name without holding up the loop, and without anybody
// who would have to wait for it: the system's resolver cannot be interrupted and takes its time
// where the name servers are silent, as they are when a tunnel to them is down.
//
//   lookup.Start(io, "vpn.example.com", done);
//   ...
//   lookup.Cancel();   // at once, and for good
//
// A lookup that was given up goes on in a thread of its own, which nobody hears of any more and
// which may end with the process. Use one for one name, from the loop's thread.
class NameLookup {
 public:
  using Addresses = std::vector<uint32_t>;  // in the order in which to try them
  // Called once, from the loop; with an error there are no addresses.
  using Done = std::function<void(const asio::error_code& error, const Addresses& addresses)>;
  // Blocks; called in a thread of its own, on which no signal arrives.
  using Resolve = std::function<Addresses(const std::string& name, asio::error_code* error)>;

  // "resolve" is the system's resolver but in tests.
  explicit NameLookup(Resolve resolve = AskSystem) : resolve_(std::move(resolve)) {}
  ~NameLookup() { Cancel(); }
  NameLookup(const NameLookup&) = delete;
  NameLookup& operator=(const NameLookup&) = delete;

  // Keeps the loop running until "done" was called or the lookup is cancelled. An error says that
  // there is no thread to be had.
  asio::error_code Start(asio::io_context* io, const std::string& name, Done done);
  void Cancel();

  // The system's resolver, for those who have nothing else to do meanwhile. With an error there are
  // no addresses.
  static Addresses AskSystem(const std::string& name, asio::error_code* error);

 private:
  struct Shared;

  Resolve resolve_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NAME_LOOKUP_H_
