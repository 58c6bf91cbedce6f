#ifndef PPTP_LIB_CLIENT_DIALER_H_
#define PPTP_LIB_CLIENT_DIALER_H_

#include <pptp/error.h>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/client/gre_socket.h"
#include "lib/client/name_lookup.h"

namespace pptp::client {

// Both ways to a server.
struct Dialed {
  uint32_t server = 0;
  GreSocket gre;
  asio::ip::tcp::socket control;
};

// Why there is no way to it.
struct DialFailure {
  enum class Step : uint8_t { kResolve, kGre, kConnect };
  Step step = Step::kConnect;
  std::string why;  // the system's word for it, or a sentence
};

// Finds the addresses of a server and tries them in turn until a control connection stands.
// A socket for GRE is opened before each attempt, so that no early frame of the server's is
// answered with an ICMP error. Only IPv4: PPTP's GRE is not defined over IPv6.
//
// Use one for one connection; held by a shared_ptr because of the handlers in the loop.
class Dialer : public std::enable_shared_from_this<Dialer> {
 public:
  using Done = std::function<void(tl::expected<Dialed, DialFailure>)>;

  explicit Dialer(asio::io_context* io);

  // "done" is called once, from the loop, unless Cancel() comes before. The timeout is for
  // all addresses together, the resolution of the name included.
  void Start(const std::string& server, uint16_t port, std::chrono::seconds timeout, Done done);
  void Cancel();

 private:
  void OnResolved(const asio::error_code& error, const NameLookup::Addresses& addresses);
  void TryNext();
  void OnConnected(const asio::error_code& error);
  void Finish(tl::expected<Dialed, DialFailure> result);

  asio::io_context* io_;
  NameLookup lookup_;
  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  uint16_t port_ = 0;
  std::vector<asio::ip::tcp::endpoint> endpoints_;
  size_t next_ = 0;
  std::optional<Result<GreSocket>> gre_;
  DialFailure last_failure_;
  Done done_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_DIALER_H_
