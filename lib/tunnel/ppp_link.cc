#include "lib/tunnel/ppp_link.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"

// RFC 1661 section 3 in pppd's order: LCP; then both authentications, if there are any;
// then CCP and, once CCP has come to an end that the policy allows, IPCP and IPV6CP.
namespace pptp::tunnel {
namespace {

using ppp::Packet;
using ppp::Protocol;

// pppd numbers its phases in one of its messages.
int PppdPhase(LinkPhase phase) {
  switch (phase) {
    case LinkPhase::kDead:
      return 0;
    case LinkPhase::kEstablish:
      return 4;
    case LinkPhase::kAuthenticate:
      return 5;
    case LinkPhase::kNetwork:
      return 7;
    case LinkPhase::kTerminate:
      return 9;
  }
  return 0;
}

bool IsIp(Protocol protocol) {
  return protocol == Protocol::kIpv4 || protocol == Protocol::kIpv6;
}

// LCP has to know what else is spoken, to tell a refusal of ours from nonsense.
LcpConfig LcpOf(const LinkConfig& link) {
  LcpConfig lcp = link.lcp;
  if (!link.ipv6) std::erase(lcp.spoken, Protocol::kIpv6cp);
  return lcp;
}

ExitStatus StatusOf(const std::optional<CloseLink>& closing, bool terminated_by_peer) {
  if (closing) return closing->status;
  return terminated_by_peer ? ExitStatus::kHangup : ExitStatus::kNegotiationFailed;
}

}  // namespace

PppLink::PppLink(LinkConfig config, RandomSource* random, LinkOutput* output)
    : config_(std::move(config)),
      random_(random),
      output_(output),
      lcp_(LcpOf(config_), random),
      ccp_(config_.mppe),
      ipcp_(config_.ipcp),
      ipv6cp_(config_.ipv6cp, random) {}

void PppLink::Up(Instant now) {
  if (phase_ != LinkPhase::kDead || closing_) return;
  phase_ = LinkPhase::kEstablish;
  output_->Log(Level::kInfo, fmt::format("Using interface {}", config_.interface));
  output_->Log(Level::kNotice,
               fmt::format("Connect: {} <--> pptp ({})", config_.interface, config_.peer));
  lcp_.Open(now, &actions_);
  lcp_.Up(now, &actions_);
  Work(now);
}

void PppLink::Close(ExitStatus status, std::string reason, Instant now) {
  if (phase_ == LinkPhase::kDead) {
    if (!closing_) closing_ = CloseLink{status, std::move(reason)};
    return;
  }
  actions_.push_back(CloseLink{status, std::move(reason)});
  Work(now);
}

void PppLink::HangUp(Instant now) {
  if (phase_ == LinkPhase::kDead) return;
  if (phase_ != LinkPhase::kTerminate) output_->Log(Level::kNotice, "Modem hangup");
  if (!closing_) closing_ = CloseLink{ExitStatus::kHangup, "The call was ended."};
  lcp_.Down(now, &actions_);
  Work(now);
  Die();
}

Instant PppLink::deadline() const {
  Instant next = std::min({lcp_.deadline(), ccp_.deadline(), ipcp_.deadline(), ipv6cp_.deadline()});
  for (const auto* login : {to_peer_.get(), of_peer_.get()}) {
    if (login) next = std::min(next, login->deadline());
  }
  return next;
}

void PppLink::OnTime(Instant now) {
  if (lcp_.deadline() <= now) lcp_.OnTime(now, &actions_);
  for (auto* login : {to_peer_.get(), of_peer_.get()}) {
    if (login && login->deadline() <= now) login->OnTime(now, &actions_);
  }
  if (ccp_.deadline() <= now) ccp_.OnTime(now, &actions_);
  if (ipcp_.deadline() <= now) ipcp_.OnTime(now, &actions_);
  if (ipv6cp_.deadline() <= now) ipv6cp_.OnTime(now, &actions_);
  Work(now);
}

void PppLink::Work(Instant now) {
  if (working_) return;  // a step within a step: the outer one goes on with what it added
  working_ = true;
  for (size_t i = 0; i < actions_.size(); ++i) Do(std::move(actions_[i]), now);
  actions_.clear();
  working_ = false;
}

void PppLink::Do(Action action, Instant now) {
  if (const auto* send = std::get_if<SendPacket>(&action)) {
    SendPacketOut(send->packet, now);
  } else if (const auto* secret = std::get_if<SendSecretPacket>(&action)) {
    SendSecretOut(*secret, now);
  } else if (const auto* line = std::get_if<LogLine>(&action)) {
    output_->Log(line->level, line->text);
  } else if (const auto* change = std::get_if<LayerChange>(&action)) {
    DoLayer(*change, now);
  } else if (auto* close = std::get_if<CloseLink>(&action)) {
    if (!closing_) closing_ = *close;
    lcp_.Close(std::move(close->reason), now, &actions_);
  } else if (const auto* rejected = std::get_if<ProtocolRejected>(&action)) {
    OnProtocolRejected(rejected->protocol, now);
  }
  // Any step may have brought the next phase within reach.
  if (phase_ == LinkPhase::kAuthenticate) AdvanceAuthentication(now);
  if (phase_ == LinkPhase::kNetwork) OpenNetworksIfAllowed(now);
}

void PppLink::SendPacketOut(const Packet& packet, Instant now) {
  if (phase_ == LinkPhase::kDead) return;
  LogPacket(ppp::Direction::kSent, packet);
  // LCP's own packets are never compressed, which EncodeFrame knows.
  output_->SendFrame(ppp::EncodeFrame(packet, send_compression_), now);
}

void PppLink::SendSecretOut(const SendSecretPacket& secret, Instant now) {
  if (phase_ == LinkPhase::kDead) return;
  LogPacket(ppp::Direction::kSent, secret.shown);
  uint8_t headroom[ppp::kLargestFrameHeader];
  const auto header = ppp::WriteFrameHeader(secret.shown.protocol, send_compression_, headroom);
  crypto::Secret frame;
  frame.Reserve(header.size() + secret.information.size());
  for (const ByteView part : {ByteView(header), secret.information.view()}) {
    for (const uint8_t byte : part) frame.Append(byte);
  }
  output_->SendFrame(frame.view(), now);
}

// pppd keeps quiet about echoes from the moment that a network protocol is up, and about
// passwords always.
void PppLink::LogPacket(ppp::Direction direction, const Packet& packet) {
  const bool echo = packet.protocol == Protocol::kLcp &&
                    (packet.code == ppp::kEchoRequest || packet.code == ppp::kEchoReply);
  if (echo && ever_up_) return;
  ppp::LoggedPacket line{direction, packet, true, {}};
  if (auto* request = std::get_if<ppp::PapRequest>(&line.packet.body)) {
    request->password.clear();
    request->hidden = true;
  }
  auto* rejected = std::get_if<ppp::ProtocolReject>(&line.packet.body);
  if (rejected && rejected->protocol == static_cast<uint16_t>(Protocol::kPap)) {
    rejected->information = {};  // our own request, sent back
  }
  if (packet.protocol == Protocol::kPap) {  // a request that is not well-formed
    if (auto* raw = std::get_if<ppp::Raw>(&line.packet.body)) raw->data = {};
    if (auto* datagram = std::get_if<ppp::Datagram>(&line.packet.body)) datagram->data = {};
    line.packet.padding.clear();
    line.packet.trailing = {};
  }
  output_->Log(Level::kDebug, ppp::PrintPacketLine(line));
}

void PppLink::DoLayer(const LayerChange& change, Instant now) {
  switch (change.protocol) {
    case Protocol::kLcp:
      if (change.layer == Layer::kUp) OnLcpUp(now);
      if (change.layer == Layer::kDown) OnLcpDown(now);
      if (change.layer == Layer::kFinished) Die();
      return;
    case Protocol::kIpcp:
    case Protocol::kIpv6cp:
      if (change.layer == Layer::kUp) {
        if (!std::exchange(was_up_, true)) up_since_ = now;
        ever_up_ = true;
        output_->OnNetworkUp(change.protocol);
      } else if (change.layer == Layer::kDown) {
        SayTotals(now);
        output_->OnNetworkDown(change.protocol);
      } else if (change.layer == Layer::kFinished) {
        (change.protocol == Protocol::kIpcp ? ip_finished_ : ipv6_finished_) = true;
        OnNetworkFinished(now);
      }
      return;
    default:
      return;  // what CCP has come to is asked of it
  }
}

void PppLink::OnLcpUp(Instant now) {
  const LcpAgreed agreed = lcp_.Agreed();
  send_compression_ = {agreed.send_pcomp, agreed.send_accomp};
  phase_ = LinkPhase::kAuthenticate;
  if (agreed.auth_of_peer) {
    of_peer_ = AuthenticatePeer(*agreed.auth_of_peer, config_.our_name, config_.secrets, random_);
    of_peer_->Start(now, &actions_);
  }
  if (agreed.auth_to_peer) {
    Credentials credentials{config_.credentials.name, config_.credentials.password.Clone()};
    to_peer_ = AuthenticateToPeer(*agreed.auth_to_peer, std::move(credentials), random_);
    to_peer_->Start(now, &actions_);
  }
  AdvanceAuthentication(now);
}

void PppLink::AdvanceAuthentication(Instant now) {
  if (closing_) return;
  for (const auto* login : {to_peer_.get(), of_peer_.get()}) {
    if (login && !login->result()) return;
  }
  EnterNetworkPhase(now);
}

void PppLink::EnterNetworkPhase(Instant now) {
  phase_ = LinkPhase::kNetwork;
  networks_opened_ = false;
  ip_finished_ = false;
  ipv6_finished_ = !config_.ipv6;
  // Up but not yet open: what the peer sends too early gets a Terminate-Ack, as it does
  // from pppd.
  ipcp_.Up(now, &actions_);
  if (config_.ipv6) ipv6cp_.Up(now, &actions_);
  ccp_.Start(to_peer_ ? to_peer_->result() : nullptr, of_peer_ ? of_peer_->result() : nullptr, now,
             &actions_);
  OpenNetworksIfAllowed(now);
}

void PppLink::OpenNetworksIfAllowed(Instant now) {
  if (networks_opened_ || closing_ || !ccp_.networks_allowed()) return;
  networks_opened_ = true;
  ipcp_.Open(now, &actions_);
  if (config_.ipv6) ipv6cp_.Open(now, &actions_);
}

void PppLink::OnNetworkFinished(Instant now) {
  if (!ip_finished_ || !ipv6_finished_ || closing_) return;
  closing_ = CloseLink{ExitStatus::kNegotiationFailed, "No network protocols running"};
  lcp_.Close(closing_->reason, now, &actions_);
}

void PppLink::OnLcpDown(Instant now) {
  if (phase_ == LinkPhase::kDead) return;
  terminated_by_peer_ = !closing_ && lcp_.state() == State::kStopping;
  phase_ = lcp_.state() == State::kStopping || lcp_.state() == State::kClosing
               ? LinkPhase::kTerminate
               : LinkPhase::kEstablish;
  // Our own farewell, or a call that is gone; it goes without saying when the peer ended it.
  const bool told = lcp_.state() == State::kClosing || lcp_.state() == State::kStarting;
  const bool mppe_ends = told && ccp_.encryption().agreed();
  // At once, before what LCP has to say: the interface goes down before the farewell. The
  // network protocols are closed, too, so that they wait for CCP when the link comes up again;
  // that they are finished then is nobody's business.
  Actions step, unheard;
  ccp_.Stop(now, &step);
  ipcp_.Down(now, &step);
  ipv6cp_.Down(now, &step);
  ipcp_.Close("", now, &unheard);
  ipv6cp_.Close("", now, &unheard);
  for (Action& action : step) Do(std::move(action), now);
  if (mppe_ends) output_->Log(Level::kError, "MPPE disabled");
  to_peer_.reset();
  of_peer_.reset();
  send_compression_ = {};
}

void PppLink::OnProtocolRejected(Protocol protocol, Instant now) {
  if (protocol == Protocol::kCcp) ccp_.OnProtocolReject(now, &actions_);
  if (protocol == Protocol::kIpcp) ipcp_.OnProtocolReject(now, &actions_);
  if (protocol == Protocol::kIpv6cp) ipv6cp_.OnProtocolReject(now, &actions_);
  for (auto* login : {to_peer_.get(), of_peer_.get()}) {
    if (login && login->protocol() == protocol) login->OnProtocolReject(&actions_);
  }
}

// pppd says this when IPCP goes down, in tenths of a minute, rounded up.
void PppLink::SayTotals(Instant now) {
  if (!std::exchange(was_up_, false)) return;
  const int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(now - up_since_).count();
  const int64_t tenths = (seconds + 5) / 6;
  output_->Log(Level::kInfo, fmt::format("Connect time {}.{} minutes.", tenths / 10, tenths % 10));
  output_->Log(Level::kInfo, fmt::format("Sent {} bytes, received {} bytes.", counters_.bytes_sent,
                                         counters_.bytes_received));
}

void PppLink::Die() {
  if (phase_ == LinkPhase::kDead) return;
  phase_ = LinkPhase::kDead;
  output_->Log(Level::kNotice, "Connection terminated.");
  const ExitStatus status = StatusOf(closing_, terminated_by_peer_);
  const std::string reason = closing_ ? closing_->reason
                             : terminated_by_peer_
                                 ? std::string("The peer ended the link.")
                                 : std::string("The peer did not agree to a link.");
  if (!closing_) closing_ = CloseLink{status, reason};
  output_->OnLinkDead(status, reason);
}

void PppLink::OnFrame(ByteView frame, Instant now) {
  if (phase_ == LinkPhase::kDead) return;
  lcp_.OnTraffic();
  const std::optional<ppp::SplitFrame> split = ppp::Split(frame);
  if (!split) {
    ++counters_.discarded;
    return;
  }
  const Protocol protocol = split->protocol;
  if (protocol == Protocol::kCompressed && ccp_.encryption().agreed()) {
    return OnEncrypted(split->information, now);
  }
  if (IsIp(protocol) && phase_ == LinkPhase::kNetwork) {
    return OnPlainIp(protocol, split->information);
  }
  OnControlPacket(protocol, split->information, now);
  Work(now);
}

void PppLink::OnControlPacket(Protocol protocol, ByteView information, Instant now) {
  const Packet packet = ppp::DecodePacket(protocol, information);
  LogPacket(ppp::Direction::kReceived, packet);
  if (protocol == Protocol::kLcp) return lcp_.OnPacket(packet, now, &actions_);
  if (!lcp_.up()) {
    ++counters_.discarded;
    return output_->Log(Level::kDebug, "Discarded non-LCP packet when LCP not open");
  }
  if (protocol == Protocol::kPap || protocol == Protocol::kChap) {
    return OnAuthPacket(packet, now);
  }
  if (phase_ != LinkPhase::kNetwork) {
    ++counters_.discarded;
    return output_->Log(Level::kDebug,
                        fmt::format("discarding proto 0x{:x} in phase {}",
                                    static_cast<uint16_t>(protocol), PppdPhase(phase_)));
  }
  if (protocol == Protocol::kCcp) return ccp_.OnPacket(packet, information, now, &actions_);
  if (protocol == Protocol::kIpcp) return ipcp_.OnPacket(packet, now, &actions_);
  if (protocol == Protocol::kIpv6cp && config_.ipv6) {
    return ipv6cp_.OnPacket(packet, now, &actions_);
  }
  OnUnknownProtocol(protocol, information);
}

void PppLink::OnAuthPacket(const Packet& packet, Instant now) {
  bool taken = false;
  for (auto* login : {to_peer_.get(), of_peer_.get()}) {
    if (!login || login->protocol() != packet.protocol) continue;
    login->OnPacket(packet, now, &actions_);
    taken = true;
  }
  if (!taken) ++counters_.discarded;
}

void PppLink::OnUnknownProtocol(Protocol protocol, ByteView information) {
  ++counters_.discarded;
  lcp_.RejectProtocol(static_cast<uint16_t>(protocol), information, &actions_);
}

void PppLink::OnEncrypted(ByteView information, Instant now) {
  const std::span<uint8_t> space = output_->IpSpace(information.size());
  const crypto::MppeDecrypted data = ccp_.Decrypt(information, space, now, &actions_);
  if (data.outcome == crypto::MppeDecrypted::Outcome::kData) {
    const auto protocol = static_cast<Protocol>(data.protocol);
    if (IsIp(protocol)) {
      DeliverIp(protocol, data.payload);
    } else {
      // Most likely not what the peer encrypted: the keys differ. The rejection goes out in
      // the clear, so nothing of what was decrypted may stand in it.
      ++counters_.undecipherable;
      OnUnknownProtocol(protocol, {});
    }
  } else {
    ++counters_.undecipherable;
    if (data.fault == crypto::MppeFault::kUnlikelyPayload) {
      OnUnknownProtocol(static_cast<Protocol>(data.protocol), {});
    }
  }
  if (!actions_.empty()) Work(now);
}

void PppLink::OnPlainIp(Protocol protocol, ByteView packet) {
  if (!ccp_.networks_allowed() || ccp_.encryption().agreed()) {
    ++counters_.plain_refused;
    return;
  }
  DeliverIp(protocol, packet);
}

void PppLink::DeliverIp(Protocol protocol, ByteView packet) {
  if (!NetworkUp(protocol)) {
    ++counters_.discarded;
    return;
  }
  ++counters_.packets_received;
  counters_.bytes_received += packet.size();
  output_->DeliverIp(packet);
}

bool PppLink::NetworkUp(Protocol protocol) const {
  return protocol == Protocol::kIpv4 ? ipcp_.up() : ipv6cp_.up();
}

size_t PppLink::EncodeIp(Protocol protocol, ByteView packet, std::span<uint8_t> out) {
  if (phase_ != LinkPhase::kNetwork || !NetworkUp(protocol) || !ccp_.networks_allowed()) {
    ++counters_.send_refused;
    return 0;
  }
  const bool encrypted = ccp_.encryption().agreed();
  uint8_t headroom[ppp::kLargestFrameHeader];
  const auto header = ppp::WriteFrameHeader(encrypted ? Protocol::kCompressed : protocol,
                                            send_compression_, headroom);
  std::copy(header.begin(), header.end(), out.begin());
  const std::span<uint8_t> body = out.subspan(header.size());
  size_t size = packet.size();
  if (encrypted) {
    size = ccp_.encryptor()->Encrypt(static_cast<uint16_t>(protocol), packet,
                                     send_compression_.protocol_field, body);
    if (size == 0) {
      ++counters_.send_refused;
      return 0;
    }
  } else {
    std::copy(packet.begin(), packet.end(), body.begin());
  }
  ++counters_.packets_sent;
  counters_.bytes_sent += packet.size();
  return header.size() + size;
}

uint16_t PppLink::Mtu() const {
  const uint16_t mru = lcp_.Agreed().peer_mru;
  // The MRU counts the information field, which then begins with MPPE's header and the
  // protocol inside (RFC 3078 section 3).
  const bool encrypted = ccp_.encryption().agreed();
  return encrypted ? static_cast<uint16_t>(mru - crypto::kMppeOverhead) : mru;
}

}  // namespace pptp::tunnel
