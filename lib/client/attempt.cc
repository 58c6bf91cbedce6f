#include "lib/client/attempt.h"

#include <fmt/format.h>

#include <algorithm>
#include <asio/post.hpp>
#include <utility>

#include "lib/client/hooks.h"
#include "lib/client/ipv4.h"
#include "lib/client/tunnel_config.h"
#include "lib/tunnel/connect_failure.h"

namespace pptp::client {
namespace {

using tunnel::ExitStatus;
using tunnel::Level;

constexpr std::string_view kPppd = "pppd";
constexpr std::string_view kPptp = "pptp";

ClientState StateOf(tunnel::LinkPhase phase) {
  switch (phase) {
    case tunnel::LinkPhase::kDead:
    case tunnel::LinkPhase::kTerminate:
      break;
    case tunnel::LinkPhase::kEstablish:
      return ClientState::kNegotiating;
    case tunnel::LinkPhase::kAuthenticate:
      return ClientState::kAuthenticating;
    case tunnel::LinkPhase::kNetwork:
      return ClientState::kConfiguring;
  }
  return ClientState::kClosing;
}

}  // namespace

Attempt::Attempt(asio::io_context* io, const ClientSettings& settings, std::string name,
                 const crypto::Secret& password, RandomSource* random, const Machine* machine,
                 Programs* programs, AttemptEvents* events)
    : io_(io),
      settings_(settings),
      name_(std::move(name)),
      password_(password),
      random_(random),
      machine_(machine),
      programs_(programs),
      events_(events) {}

Attempt::~Attempt() {
  if (dialer_) dialer_->Cancel();
  UndoNetwork();
  if (runner_) runner_->Abandon();
}

void Attempt::Start() {
  events_->OnState(ClientState::kConnecting);
  dialer_ = std::make_shared<Dialer>(io_);
  dialer_->Start(settings_.server, settings_.port, settings_.retry.connect_timeout,
                 [this](auto result) { OnDialed(std::move(result)); });
}

void Attempt::OnDialed(tl::expected<Dialed, DialFailure> result) {
  dialer_.reset();
  if (!result) {
    const DialFailure& failure = result.error();
    if (failure.step == DialFailure::Step::kGre) {
      return Finish(ExitStatus::kOpenFailed, failure.why);
    }
    const bool resolved = failure.step == DialFailure::Step::kConnect;
    const auto lines = resolved ? tunnel::ConnectFailureLines(settings_.server, failure.why)
                                : tunnel::ResolveFailureLines(failure.why);
    for (const tunnel::LogLine& line : lines) events_->OnLine(kPptp, line.level, line.text);
    return Finish(ExitStatus::kHangup,
                  resolved ? fmt::format("No connection to {}: {}.", settings_.server, failure.why)
                           : fmt::format("No address for {}: {}.", settings_.server, failure.why));
  }
  Result<TunDevice> tun = TunDevice::Open(settings_.network.interface, TunDevice::Packets::kLarge);
  if (!tun) return Finish(ExitStatus::kOpenFailed, tun.error().message());
  RunTunnel(std::move(*result), std::move(*tun));
}

void Attempt::RunTunnel(Dialed dialed, TunDevice tun) {
  server_ = dialed.server;
  events_->OnState(ClientState::kCalling);
  runner_ = std::make_shared<TunnelRunner>(
      io_, MakeTunnelConfig(settings_, tun.name(), name_, password_.Clone(), random_), random_,
      std::move(dialed.gre), std::move(tun), static_cast<TunnelEvents*>(this));
  runner_->Start(std::move(dialed.control));
}

void Attempt::Close(std::string_view line, ExitStatus status, const std::string& reason) {
  if (over_) return;
  // Without a link there is nothing of pppd's that could speak.
  const bool linked = runner_ && runner_->tunnel().link().phase() != tunnel::LinkPhase::kDead;
  events_->OnLine(linked ? kPppd : kOwnName, Level::kInfo, line);
  if (runner_) {
    runner_->Close(status, reason);
  } else {
    Finish(status, reason);
  }
}

void Attempt::GiveUp(ExitStatus status, const std::string& reason) {
  if (runner_) runner_->Abandon();
  Finish(status, reason);
}

void Attempt::OnTick() {
  if (!runner_ || !up_since_) return;
  const Instant now = Now();
  const RetrySettings& limits = settings_.retry;
  if (limits.idle.count() > 0 && now - runner_->last_data() >= limits.idle) {
    Close("Terminating connection due to lack of activity.", ExitStatus::kIdleTimeout,
          "Link inactive");
  } else if (limits.max_connect.count() > 0 && now - *up_since_ >= limits.max_connect) {
    Close("Connect time expired", ExitStatus::kConnectTime, "Connect time expired");
  }
}

ClientCounters Attempt::counters() const {
  if (!runner_) return {};
  const tunnel::LinkCounters& link = runner_->tunnel().link().counters();
  return {link.packets_sent, link.bytes_sent, link.packets_received, link.bytes_received};
}

void Attempt::OnLine(tunnel::Speaker speaker, Level level, std::string_view text) {
  events_->OnLine(speaker == tunnel::Speaker::kPppd ? kPppd : kPptp, level, text);
}

void Attempt::OnPhase(tunnel::LinkPhase phase) {
  // A link that is up goes on negotiating now and then, without an end to that.
  if (!up_since_ || StateOf(phase) == ClientState::kClosing) events_->OnState(StateOf(phase));
}

void Attempt::OnNetworkUp(const tunnel::NetworkUp& network) {
  if (Result<void> configured = ConfigureNetwork(network); !configured) {
    return FailSoon(ExitStatus::kFatalError, configured.error().message());
  }
  if (network.protocol != ppp::Protocol::kIpcp) return;
  up_since_ = Now();
  agreed_ = network.ipv4;
  TellUp(network);
  CallHook(settings_.network.ip_up, false);
}

uint16_t Attempt::MtuOf(const tunnel::NetworkUp& network) const {
  return std::min(network.mtu, settings_.lcp.mtu);
}

Result<void> Attempt::ConfigureNetwork(const tunnel::NetworkUp& network) {
  if (!network_) {
    Result<Netlink> netlink = Netlink::Open();
    if (!netlink) return Fail(netlink.error());
    network_.emplace(std::move(*netlink), machine_, programs_, [this](std::string_view line) {
      events_->OnLine(kOwnName, Level::kDebug, line);
    });
  }
  const std::string& device = runner_->tun().name();
  if (!std::exchange(link_configured_, true)) {
    const NetworkPlan plan = PlanLink(device, MtuOf(network));
    if (Result<void> made = network_->Make(plan); !made) return made;
  }
  if (network.protocol == ppp::Protocol::kIpv6cp) {
    return network_->Make(PlanIpv6(network.ipv6, device));
  }
  Result<RouteTo> route = network_->FindRoute(server_);
  if (!route) return Fail(route.error());
  Result<NetworkPlan> plan =
      PlanIpv4(settings_.network, network.ipv4, {device, server_, std::move(*route)});
  if (!plan) return Fail(plan.error());
  return network_->Make(*plan);
}

void Attempt::TellUp(const tunnel::NetworkUp& network) {
  ClientNetwork up;
  up.interface = runner_->tun().name();
  up.server = server_;
  up.local = network.ipv4.local;
  up.remote = network.ipv4.remote;
  up.dns = network.ipv4.dns;
  up.mtu = MtuOf(network);
  up.encryption = runner_->tunnel().link().ccp().EncryptionText();
  events_->OnUp(up);
  events_->OnState(ClientState::kUp);
}

// The tunnel must not be called back from what it calls.
void Attempt::FailSoon(ExitStatus status, std::string reason) {
  events_->OnLine(kOwnName, Level::kError, reason);
  asio::post(*io_, [runner = runner_, status, reason = std::move(reason)] {
    runner->Close(status, reason);
  });
}

void Attempt::OnNetworkDown(ppp::Protocol protocol) {
  if (protocol != ppp::Protocol::kIpcp) return;
  UndoNetwork();
}

void Attempt::UndoNetwork() {
  if (up_since_) CallHook(settings_.network.ip_down, true);
  up_since_.reset();
  network_.reset();
  link_configured_ = false;
}

// Where pppd calls its scripts, with what it tells them.
void Attempt::CallHook(const std::string& program, bool with_use) {
  if (program.empty()) return;
  HookFacts facts;
  facts.interface = runner_->tun().name();
  facts.agreed = agreed_;
  facts.ip_param = settings_.network.ip_param;
  facts.link_name = settings_.network.link_name;
  facts.use_peer_dns = settings_.network.dns;
  facts.peer_name = settings_.remote_name.empty() ? settings_.server : settings_.remote_name;
  facts.call_file = settings_.peer_file;
  if (with_use) {
    const ClientCounters used = counters();
    facts.use = TunnelUse{std::chrono::duration_cast<std::chrono::seconds>(Now() - *up_since_),
                          used.bytes_sent, used.bytes_received};
  }
  programs_->Run(HookCall(program, facts));
}

void Attempt::OnEnded(ExitStatus status, std::string_view reason) {
  Finish(status, std::string(reason));
}

void Attempt::Finish(ExitStatus status, const std::string& reason) {
  if (std::exchange(over_, true)) return;
  if (dialer_) dialer_->Cancel();
  UndoNetwork();
  // Tells pptp-diagnose that what is not in the log did not happen.
  events_->OnLine(kOwnName, Level::kDebug, "all packets of this attempt are in the log");
  events_->OnLine(kOwnName, Level::kInfo,
                  fmt::format("ended with status {}: {}", static_cast<int>(status), reason));
  events_->OnEnded(status, reason);
}

}  // namespace pptp::client
