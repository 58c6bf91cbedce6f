#include "lib/tunnel/chap_responder.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "lib/crypto/chap_md5.h"
#include "lib/crypto/ms_chap.h"
#include "lib/tunnel/auth_words.h"

namespace pptp::tunnel {
namespace {

constexpr Duration kPatience = std::chrono::seconds(60);
constexpr size_t kMostRounds = 4;

// The server's verdict may be lost. It has to answer a repeated Response, also when it has long
// gone on to CCP (RFC 1994 section 4.1), and pppd does; nothing else can bring it back.
constexpr Duration kRepeat = std::chrono::seconds(3);
constexpr size_t kProofSize = 42;  // "S=" and 40 digits (RFC 2759 section 5)

template <typename T>
Bytes ToBytes(const T& array) {
  return Bytes(array.begin(), array.end());
}

// The 8 bytes of an MS-CHAP version 1 challenge. REQUIRES: it has as many.
std::span<const uint8_t, 8> MsChallenge(const Bytes& challenge) {
  return std::span<const uint8_t, 8>(challenge.data(), 8);
}

}  // namespace

ChapResponder::ChapResponder(AuthMethod method, Credentials credentials, RandomSource* random)
    : Authentication(method, WeFailed()), credentials_(std::move(credentials)), random_(random) {}

void ChapResponder::Start(Instant now, Actions* /*actions*/) {
  gives_up_ = now + kPatience;
  Run(gives_up_);
}

void ChapResponder::OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) {
  if (!running() && !result()) return;
  const auto* value = std::get_if<ppp::ChapValue>(&packet.body);
  if (packet.code == ppp::kChapChallenge && value) return OnChallenge(packet, *value, now, actions);
  const auto* verdict = std::get_if<ppp::ChapResult>(&packet.body);
  // A verdict on an answer that was never given is none.
  if (!verdict || !running() || rounds_.empty()) return;
  if (packet.code == ppp::kChapSuccess) OnSuccess(packet.id, verdict->message, actions);
  if (packet.code == ppp::kChapFailure) OnFailure(verdict->message, actions);
}

// A challenge that comes again, because our answer got lost, gets the answer that it
// had: with another one, a proof that is under way would fit nothing.
void ChapResponder::OnChallenge(const ppp::Packet& packet, const ppp::ChapValue& challenge,
                                Instant now, Actions* actions) {
  const Bytes& value = challenge.value.bytes;
  if (!TakesChallenge(value.size())) {
    actions->push_back(LogLine{Level::kWarning,
                               fmt::format("CHAP Challenge of {} bytes ignored: the authentication "
                                           "method has challenges of another length",
                                           value.size())});
    return;
  }
  const auto known = std::find_if(rounds_.begin(), rounds_.end(), [&](const Round& round) {
    return round.id == packet.id && round.challenge == value;
  });
  if (known == rounds_.end()) {
    if (rounds_.size() == kMostRounds) rounds_.pop_front();
    rounds_.push_back(Respond(packet.id, value));
  }
  SendResponse(known == rounds_.end() ? rounds_.back() : *known, now, actions);
}

void ChapResponder::SendResponse(const Round& round, Instant now, Actions* actions) {
  ppp::ChapValue response;
  response.value.bytes = round.response;
  response.name = credentials_.name;
  Send(ppp::kChapResponse, round.id, std::move(response), actions);
  if (running()) Wait(std::min(gives_up_, now + kRepeat));
}

bool ChapResponder::TakesChallenge(size_t size) const {
  switch (method()) {
    case AuthMethod::kMsChap:
      return size == crypto::MsChapChallenge().size();
    case AuthMethod::kMsChapV2:
      return size == crypto::MsChapV2Challenge().size();
    default:
      return size > 0;  // RFC 1994 section 4.1: one byte or more
  }
}

// REQUIRES: TakesChallenge(challenge.size()).
ChapResponder::Round ChapResponder::Respond(uint8_t id, const Bytes& challenge) {
  Round round{id, challenge, {}};
  const crypto::Secret& password = credentials_.password;
  if (method() == AuthMethod::kMsChapV2) {
    round.exchange.name = credentials_.name;
    std::copy(challenge.begin(), challenge.end(), round.exchange.authenticator_challenge.begin());
    random_->Fill(round.exchange.peer_challenge);
    round.nt_response = crypto::RespondMsChapV2(round.exchange, password);
    round.response =
        ToBytes(crypto::EncodeMsChapV2Value({round.exchange.peer_challenge, round.nt_response}));
  } else if (method() == AuthMethod::kMsChap) {
    round.response = ToBytes(crypto::RespondMsChap(MsChallenge(challenge), password));
  } else {
    round.response = ToBytes(crypto::RespondChapMd5(id, password, challenge));
  }
  return round;
}

void ChapResponder::OnSuccess(uint8_t id, const std::string& message, Actions* actions) {
  const bool proves = method() == AuthMethod::kMsChapV2;
  const Round* round = proves ? ProvedRound(message, actions) : RoundOf(id);
  if (!round) {
    if (!proves) return;  // a Success for something else
    actions->push_back(LogLine{Level::kError, "CHAP authentication failed"});
    return Fail(actions);
  }
  if (!proves) {
    std::string text = "CHAP authentication succeeded";
    if (!message.empty()) text += ": " + VisibleText(message);
    actions->push_back(LogLine{Level::kInfo, std::move(text)});
  }
  actions->push_back(LogLine{Level::kNotice, "CHAP authentication succeeded"});
  Succeed({method(), credentials_.name, KeysOf(*round)});
}

// The last answer that was sent under that id.
const ChapResponder::Round* ChapResponder::RoundOf(uint8_t id) const {
  const auto round = std::find_if(rounds_.rbegin(), rounds_.rend(),
                                  [&](const Round& candidate) { return candidate.id == id; });
  return round == rounds_.rend() ? nullptr : &*round;
}

// The answer that the server's proof is made of, whichever id its packet has: the proof
// says more than the id.
const ChapResponder::Round* ChapResponder::ProvedRound(const std::string& message,
                                                       Actions* actions) const {
  if (!message.starts_with("S=") || message.size() < kProofSize) {
    actions->push_back(LogLine{Level::kError, "MS-CHAPv2 Success packet is badly formed."});
    return nullptr;
  }
  for (const Round& round : rounds_) {
    if (crypto::CheckMsChapV2Success(round.exchange, credentials_.password, round.nt_response,
                                     message)) {
      return &round;
    }
  }
  actions->push_back(LogLine{Level::kError, "MS-CHAPv2 mutual authentication failed."});
  return nullptr;
}

std::optional<MppeKeySet> ChapResponder::KeysOf(const Round& round) const {
  switch (method()) {
    case AuthMethod::kMsChap:
      return MppeKeySet::FromMsChap(credentials_.password, MsChallenge(round.challenge));
    case AuthMethod::kMsChapV2:
      return MppeKeySet::FromMsChapV2(crypto::MppeRole::kClient, credentials_.password,
                                      round.nt_response);
    default:
      return std::nullopt;
  }
}

void ChapResponder::OnFailure(const std::string& message, Actions* actions) {
  if (method() != AuthMethod::kChapMd5) {
    actions->push_back(LogLine{Level::kError, MsChapFailureText(message)});
  } else {
    std::string text = "CHAP authentication failed";
    if (!message.empty()) text += ": " + VisibleText(message);
    actions->push_back(LogLine{Level::kInfo, std::move(text)});
  }
  actions->push_back(LogLine{Level::kError, "CHAP authentication failed"});
  Fail(actions);
}

void ChapResponder::OnProtocolReject(Actions* actions) {
  if (!running()) return;
  actions->push_back(LogLine{Level::kError, "CHAP authentication failed due to protocol-reject"});
  Fail(actions);
}

void ChapResponder::OnTime(Instant now, Actions* actions) {
  if (!running() || now < deadline()) return;
  if (now < gives_up_) return SendResponse(rounds_.back(), now, actions);
  actions->push_back(LogLine{Level::kError, "CHAP authentication timed out"});
  Fail(actions);
}

}  // namespace pptp::tunnel
