#include "lib/tunnel/ccp.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

namespace pptp::tunnel {
namespace {

using crypto::MppeDecrypted;

// How long a Reset-Request has to take effect before there is another: pppd's.
constexpr Duration kResetInterval = std::chrono::seconds(1);

crypto::MppeStrength StrengthOf(uint32_t bits) {
  if (bits & ppp::kMppe128Bit) return crypto::MppeStrength::k128Bit;
  if (bits & ppp::kMppe56Bit) return crypto::MppeStrength::k56Bit;
  return crypto::MppeStrength::k40Bit;
}

crypto::MppeMode ModeOf(uint32_t bits) {
  return bits & ppp::kMppeStateless ? crypto::MppeMode::kStateless : crypto::MppeMode::kStateful;
}

// pppd's name for it.
std::string MethodName(uint32_t bits) {
  static constexpr std::string_view kStrengths[] = {"40", "56", "128"};
  return fmt::format("MPPE {}-bit {}", kStrengths[static_cast<size_t>(StrengthOf(bits))],
                     bits & ppp::kMppeStateless ? "stateless" : "stateful");
}

void LogError(std::string text, Actions* actions) {
  actions->push_back(LogLine{Level::kError, std::move(text)});
}

void Close(std::string reason, Actions* actions) {
  actions->push_back(CloseLink{ExitStatus::kNegotiationFailed, std::move(reason)});
}

}  // namespace

Ccp::Ccp(const MppeConfig& config, const ControlProtocol::Limits& limits)
    : config_(config), options_(config), automaton_(ppp::Protocol::kCcp, limits, &options_) {}

void Ccp::Start(const AuthResult* to_peer, const AuthResult* of_peer, Instant now,
                Actions* actions) {
  over_ = false;
  settled_ = false;
  const bool usable = TakeKeys(to_peer, of_peer, actions);
  if (!usable && config_.policy == MppePolicy::kRequired) {
    over_ = true;
    return Close("MPPE required but not available", actions);
  }
  options_.SetUsable(usable);
  waits_for_peer_ = !usable;
  Actions fresh;
  if (usable) automaton_.Open(now, &fresh);
  automaton_.Up(now, &fresh);
  Pass(std::move(fresh), now, actions);
}

// Whether there is a key set and something to use it for. pppd's checks: when each side
// has authenticated itself to the other, nobody can say whose keys are meant.
bool Ccp::TakeKeys(const AuthResult* to_peer, const AuthResult* of_peer, Actions* actions) {
  keys_.reset();
  if (config_.policy == MppePolicy::kRefused) return false;
  const bool ours = to_peer && to_peer->keys;
  const bool theirs = of_peer && of_peer->keys;
  const AuthResult* with_keys = ours ? to_peer : of_peer;
  std::string complaint;
  if (ours && theirs) {
    complaint = "MPPE required, but auth done in both directions.";
  } else if (!with_keys || !with_keys->keys) {
    complaint = "MPPE required, but MS-CHAP[v2] auth not performed.";
  } else if ((config_.strengths & ppp::kMppeStrengths) == 0) {
    complaint = "MPPE required, but both 40-bit and 128-bit disabled.";
  } else {
    keys_ = with_keys->keys;
  }
  if (!complaint.empty() && config_.policy == MppePolicy::kRequired) {
    LogError(std::move(complaint), actions);
  }
  return keys_.has_value();
}

void Ccp::Stop(Instant now, Actions* actions) {
  over_ = true;
  DropCiphers();
  keys_.reset();
  automaton_.Down(now, actions);
  Actions unheard;  // nobody is to be told of a closing while the link goes down
  automaton_.Close("", now, &unheard);
}

void Ccp::OnPacket(const ppp::Packet& packet, ByteView encoded, Instant now, Actions* actions) {
  // A malformed packet is discarded in silence (RFC 1661 section 5).
  if (over_ || std::get_if<ppp::Datagram>(&packet.body)) return;
  if (packet.code == ppp::kResetRequest) return OnResetRequest(packet, actions);
  if (packet.code == ppp::kResetAck) return OnResetAck(packet);
  if (IsRepeatedRequest(packet)) {
    last_ack_->id = packet.id;
    return actions->push_back(SendPacket{*last_ack_});
  }
  Actions fresh;
  if (packet.code < ppp::kConfigureRequest || packet.code > ppp::kCodeReject) {
    automaton_.RejectCode(encoded, now, &fresh);
    return Pass(std::move(fresh), now, actions);
  }
  if (waits_for_peer_ && packet.code == ppp::kConfigureRequest) {
    waits_for_peer_ = false;
    automaton_.Open(now, &fresh);
  }
  const bool nothing_to_win = automaton_.state() == State::kReqSent && options_.asks_nothing();
  terminated_by_peer_ = packet.code == ppp::kTerminateRequest;
  automaton_.OnPacket(packet, now, &fresh);
  if (packet.code == ppp::kTerminateAck && nothing_to_win) {
    automaton_.Close("No compression negotiated", now, &fresh);
  }
  Pass(std::move(fresh), now, actions);
  terminated_by_peer_ = false;
}

// Our Configure-Ack got lost, or crossed a request that the peer made in the meantime, and
// the peer, who has not opened yet, asks for the same once more. By RFC 1661 that would be a
// new negotiation and end an encrypted link; as long as the peer has sent nothing encrypted it
// cannot mean one.
bool Ccp::IsRepeatedRequest(const ppp::Packet& packet) const {
  if (!automaton_.opened() || packet.code != ppp::kConfigureRequest || !last_ack_) return false;
  const bool peer_is_behind = decryptor_ && decryptor_->delivered() == 0;
  return packet.body == last_ack_->body && (packet.id == last_ack_->id || peer_is_behind);
}

void Ccp::OnProtocolReject(Instant now, Actions* actions) {
  if (over_) return;
  Actions fresh;
  automaton_.OnProtocolReject(now, &fresh);
  Pass(std::move(fresh), now, actions);
}

void Ccp::OnTime(Instant now, Actions* actions) {
  if (over_) return;
  Actions fresh;
  automaton_.OnTime(now, &fresh);
  Pass(std::move(fresh), now, actions);
  if (decryptor_ && decryptor_->awaiting_flush() && !reset_acked_) RequestReset(now, actions);
}

Instant Ccp::deadline() const {
  if (over_) return kNever;
  const bool repeats = decryptor_ && decryptor_->awaiting_flush() && !reset_acked_;
  return std::min(automaton_.deadline(), repeats ? next_reset_ : kNever);
}

bool Ccp::networks_allowed() const {
  if (over_) return false;
  if (encryption_.agreed()) return true;
  if (config_.policy == MppePolicy::kRequired) return false;
  return settled_ || !keys_;
}

// Hands on what the automaton wants, and adds what follows from it in its place. Once
// the link is being closed, only packets are left to be sent.
void Ccp::Pass(Actions fresh, Instant now, Actions* actions) {
  for (Action& action : fresh) {
    const auto* send = std::get_if<SendPacket>(&action);
    if (over_ && !send) continue;
    if (send && send->packet.code == ppp::kConfigureAck) last_ack_ = send->packet;
    if (std::get_if<CloseLink>(&action)) over_ = true;
    const auto* change = std::get_if<LayerChange>(&action);
    const std::optional<Layer> layer = change ? std::optional(change->layer) : std::nullopt;
    if (layer == Layer::kUp) SettleEncryption(actions);
    actions->push_back(std::move(action));
    if (layer == Layer::kUp) EndHalfAgreement(now, actions);
    if (layer == Layer::kDown) OnDown(actions);
    if (layer == Layer::kFinished) OnFinished(actions);
  }
  if (over_) DropCiphers();
}

std::string Ccp::EncryptionText() const {
  if (!encryption_.agreed()) return {};
  std::string names = MethodName(encryption_.receive);
  if (encryption_.send != encryption_.receive) names += " / " + MethodName(encryption_.send);
  return names;
}

void Ccp::SettleEncryption(Actions* actions) {
  const uint32_t send = options_.send(), receive = options_.receive();
  settled_ = true;
  if (send == 0 || receive == 0) return;
  encryption_ = {send, receive};
  MakeCiphers();
  actions->push_back(LogLine{Level::kNotice, EncryptionText() + " compression enabled"});
}

// A tunnel that is encrypted in one direction only protects nobody, so that is taken for
// none at all, which the peer is to know. It cannot come to this when MPPE is required.
void Ccp::EndHalfAgreement(Instant now, Actions* actions) {
  if ((options_.send() == 0) == (options_.receive() == 0)) return;
  Actions fresh;
  automaton_.Close("No compression negotiated", now, &fresh);
  Pass(std::move(fresh), now, actions);
}

void Ccp::MakeCiphers() {
  const crypto::MppeStartKeys& send = keys_->At(StrengthOf(encryption_.send));
  const crypto::MppeStartKeys& receive = keys_->At(StrengthOf(encryption_.receive));
  encryptor_.emplace(send.send, ModeOf(encryption_.send));
  decryptor_.emplace(receive.receive, ModeOf(encryption_.receive));
  keys_.reset();
  reset_acked_ = true;
  next_reset_ = Instant::min();
}

void Ccp::DropCiphers() {
  encryption_ = {};
  encryptor_.reset();
  decryptor_.reset();
}

void Ccp::OnDown(Actions* actions) {
  const bool encrypted = encryption_.agreed();
  DropCiphers();
  last_ack_.reset();
  if (terminated_by_peer_) {
    actions->push_back(LogLine{Level::kNotice, "Compression disabled by peer."});
  }
  if (!encrypted || over_) return;
  over_ = true;
  LogError(terminated_by_peer_ ? "MPPE disabled, closing LCP" : "MPPE disabled", actions);
  Close(terminated_by_peer_ ? "MPPE disabled by peer" : "MPPE disabled", actions);
}

// The peer does not answer, rejects the protocol or has ended it.
void Ccp::OnFinished(Actions* actions) {
  settled_ = true;
  if (over_ || config_.policy != MppePolicy::kRequired) return;
  over_ = true;
  LogError(kMppeNegotiationFailed, actions);
  Close(kMppeNegotiationFailed, actions);
}

// RFC 3078 section 8: the next packet will be FLUSHED. MPPE needs no Reset-Ack, but the
// peer may want one, and pppd sends it.
void Ccp::OnResetRequest(const ppp::Packet& packet, Actions* actions) {
  if (!automaton_.opened()) return;
  if (encryptor_) encryptor_->OnResetRequest();
  actions->push_back(
      SendPacket{{ppp::Protocol::kCcp, ppp::kResetAck, packet.id, ppp::Reset{}, {}, {}}});
}

void Ccp::OnResetAck(const ppp::Packet& packet) {
  if (packet.id == reset_id_) reset_acked_ = true;
}

void Ccp::RequestReset(Instant now, Actions* actions) {
  if (now < next_reset_) return;
  next_reset_ = now + kResetInterval;
  reset_acked_ = false;
  reset_id_ = automaton_.NextId();
  actions->push_back(
      SendPacket{{ppp::Protocol::kCcp, ppp::kResetRequest, reset_id_, ppp::Reset{}, {}, {}}});
}

MppeDecrypted Ccp::Decrypt(ByteView packet, std::span<uint8_t> out, Instant now, Actions* actions) {
  if (!decryptor_) return {};
  const MppeDecrypted result = decryptor_->Decrypt(packet, out);
  if (result.outcome == MppeDecrypted::Outcome::kFatal) {
    CloseAfterErrors(actions);
  } else if (decryptor_->awaiting_flush()) {
    RequestReset(now, actions);
  }
  return result;
}

void Ccp::CloseAfterErrors(Actions* actions) {
  over_ = true;
  DropCiphers();
  LogError("Lost compression sync: disabling compression", actions);
  LogError("Too many MPPE errors, closing LCP", actions);
  Close("Too many MPPE errors", actions);
}

}  // namespace pptp::tunnel
