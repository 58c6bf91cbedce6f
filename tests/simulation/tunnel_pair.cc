#include "tests/simulation/tunnel_pair.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lib/ppp/frame.h"
#include "lib/pptp/control_codec.h"
#include "lib/pptp/gre.h"

namespace pptp::simulation {
namespace {

using tunnel::AuthMethod;

// More than any run needs; a run that takes them turns in circles.
constexpr uint64_t kMostSteps = 100'000;
constexpr size_t kMostLogLines = 4'000;

constexpr uint32_t kServerAddress = 0x0a090001;  // 10.9.0.1
constexpr uint32_t kClientAddress = 0x0a09000b;

// An IPv4 packet whose bytes tell whether anything happened to them.
Bytes IpPacket(uint64_t number, size_t size) {
  Bytes packet(size);
  uint64_t state = number * 0x9e3779b97f4a7c15U + 1;
  for (uint8_t& byte : packet) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<uint8_t>(state >> 56);
  }
  packet[0] = 0x45;
  return packet;
}

}  // namespace

void Users::Add(std::string name, std::string_view password) {
  users_.emplace(std::move(name), crypto::Secret(AsBytes(password)));
}

const crypto::Secret* Users::Find(std::string_view name) {
  auto user = users_.find(name);
  return user == users_.end() ? nullptr : &user->second;
}

Plan GoodPlan(uint64_t seed) {
  Plan plan;
  plan.seed = seed;
  plan.client.control.call_id = 1001;
  plan.client.link.peer = "192.0.2.1";
  plan.client.link.credentials.name = "joe";
  plan.client.link.credentials.password = crypto::Secret(AsBytes(std::string_view("secret")));
  plan.client.link.lcp.wishes.authenticate_to_peer = {AuthMethod::kMsChapV2, AuthMethod::kMsChap,
                                                      AuthMethod::kChapMd5, AuthMethod::kPap};
  plan.client.link.ipcp.wishes.ask_dns = true;

  plan.server.control.server = true;
  plan.server.control.call_id = 2002;
  plan.server.link.peer = "192.0.2.2";
  plan.server.link.our_name = "pptpd";
  plan.server.link.lcp.wishes.require_from_peer = {AuthMethod::kMsChapV2};
  plan.server.link.ipcp.wishes.local = kServerAddress;
  plan.server.link.ipcp.wishes.accept_local = false;
  plan.server.link.ipcp.wishes.remote = kClientAddress;
  plan.server.link.ipcp.wishes.accept_remote = false;
  return plan;
}

TunnelPair::TunnelPair(Plan plan) : plan_(std::move(plan)), chance_(plan_.seed) {
  users_.Add(plan_.client.link.credentials.name, plan_.password);
  plan_.server.link.secrets = &users_;
  policy_[0] = plan_.client.link.mppe.policy;
  policy_[1] = plan_.server.link.mppe.policy;
  proof_needed_ = !plan_.server.link.lcp.wishes.require_from_peer.empty() &&
                  AsText(plan_.client.link.credentials.password.view()) != plan_.password;
  client_ = std::make_unique<Node>("client", std::move(plan_.client), &chance_);
  server_ = std::make_unique<Node>("server", std::move(plan_.server), &chance_);
  JoinOneWay(client_.get(), server_.get(), &gre_to_server_, &tcp_to_server_, plan_.to_server,
             plan_.tamper_client);
  JoinOneWay(server_.get(), client_.get(), &gre_to_client_, &tcp_to_client_, plan_.to_client,
             plan_.tamper_server);
  if (plan_.nat_call_id) JoinByNat(*plan_.nat_call_id);
  traffic_left_ = plan_.packets;
}

// Puts a NAT in front of the client, behind everything that can happen to packets on the way.
void TunnelPair::JoinByNat(uint16_t call_id) {
  nat_.emplace(call_id);
  client_->send_control = [this](ByteView bytes) {
    tcp_to_server_->Send(nat_->ControlToServer(bytes), now_);
  };
  server_->send_control = [this](ByteView bytes) {
    tcp_to_client_->Send(nat_->ControlToClient(bytes), now_);
  };
  gre_to_client_->Pass([this](ByteView packet) { return nat_->GreToClient(packet); });
}

// One direction of everything.
void TunnelPair::JoinOneWay(Node* from, Node* to, std::unique_ptr<Wire>* gre,
                            std::unique_ptr<Stream>* tcp, const Faults& faults,
                            const std::function<Bytes(Bytes, Instant)>& tamper) {
  *gre = std::make_unique<Wire>(&agenda_, &chance_, faults, [to](ByteView packet, Instant now) {
    to->SetTime(now);
    if (!to->ended()) to->tunnel().OnGre(packet, now);
  });
  *tcp = std::make_unique<Stream>(
      &agenda_, &chance_, plan_.tcp_delay,
      [to](ByteView bytes, Instant now) {
        to->SetTime(now);
        if (!to->ended()) to->tunnel().OnControl(bytes, now);
      },
      [to](Instant now) {
        to->SetTime(now);
        if (!to->ended()) to->tunnel().OnControlClosed("", now);
      });
  from->send_control = [this, from, tcp](ByteView bytes) {
    Bytes message(bytes.begin(), bytes.end());
    constexpr size_t kReserved0 = 10;
    if (from == server_.get()) message[kReserved0 + 1] = plan_.server_reserved0;
    (*tcp)->Send(message, now_);
  };
  from->close_control = [this, tcp] { (*tcp)->Close(now_); };
  from->send_gre = [this, from, gre, tamper](ByteView packet) {
    WatchGre(*from, packet);
    if (from == client_.get() && (plan_.gre_refused || plan_.gre_not_sent)) return RefuseGre();
    if (from == client_.get() && TooLarge(packet)) return;
    if (!tamper) return (*gre)->Send(packet, now_);
    const Bytes changed = tamper(Bytes(packet.begin(), packet.end()), now_);
    if (!changed.empty()) (*gre)->Send(changed, now_);
  };
}

// The client's GRE goes nowhere, and its system says so.
void TunnelPair::RefuseGre() {
  agenda_.At(now_ + plan_.to_server.delay, [this](Instant now) {
    client_->SetTime(now);
    if (plan_.gre_refused) client_->tunnel().OnGreRefused(*plan_.gre_refused, now);
    if (plan_.gre_not_sent) client_->tunnel().OnGreNotSent(*plan_.gre_not_sent, now);
  });
}

// Whether the packet finds a link on its way that it does not fit through, which its sender hears.
bool TunnelPair::TooLarge(ByteView packet) {
  constexpr size_t kIpHeader = 20;
  if (!plan_.path_mtu || packet.size() + kIpHeader <= static_cast<size_t>(*plan_.path_mtu)) {
    return false;
  }
  agenda_.At(now_ + plan_.to_server.delay, [this](Instant now) {
    client_->SetTime(now);
    client_->tunnel().OnGreTooLarge(plan_.path_mtu, now);
  });
  return true;
}

void TunnelPair::StopServer() {
  plan_.server_stops.reset();
  tcp_to_client_->Send(control::Encode(control::StopControlConnectionRequest{}), now_);
}

void TunnelPair::Connect() {
  if (plan_.connect_error) {
    client_->tunnel().OnConnectFailed("192.0.2.1", *plan_.connect_error, now_);
    return;
  }
  server_->tunnel().OnConnected(now_);
  client_->tunnel().OnConnected(now_);
}

void TunnelPair::Run() {
  Connect();
  RunUntil(now_ + plan_.lasts);
  Check();
}

void TunnelPair::RunFor(Duration time) {
  RunUntil(now_ + time);
  Check();
}

void TunnelPair::CloseClient() {
  client_->SetTime(now_);
  client_->tunnel().Close(now_);
}

void TunnelPair::RunUntil(Instant end) {
  for (;;) {
    const Instant client = client_->ended() ? kNever : client_->tunnel().deadline();
    const Instant server = server_->ended() ? kNever : server_->tunnel().deadline();
    const Instant next = std::min({agenda_.next(), client, server, next_traffic_});
    if (next > end) break;
    if (++steps_ > kMostSteps) return Violate("turns in circles");
    now_ = std::max(now_, next);
    if (plan_.server_goes_silent && now_ >= *plan_.server_goes_silent) tcp_to_client_->Block();
    if (plan_.server_closes && now_ >= *plan_.server_closes) tcp_to_client_->Close(now_);
    if (plan_.server_stops && now_ >= *plan_.server_stops) StopServer();
    if (agenda_.next() == next) {
      agenda_.DoNext();
    } else if (next_traffic_ == next) {
      Traffic();
    } else {
      Node* node = client == next ? client_.get() : server_.get();
      node->SetTime(now_);
      node->tunnel().OnTime(now_);
    }
    if (traffic_left_ > 0 && next_traffic_ == kNever && both_up()) next_traffic_ = now_;
  }
  now_ = end;
}

void TunnelPair::Traffic() {
  SendIp(client_.get(), 0);
  SendIp(server_.get(), 1);
  next_traffic_ = --traffic_left_ > 0 ? now_ + std::chrono::milliseconds(7) : kNever;
}

void TunnelPair::SendIp(Node* node, int which) {
  if (node->ended()) return;
  node->SetTime(now_);
  const uint64_t number = sent_[which].size() * 2 + static_cast<uint64_t>(which);
  Bytes packet = IpPacket(number, 40 + chance_.Below(1300));
  if (node->tunnel().SendIp(packet, now_)) sent_[which].push_back(std::move(packet));
}

// Nothing of IP may leave in the clear where encryption was agreed or is required.
void TunnelPair::WatchGre(const Node& from, ByteView bytes) {
  const auto packet = gre::Parse(bytes);
  if (!packet) return Violate("sends what is no GRE");
  if (packet->payload.empty()) return;
  const auto frame = ppp::Split(packet->payload);
  if (!frame) return Violate("sends a frame without a header");
  const bool plain =
      frame->protocol == ppp::Protocol::kIpv4 || frame->protocol == ppp::Protocol::kIpv6;
  const bool required = policy_[&from == server_.get()] == tunnel::MppePolicy::kRequired;
  if (plain && (required || from.tunnel().link().ccp().encryption().agreed())) {
    Violate("sends IP in the clear");
  }
}

void TunnelPair::Check() {
  CheckEnd(*client_);
  CheckEnd(*server_);
  const bool damaged = plan_.to_server.corruption > 0 || plan_.to_client.corruption > 0 ||
                       plan_.tamper_client || plan_.tamper_server;
  // Frames in a tunnel have no checksum: what is damaged passes for what was sent.
  if (!damaged) {
    if (both_up()) CheckAgreement();
    if (proof_needed_ && server_->was_up()) Violate("lets somebody in without the password");
    CheckDelivered(*server_, 0);
    CheckDelivered(*client_, 1);
  }
}

void TunnelPair::CheckEnd(const Node& node) {
  if (node.ends() > 1) Violate("ends twice");
  if (node.ended() && node.reason().empty()) Violate("ends without a reason");
  if (node.ended() && node.network_up()) Violate("has ended, but its network is up");
  if (node.log_lines() > kMostLogLines) Violate("floods the log");
}

void TunnelPair::CheckAgreement() {
  const auto& client = client_->tunnel().link();
  const auto& server = server_->tunnel().link();
  // While one end renegotiates, the other may not know it yet.
  if (!client.ipv4_up() || !server.ipv4_up()) return;
  const auto& ours = client.ccp().encryption();
  const auto& theirs = server.ccp().encryption();
  const bool required =
      policy_[0] == tunnel::MppePolicy::kRequired || policy_[1] == tunnel::MppePolicy::kRequired;
  if (required && !(ours.agreed() && theirs.agreed())) Violate("is up without encryption");
  if (ours.send != theirs.receive || ours.receive != theirs.send) {
    Violate("the ends disagree on encryption");
  }
  if (client.ipcp_agreed().local != server.ipcp_agreed().remote ||
      client.ipcp_agreed().remote != server.ipcp_agreed().local) {
    Violate("the ends disagree on addresses");
  }
}

void TunnelPair::CheckDelivered(const Node& receiver, int sender) {
  // In order, and each once.
  size_t next = 0;
  const std::vector<Bytes>& sent = sent_[sender];
  for (const Bytes& packet : receiver.delivered()) {
    while (next < sent.size() && AsText(sent[next]) != AsText(packet)) ++next;
    if (next++ == sent.size()) return Violate("delivers what was not sent, or not in order");
  }
}

void TunnelPair::Violate(std::string what) {
  if (violation_.empty()) violation_ = fmt::format("seed {}: {}", plan_.seed, what);
}

}  // namespace pptp::simulation
