#include "lib/tunnel/chap_challenger.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "lib/base/text.h"
#include "lib/crypto/chap_md5.h"
#include "lib/crypto/ms_chap.h"
#include "lib/crypto/ms_chap_v2.h"
#include "lib/tunnel/auth_words.h"

namespace pptp::tunnel {
namespace {

constexpr Duration kRetransmit = std::chrono::seconds(3);
constexpr int kMaxChallenges = 10;
constexpr size_t kMd5Challenge = 16;

// The last byte of either version's value: in version 1 whether the NT response is there
// (RFC 2433 section 7), in version 2 reserved (RFC 2759 section 4).
constexpr size_t kFlagsAt = 48;

size_t ChallengeSize(AuthMethod method) {
  if (method == AuthMethod::kMsChap) return crypto::MsChapChallenge().size();
  if (method == AuthMethod::kMsChapV2) return crypto::MsChapV2Challenge().size();
  return kMd5Challenge;
}

}  // namespace

ChapChallenger::ChapChallenger(AuthMethod method, std::string our_name, SecretLookup* secrets,
                               RandomSource* random)
    : Authentication(method, PeerFailed()),
      our_name_(std::move(our_name)),
      secrets_(secrets),
      random_(random) {}

void ChapChallenger::Start(Instant now, Actions* actions) {
  challenge_.resize(ChallengeSize(method()));
  random_->Fill(challenge_);
  random_->Fill({&id_, 1});
  SendChallenge(now, actions);
}

void ChapChallenger::SendChallenge(Instant now, Actions* actions) {
  ++sent_;
  Run(now + kRetransmit);
  ppp::ChapValue challenge;
  challenge.value.bytes = challenge_;
  challenge.name = our_name_;
  Send(ppp::kChapChallenge, id_, std::move(challenge), actions);
}

void ChapChallenger::OnPacket(const ppp::Packet& packet, Instant /*now*/, Actions* actions) {
  const auto* response = std::get_if<ppp::ChapValue>(&packet.body);
  if (packet.code != ppp::kChapResponse || !response || sent_ == 0 || packet.id != id_) return;
  if (running()) return Judge(*response, actions);
  SendVerdict(actions);
}

void ChapChallenger::SendVerdict(Actions* actions) const {
  Send(result() ? ppp::kChapSuccess : ppp::kChapFailure, id_, ppp::ChapResult{verdict_}, actions);
}

// A name that nobody has is refused in the same words as a wrong password.
void ChapChallenger::Judge(const ppp::ChapValue& response, Actions* actions) {
  const ByteView value = response.value.bytes;
  const crypto::Secret* password = secrets_->Find(response.name);
  std::optional<Granted> granted;
  if (!password) {
    actions->push_back(LogLine{
        Level::kError, "No CHAP secret found for authenticating " + QuotedName(response.name)});
  } else if (method() == AuthMethod::kMsChapV2) {
    granted = CheckMsChapV2(*password, value, response.name);
  } else if (method() == AuthMethod::kMsChap) {
    granted = CheckMsChap(*password, value, actions);
  } else {
    granted = CheckMd5(*password, value);
  }
  if (granted) {
    verdict_ = std::move(granted->message);
    Succeed({method(), response.name, std::move(granted->keys)});
    return SendVerdict(actions);
  }
  verdict_ = DeniedMessage();
  actions->push_back(LogLine{Level::kWarning, fmt::format("Peer {} failed CHAP authentication",
                                                          QuotedName(response.name))});
  SendVerdict(actions);
  Fail(actions);
}

std::optional<ChapChallenger::Granted> ChapChallenger::CheckMd5(const crypto::Secret& password,
                                                                ByteView response) const {
  if (!crypto::VerifyChapMd5(id_, password, challenge_, response)) return std::nullopt;
  return Granted{"Access granted", std::nullopt};
}

std::optional<ChapChallenger::Granted> ChapChallenger::CheckMsChap(const crypto::Secret& password,
                                                                   ByteView response,
                                                                   Actions* actions) const {
  if (response.size() == crypto::MsChapValue().size() && response[kFlagsAt] == 0) {
    actions->push_back(LogLine{Level::kNotice, "Peer request for LANMAN auth not supported"});
    return std::nullopt;
  }
  crypto::MsChapChallenge challenge;
  std::copy_n(challenge_.begin(), challenge.size(), challenge.begin());
  if (!crypto::VerifyMsChap(challenge, password, response)) return std::nullopt;
  return Granted{"Access granted", MppeKeySet::FromMsChap(password, challenge)};
}

// Windows 98 sets the flags, and does not understand the text after the proof.
std::optional<ChapChallenger::Granted> ChapChallenger::CheckMsChapV2(
    const crypto::Secret& password, ByteView response, const std::string& name) const {
  const auto decoded = crypto::DecodeMsChapV2Value(response);
  if (!decoded) return std::nullopt;
  crypto::MsChapV2Exchange exchange{{}, decoded->peer_challenge, name};
  std::copy_n(challenge_.begin(), exchange.authenticator_challenge.size(),
              exchange.authenticator_challenge.begin());
  if (!crypto::VerifyMsChapV2(exchange, password, decoded->nt_response)) return std::nullopt;
  std::string message =
      crypto::MsChapV2AuthenticatorResponse(exchange, password, decoded->nt_response);
  if (response[kFlagsAt] == 0) message += " M=Access granted";
  return Granted{std::move(message), MppeKeySet::FromMsChapV2(crypto::MppeRole::kServer, password,
                                                              decoded->nt_response)};
}

std::string ChapChallenger::DeniedMessage() const {
  const std::string challenge = ToHex(challenge_);
  if (method() == AuthMethod::kMsChapV2) {
    return fmt::format("E=691 R=1 C={} V=0 M=Access denied", challenge);
  }
  if (method() == AuthMethod::kMsChap) return fmt::format("E=691 R=1 C={} V=0", challenge);
  return "Access denied";
}

void ChapChallenger::OnProtocolReject(Actions* actions) {
  if (running()) Fail(actions);
}

void ChapChallenger::OnTime(Instant now, Actions* actions) {
  if (!running() || now < deadline()) return;
  if (sent_ < kMaxChallenges) return SendChallenge(now, actions);
  Fail(actions);
}

}  // namespace pptp::tunnel
