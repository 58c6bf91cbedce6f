#ifndef PPTP_LIB_CLIENT_ATTEMPT_H_
#define PPTP_LIB_CLIENT_ATTEMPT_H_

#include <pptp/client.h>

#include <asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/random_source.h"
#include "lib/client/dialer.h"
#include "lib/client/machine.h"
#include "lib/client/network_setup.h"
#include "lib/client/programs.h"
#include "lib/client/tunnel_runner.h"
#include "lib/crypto/secret.h"

namespace pptp::client {

// Under which name lines stand in the log that are neither in pppd's words nor in pptp's.
inline constexpr std::string_view kOwnName = "pptp-connect";

// What an attempt tells its owner, from the event loop.
class AttemptEvents {
 public:
  virtual ~AttemptEvents() = default;
  virtual void OnLine(std::string_view program, tunnel::Level level, std::string_view text) = 0;
  virtual void OnState(ClientState state) = 0;
  virtual void OnUp(const ClientNetwork& network) = 0;
  // It is over, and what it changed is undone. The owner may give it up.
  virtual void OnEnded(tunnel::ExitStatus status, std::string_view reason) = 0;
};

// One tunnel from the first look-up of the server's name to the last route removed.
class Attempt : private TunnelEvents {
 public:
  // Borrows all that is given by pointer or reference. "name" is what the server is told.
  Attempt(asio::io_context* io, const ClientSettings& settings, std::string name,
          const crypto::Secret& password, RandomSource* random, const Machine* machine,
          Programs* programs, AttemptEvents* events);
  ~Attempt() override;

  void Start();

  // Ends it in good order: "line" is logged, "status" and "reason" are what it ended with,
  // and "reason" is told to the peer.
  void Close(std::string_view line, tunnel::ExitStatus status, const std::string& reason);

  // Ends it at once: nothing more is sent.
  void GiveUp(tunnel::ExitStatus status, const std::string& reason);

  // To be called every second: for limits of time, and to find out what changed.
  void OnTick();

  bool up() const { return up_since_.has_value(); }
  ClientCounters counters() const;

 private:
  // TunnelEvents.
  void OnLine(tunnel::Speaker speaker, tunnel::Level level, std::string_view text) override;
  void OnPhase(tunnel::LinkPhase phase) override;
  void OnNetworkUp(const tunnel::NetworkUp& network) override;
  void OnNetworkDown(ppp::Protocol protocol) override;
  void OnEnded(tunnel::ExitStatus status, std::string_view reason) override;

  void OnDialed(tl::expected<Dialed, DialFailure> result);
  void RunTunnel(Dialed dialed, TunDevice tun);
  uint16_t MtuOf(const tunnel::NetworkUp& network) const;
  Result<void> ConfigureNetwork(const tunnel::NetworkUp& network);
  void TellUp(const tunnel::NetworkUp& network);
  void CallHook(const std::string& program, bool with_use);
  void UndoNetwork();
  void FailSoon(tunnel::ExitStatus status, std::string reason);
  void Finish(tunnel::ExitStatus status, const std::string& reason);

  asio::io_context* io_;
  const ClientSettings& settings_;
  const std::string name_;
  const crypto::Secret& password_;
  RandomSource* random_;
  const Machine* machine_;
  Programs* programs_;
  AttemptEvents* events_;
  std::shared_ptr<Dialer> dialer_;
  std::shared_ptr<TunnelRunner> runner_;
  std::optional<NetworkSetup> network_;
  uint32_t server_ = 0;
  bool link_configured_ = false;
  tunnel::IpcpAgreed agreed_;
  std::optional<Instant> up_since_;
  bool over_ = false;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_ATTEMPT_H_
