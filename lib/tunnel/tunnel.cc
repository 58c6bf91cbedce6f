#include "lib/tunnel/tunnel.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lib/tunnel/connect_failure.h"

namespace pptp::tunnel {

Tunnel::Tunnel(TunnelConfig config, RandomSource* random, TunnelOutput* output)
    : config_(std::move(config)),
      output_(output),
      control_(config_.control),
      link_(std::move(config_.link), random, this) {}

void Tunnel::OnConnected(Instant now) {
  now_ = now;
  control_.OnConnected(now, &control_actions_);
  Work(now);
}

void Tunnel::OnConnectFailed(std::string_view server, std::string_view why, Instant now) {
  now_ = now;
  for (const LogLine& line : ConnectFailureLines(server, why)) {
    Say(Speaker::kPptp, line.level, line.text);
  }
  down_ = CallDown{ExitStatus::kHangup, fmt::format("No connection to {}: {}.", server, why)};
  control_.Close(now, &control_actions_);
  Work(now);
}

void Tunnel::OnControl(ByteView bytes, Instant now) {
  now_ = now;
  control_.OnBytes(bytes, now, &control_actions_);
  Work(now);
}

void Tunnel::OnControlClosed(std::string_view why, Instant now) {
  now_ = now;
  control_.OnClosed(why, &control_actions_);
  Work(now);
}

void Tunnel::OnGre(ByteView ip_payload, Instant now) {
  if (ended_) return;
  now_ = now;
  if (!channel_) {
    // Packets of other tunnels to the same server must not take up the room.
    const auto packet = gre::Parse(ip_payload);
    const bool ours = packet && packet->header.call_id == config_.control.call_id;
    if (ours && early_.size() < kMostEarly) {
      early_.emplace_back(ip_payload.begin(), ip_payload.end());
    }
    return;
  }
  refusal_told_ = not_sent_told_ = false;
  const uint64_t before = channel_->counters().delivered;
  channel_->Receive(ip_payload, now, this);
  if (channel_->counters().delivered != before) control_.OnTraffic();
  AcknowledgeIfDue(now);
  if (close_control_) Work(now);
}

void Tunnel::OnGreRefused(std::string_view why, Instant now) {
  if (ended_) return;
  now_ = now;
  if (!std::exchange(refusal_told_, true)) {
    Say(Speaker::kPptp, Level::kWarning, fmt::format("short read (-1): {}", why));
  }
  if (channel_ && channel_->counters().delivered > 0) return;
  if (!down_ && !link_.closing()) {
    down_ = CallDown{ExitStatus::kHangup,
                     fmt::format("The server, or a router before it, turns GRE away: {}.", why)};
  }
  control_.Close(now, &control_actions_);
  Work(now);
}

void Tunnel::OnGreNotSent(std::string_view why, Instant now) {
  if (ended_ || std::exchange(not_sent_told_, true)) return;
  now_ = now;
  Say(Speaker::kPptp, Level::kError, fmt::format("GRE: xmit failed from encaps: {}", why));
}

void Tunnel::OnGreTooLarge(std::optional<int> path_mtu, Instant now) {
  if (ended_ || too_large_told_ == path_mtu.value_or(0)) return;
  now_ = now;
  too_large_told_ = path_mtu.value_or(0);
  Say(Speaker::kPptp, Level::kWarning,
      "transmitted GRE packet triggered an ICMP destination unreachable, fragmentation needed, or "
      "exceeds the MTU of the network interface");
  if (!path_mtu) return;
  Say(Speaker::kPptp, Level::kWarning, fmt::format("getsockopt: IP_MTU: {}", *path_mtu));
}

bool Tunnel::SendIp(ByteView packet, Instant now) {
  if (!channel_ || packet.empty() || !channel_->MaySend(now)) return false;
  const uint8_t version = packet[0] >> 4;
  if (version != 4 && version != 6) return false;
  const auto protocol = version == 4 ? ppp::Protocol::kIpv4 : ppp::Protocol::kIpv6;
  const std::span<uint8_t> space =
      output_->GreSpace(gre::kLargestHeader + PppLink::kDataOverhead + packet.size());
  const size_t size = link_.EncodeIp(protocol, packet, space.subspan(gre::kLargestHeader));
  if (size == 0) return false;
  SendWithHeader(channel_->NextData(now), size, space);
  return true;
}

void Tunnel::Close(ExitStatus status, const std::string& reason, Instant now) {
  if (ended_) return;
  now_ = now;
  if (link_started_ && !link_dead_) {
    link_.Close(status, reason, now);
  } else {
    if (!down_) down_ = CallDown{status, reason};
    control_.Close(now, &control_actions_);
  }
  Work(now);
}

void Tunnel::OnTime(Instant now) {
  if (ended_) return;
  now_ = now;
  if (control_.deadline() <= now) control_.OnTime(now, &control_actions_);
  if (channel_ && channel_->deadline() <= now) {
    channel_->OnTime(now, this);
    AcknowledgeIfDue(now);
  }
  if (link_.deadline() <= now) link_.OnTime(now);
  Work(now);
}

Instant Tunnel::deadline() const {
  if (ended_) return kNever;
  const Instant channel = channel_ ? channel_->deadline() : kNever;
  return std::min({control_.deadline(), channel, link_.deadline()});
}

void Tunnel::Work(Instant now) {
  for (;;) {
    for (size_t i = 0; i < control_actions_.size(); ++i) {
      ControlAction action = std::move(control_actions_[i]);
      if (const auto* send = std::get_if<SendControl>(&action)) {
        output_->SendControl(send->bytes);
      } else if (const auto* line = std::get_if<LogLine>(&action)) {
        Say(Speaker::kPptp, line->level, line->text);
      } else if (const auto* up = std::get_if<CallUp>(&action)) {
        StartCall(*up, now);
      } else if (auto* down = std::get_if<CallDown>(&action)) {
        if (!down_ && !link_.closing()) down_ = std::move(*down);
        link_.HangUp(now);
      } else {
        output_->CloseControl();
      }
    }
    control_actions_.clear();
    if (!std::exchange(close_control_, false)) break;
    control_.Close(now, &control_actions_);
  }
  EndIfOver();
}

void Tunnel::StartCall(const CallUp& up, Instant now) {
  GreChannel::Config config;
  config.call_id = config_.control.call_id;
  config.peer_call_id = up.peer_call_id;
  config.peer_window = up.peer_window;
  config.obey_window = config_.obey_window;
  channel_.emplace(config);
  link_started_ = true;
  link_.Up(now);
  for (const Bytes& packet : std::exchange(early_, {})) channel_->Receive(packet, now, this);
}

void Tunnel::SendFrame(ByteView frame, Instant now) {
  if (!channel_) return;
  const std::span<uint8_t> space = output_->GreSpace(gre::kLargestHeader + frame.size());
  std::copy(frame.begin(), frame.end(), space.begin() + gre::kLargestHeader);
  SendWithHeader(channel_->NextData(now), frame.size(), space);
}

// The payload stands in "space" behind room for the largest header.
void Tunnel::SendWithHeader(const gre::Header& header, size_t payload_size,
                            std::span<uint8_t> space) {
  const size_t size =
      gre::WriteHeader(header, payload_size, space.first(gre::kLargestHeader)).size();
  output_->SendGre(space.subspan(gre::kLargestHeader - size, size + payload_size));
}

void Tunnel::AcknowledgeIfDue(Instant now) {
  const std::optional<gre::Header> ack = channel_->DueAck(now);
  if (ack) SendWithHeader(*ack, 0, output_->GreSpace(gre::kLargestHeader));
}

void Tunnel::Log(Level level, std::string_view text) {
  Say(Speaker::kPppd, level, text);
}

void Tunnel::Say(Speaker speaker, Level level, std::string_view text) {
  if (!limiter_.Admit(text, now_)) return;
  if (const auto notice = limiter_.TakeNotice()) output_->Log(speaker, Level::kWarning, *notice);
  output_->Log(speaker, level, text);
}

void Tunnel::SayWhatWasLeftOut() {
  while (const auto notice = limiter_.TakeLastNotice()) {
    output_->Log(Speaker::kPppd, Level::kWarning, *notice);
  }
}

void Tunnel::OnNetworkUp(ppp::Protocol protocol) {
  NetworkUp network;
  network.protocol = protocol;
  network.mtu = link_.Mtu();
  if (protocol == ppp::Protocol::kIpcp) network.ipv4 = link_.ipcp_agreed();
  if (protocol == ppp::Protocol::kIpv6cp) network.ipv6 = link_.ipv6cp_agreed();
  output_->OnNetworkUp(network);
}

void Tunnel::OnLinkDead(ExitStatus status, std::string_view reason) {
  link_dead_ = true;
  // The link's reason is the better one, unless it died of the call's end.
  if (!down_) down_ = CallDown{status, std::string(reason)};
  close_control_ = true;
}

void Tunnel::EndIfOver() {
  if (ended_ || !control_.closed() || (link_started_ && !link_dead_)) return;
  ended_ = true;
  if (!down_) down_ = CallDown{ExitStatus::kFatalError, "The tunnel ended."};
  SayWhatWasLeftOut();
  output_->OnEnded(down_->status, down_->reason);
}

}  // namespace pptp::tunnel
