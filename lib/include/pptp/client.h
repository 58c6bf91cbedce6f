#ifndef PPTP_CLIENT_H_
#define PPTP_CLIENT_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pptp/client_settings.h"
#include "pptp/error.h"
#include "pptp/log_level.h"

namespace pptp {

namespace crypto {
class Secret;
}
namespace client {
struct Machine;
}

// A password on its way from where it is kept to the tunnel. It cannot be printed, and its
// memory is wiped.
class ClientPassword {
 public:
  explicit ClientPassword(crypto::Secret secret);
  ~ClientPassword();
  ClientPassword(ClientPassword&&) noexcept;
  ClientPassword& operator=(ClientPassword&&) noexcept;

  const crypto::Secret& secret() const { return *secret_; }

 private:
  std::unique_ptr<crypto::Secret> secret_;
};

// What a file of pppd's options says.
struct ClientPeer {
  ClientSettings settings;
  std::optional<ClientPassword> password;  // if one stands in it
  // Sentences about what was read: options without a meaning here, files that others may
  // read.
  std::vector<std::string> notes;
};

// Reads /etc/ppp/options and /etc/ppp/peers/NAME with pppd's syntax. The error names file and
// line. With "server_known" the files need not name the server.
Result<ClientPeer> ReadClientPeer(const std::string& name, bool server_known);

// The password that settings.password names. Asks on the terminal if it has to; "notes" gets
// sentences about what was found on the way.
Result<ClientPassword> FindClientPassword(const ClientSettings& settings,
                                          std::vector<std::string>* notes);

// The name that the server is told, out of user and domain; "notes" gets sentences about what
// is likely to be wrong with it.
std::string ClientUserName(const ClientSettings& settings, std::vector<std::string>* notes);

// What a tunnel with these settings would change on this machine, a command of ip(8) or the like
// on each line, with words for what the server is to say. Changes nothing.
std::string DescribeClientChanges(const ClientSettings& settings);

// What the client needs of this machine, got hold of while the process still has its rights.
class ClientMachine {
 public:
  // Looks whether CAP_NET_ADMIN and CAP_NET_RAW are there, keeps what is in memory from core dumps,
  // and sets a second process up that runs the programs which the settings name. Call it before
  // the password is read and while the process has one thread. Fails with a sentence for the
  // user.
  static Result<ClientMachine> Prepare(const ClientSettings& settings);
  ~ClientMachine();
  ClientMachine(ClientMachine&&) noexcept;

  client::Machine* machine() { return machine_.get(); }

 private:
  explicit ClientMachine(std::unique_ptr<client::Machine> machine);
  std::unique_ptr<client::Machine> machine_;
};

// A line of the client's log.
struct ClientLine {
  int64_t micros = 0;        // since 1970, UTC
  std::string_view program;  // in whose words it is: "pppd" or "pptp"
  LogLevel level = LogLevel::kInfo;
  std::string_view text;
};

// How far a tunnel has come.
enum class ClientState : uint8_t {
  kConnecting,      // the name is looked up, the control connection made
  kCalling,         // the control connection stands; the call is set up
  kNegotiating,     // LCP
  kAuthenticating,  // PAP or CHAP
  kConfiguring,     // CCP, IPCP
  kUp,              // addresses and routes are set
  kClosing,
  kWaiting,  // for the next attempt
  kEnded,
};
std::string_view ClientStateName(ClientState state);  // "connecting", "calling", ...

// What was agreed on, once the tunnel is up. IPv4 addresses are numbers, the byte that is
// written first the most significant; zero is none.
struct ClientNetwork {
  std::string interface;
  uint32_t server = 0;  // outside of the tunnel
  uint32_t local = 0, remote = 0;
  std::array<uint32_t, 2> dns{};
  uint16_t mtu = 0;
  std::string encryption;  // "MPPE 128-bit stateless", or empty
};

// Data that went through since the tunnel came up.
struct ClientCounters {
  uint64_t packets_sent = 0, bytes_sent = 0;
  uint64_t packets_received = 0, bytes_received = 0;
};

// What a client tells while it runs, from within Run(). The views are good during the call.
class ClientObserver {
 public:
  virtual ~ClientObserver() = default;
  virtual void OnLine(const ClientLine& line) = 0;
  virtual void OnState(ClientState state) = 0;
  virtual void OnUp(const ClientNetwork& network) = 0;
  // Every few seconds while the tunnel is up, and once when it goes down.
  virtual void OnCounters(const ClientCounters& counters) = 0;
  // An attempt or a tunnel has ended, with pppd's exit status and a sentence.
  virtual void OnEnded(int status, std::string_view reason) = 0;
  // Called about every second.
  virtual void OnTick() = 0;
};

// A PPTP client: one tunnel on this machine, from the first packet to the last route.
//
//   Result<ClientMachine> machine = ClientMachine::Prepare(settings);
//   ...
//   Client client(settings, std::move(password), std::move(*machine), &observer);
//   Result<int> status = client.Run();   // returns when it is all over
//
// Run() gives up all rights but CAP_NET_ADMIN and CAP_NET_RAW before it speaks to the server, for
// the whole process and for good: open your files before. It handles SIGINT and SIGTERM (end) and
// SIGHUP (end this tunnel; with persist, begin again) while Run() is running. What it changed on
// the machine is undone when it returns. One thread.
class Client {
 public:
  // Borrows "observer".
  Client(ClientSettings settings, ClientPassword password, ClientMachine machine,
         ClientObserver* observer);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // pppd's exit status; or an error when the process could not give up its rights.
  // Call once.
  Result<int> Run();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pptp

#endif  // PPTP_CLIENT_H_
