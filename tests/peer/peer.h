#ifndef PPTP_TESTS_PEER_PEER_H_
#define PPTP_TESTS_PEER_PEER_H_

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>

#include "lib/client/network_setup.h"
#include "lib/client/system_random.h"
#include "lib/client/tunnel_runner.h"
#include "lib/crypto/secret.h"

namespace pptp::peer {

// What the server does, and what it does wrong. IPv4 addresses are numbers.
struct PeerConfig {
  uint16_t port = 1723;
  std::string user = "lab", password = "secret";
  tunnel::LinkConfig link;             // but for interface, peer and secrets
  uint32_t local = 0x0a090001;         // 10.9.0.1
  uint32_t first_remote = 0x0a09000b;  // 10.9.0.11, and so on for further clients
  std::vector<uint32_t> dns;
  // Says nothing on a control connection.
  bool mute_control = false;
  // Closes the control connection, or ends the tunnel in good order, after so long.
  std::optional<Duration> hang_up_after, close_after;
};

// A configuration that works: MS-CHAPv2 and MPPE of every strength.
PeerConfig GoodPeer();

// The other end of tunnels, for tests: a PPTP server made of the client's own parts, on real
// sockets and TUN devices. One thread, that of the io_context.
class Peer : private tunnel::SecretLookup {
 public:
  using Log = std::function<void(std::string_view line)>;

  // Listens at once; throws std::system_error if the port is taken.
  Peer(asio::io_context* io, PeerConfig config, Log log);
  ~Peer() override;

 private:
  class Call;

  const crypto::Secret* Find(std::string_view name) override;
  void Accept();

  asio::io_context* io_;
  const PeerConfig config_;
  const crypto::Secret password_;
  const Log log_;
  client::SystemRandom random_;
  asio::ip::tcp::acceptor acceptor_;
  std::list<std::optional<Call>> calls_;
  uint16_t next_call_ = 1;
};

}  // namespace pptp::peer

#endif  // PPTP_TESTS_PEER_PEER_H_
