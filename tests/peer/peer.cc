#include "tests/peer/peer.h"

#include <fmt/format.h>

#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <utility>

#include "lib/client/ipv4.h"

namespace pptp::peer {

using asio::ip::tcp;
using client::TunnelRunner;
using tunnel::AuthMethod;

PeerConfig GoodPeer() {
  PeerConfig config;
  config.link.our_name = "pptpd";
  config.link.lcp.wishes.require_from_peer = {AuthMethod::kMsChapV2};
  config.link.lcp.wishes.mru = 1400;
  config.link.ipcp.wishes.accept_local = false;
  config.link.ipcp.wishes.accept_remote = false;
  return config;
}

// One client's tunnel.
class Peer::Call : private client::TunnelEvents {
 public:
  // "over" is called when nothing of it is left.
  Call(Peer* peer, tcp::socket control, uint16_t number, std::function<void()> over)
      : peer_(peer), over_(std::move(over)), timer_(*peer->io_), number_(number) {
    Result<void> begun = Begin(std::move(control));
    if (begun) return;
    peer_->log_(begun.error().message());
    asio::post(*peer_->io_, over_);
  }
  ~Call() override {
    if (runner_) runner_->Abandon();
  }

 private:
  Result<void> Begin(tcp::socket control) {
    const PeerConfig& config = peer_->config_;
    asio::error_code ignored;
    const tcp::endpoint client = control.remote_endpoint(ignored);
    if (config.mute_control) {
      silent_.emplace(std::move(control));
      return {};
    }
    Result<client::GreSocket> gre = client::GreSocket::Open(client.address().to_v4().to_uint());
    if (!gre) return Fail(gre.error());
    Result<client::TunDevice> tun = client::TunDevice::Open("", client::TunDevice::Packets::kLarge);
    if (!tun) return Fail(tun.error());
    tunnel::TunnelConfig tunnel;
    tunnel.control.server = true;
    tunnel.control.call_id = number_;
    tunnel.link.interface = tun->name();
    tunnel.link.peer = client.address().to_string();
    tunnel.link.our_name = config.link.our_name;
    tunnel.link.lcp = config.link.lcp;
    tunnel.link.mppe = config.link.mppe;
    tunnel.link.ipcp = config.link.ipcp;
    tunnel.link.ipv6 = config.link.ipv6;
    tunnel.link.secrets = peer_;
    tunnel.link.ipcp.wishes.local = config.local;
    tunnel.link.ipcp.wishes.remote = config.first_remote + number_ - 1U;
    for (size_t i = 0; i < config.dns.size() && i < 2; ++i) {
      tunnel.link.ipcp.wishes.give_dns[i] = config.dns[i];
    }
    runner_ = std::make_shared<TunnelRunner>(peer_->io_, std::move(tunnel), &peer_->random_,
                                             std::move(*gre), std::move(*tun),
                                             static_cast<client::TunnelEvents*>(this));
    runner_->Start(std::move(control));
    return {};
  }

  void OnLine(tunnel::Speaker speaker, tunnel::Level, std::string_view text) override {
    peer_->log_(fmt::format("{}: {}", speaker == tunnel::Speaker::kPppd ? "pppd" : "pptpd", text));
  }
  void OnPhase(tunnel::LinkPhase) override {}
  void OnNetworkUp(const tunnel::NetworkUp& network) override {
    if (network.protocol != ppp::Protocol::kIpcp) return;
    Result<void> configured = Configure(network);
    if (!configured) peer_->log_(configured.error().message());
    if (peer_->config_.close_after) {
      timer_.expires_after(*peer_->config_.close_after);
      timer_.async_wait([this](const asio::error_code& error) {
        if (!error) runner_->Close(tunnel::ExitStatus::kUserRequest, "User request");
      });
    }
    if (peer_->config_.hang_up_after) {
      timer_.expires_after(*peer_->config_.hang_up_after);
      timer_.async_wait([this](const asio::error_code& error) {
        if (!error) peer_->log_("hanging up"), over_();
      });
    }
  }
  Result<void> Configure(const tunnel::NetworkUp& network) {
    Result<client::Netlink> netlink = client::Netlink::Open();
    if (!netlink) return Fail(netlink.error());
    network_.emplace(std::move(*netlink), nullptr, nullptr, peer_->log_);
    const std::string& device = runner_->tun().name();
    if (auto made = network_->Make(client::PlanLink(device, network.mtu)); !made) return made;
    NetworkSettings settings;
    auto plan = client::PlanIpv4(settings, network.ipv4, {device, 0, {}});
    if (!plan) return Fail(plan.error());
    return network_->Make(*plan);
  }
  void OnNetworkDown(ppp::Protocol protocol) override {
    if (protocol == ppp::Protocol::kIpcp) network_.reset();
  }
  void OnEnded(tunnel::ExitStatus status, std::string_view reason) override {
    peer_->log_(fmt::format("ended with {}: {}", static_cast<int>(status), reason));
    over_();
  }

  Peer* peer_;
  std::function<void()> over_;
  asio::steady_timer timer_;
  uint16_t number_;
  std::optional<tcp::socket> silent_;
  std::shared_ptr<TunnelRunner> runner_;
  std::optional<client::NetworkSetup> network_;
};

Peer::Peer(asio::io_context* io, PeerConfig config, Log log)
    : io_(io),
      config_(std::move(config)),
      password_(AsBytes(config_.password)),
      log_(std::move(log)),
      acceptor_(*io, tcp::endpoint(tcp::v4(), config_.port)) {
  Accept();
}

Peer::~Peer() = default;

const crypto::Secret* Peer::Find(std::string_view name) {
  return name == config_.user ? &password_ : nullptr;
}

void Peer::Accept() {
  acceptor_.async_accept([this](const asio::error_code& error, tcp::socket control) {
    if (error) return;
    calls_.emplace_front();
    const auto here = calls_.begin();
    here->emplace(this, std::move(control), next_call_++, [this, here] {
      // The call is still on the stack.
      asio::post(*io_, [this, here] { calls_.erase(here); });
    });
    Accept();
  });
}

}  // namespace pptp::peer
