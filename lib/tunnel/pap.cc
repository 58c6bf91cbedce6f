#include "lib/tunnel/pap.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <variant>

#include "lib/tunnel/auth_words.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;

constexpr Duration kRetransmit = seconds(3);
constexpr Duration kWaitForRequest = seconds(30);
constexpr uint8_t kMaxRequests = 10;
constexpr size_t kMostBytes = 255;  // of a name, password or message

// The message of an Authenticate-Ack or -Nak. Some peers leave even its length away;
// that is no message. Empty when the packet is malformed.
std::optional<std::string> ReplyMessage(const ppp::Packet& packet) {
  if (const auto* reply = std::get_if<ppp::PapReply>(&packet.body)) return reply->message;
  const auto* raw = std::get_if<ppp::Raw>(&packet.body);
  if (raw && raw->data.bytes.empty()) return std::string();
  return std::nullopt;
}

// An Authenticate-Request (RFC 1334 section 2.2.1) from its code on. No other form of it is
// made, so that the password stands nowhere but here.
crypto::Secret RequestBytes(uint8_t id, const Credentials& credentials) {
  const ByteView parts[] = {AsBytes(credentials.name), credentials.password.view()};
  constexpr size_t kHeader = 4;
  const size_t size = kHeader + 1 + parts[0].size() + 1 + parts[1].size();
  crypto::Secret bytes;
  bytes.Reserve(size);
  bytes.Append(ppp::kPapRequest);
  bytes.Append(id);
  bytes.Append(static_cast<uint8_t>(size >> 8));
  bytes.Append(static_cast<uint8_t>(size));
  for (const ByteView part : parts) {
    bytes.Append(static_cast<uint8_t>(part.size()));
    for (const uint8_t byte : part) bytes.Append(byte);
  }
  return bytes;
}

}  // namespace

PapClient::PapClient(Credentials credentials)
    : Authentication(AuthMethod::kPap, WeFailed()), credentials_(std::move(credentials)) {}

void PapClient::Start(Instant now, Actions* actions) {
  if (credentials_.name.size() > kMostBytes || credentials_.password.size() > kMostBytes) {
    actions->push_back(
        LogLine{Level::kError, "PAP has no room for a name or password of more than 255 bytes"});
    return Fail(actions);
  }
  SendRequest(now, actions);
}

// Every request has an id of its own (RFC 1334 section 2.2.1).
void PapClient::SendRequest(Instant now, Actions* actions) {
  Run(now + kRetransmit);
  ++last_id_;
  const ppp::Packet shown{
      protocol(), ppp::kPapRequest, last_id_, ppp::PapRequest{credentials_.name, {}, true}, {}, {}};
  actions->push_back(SendSecretPacket{shown, RequestBytes(last_id_, credentials_)});
}

void PapClient::OnPacket(const ppp::Packet& packet, Instant /*now*/, Actions* actions) {
  if (!running() || (packet.code != ppp::kPapAck && packet.code != ppp::kPapNak)) return;
  if (packet.id == 0 || packet.id > last_id_) return;
  const std::optional<std::string> message = ReplyMessage(packet);
  if (!message) return;
  if (!message->empty()) {
    actions->push_back(LogLine{Level::kInfo, "Remote message: " + VisibleMessage(*message)});
  }
  if (packet.code == ppp::kPapAck) {
    actions->push_back(LogLine{Level::kNotice, "PAP authentication succeeded"});
    return Succeed({AuthMethod::kPap, credentials_.name, std::nullopt});
  }
  actions->push_back(LogLine{Level::kError, "PAP authentication failed"});
  Fail(actions);
}

void PapClient::OnProtocolReject(Actions* actions) {
  if (!running()) return;
  actions->push_back(LogLine{Level::kError, "PAP authentication failed due to protocol-reject"});
  Fail(actions);
}

void PapClient::OnTime(Instant now, Actions* actions) {
  if (!running() || now < deadline()) return;
  if (last_id_ < kMaxRequests) return SendRequest(now, actions);
  actions->push_back(LogLine{Level::kError, "No response to PAP authenticate-requests"});
  Fail(actions);
}

PapServer::PapServer(SecretLookup* secrets)
    : Authentication(AuthMethod::kPap, PeerFailed()), secrets_(secrets) {}

void PapServer::Start(Instant now, Actions* /*actions*/) {
  Run(now + kWaitForRequest);
}

// A request that comes again, because our answer got lost, gets the same answer.
void PapServer::OnPacket(const ppp::Packet& packet, Instant /*now*/, Actions* actions) {
  const auto* request = std::get_if<ppp::PapRequest>(&packet.body);
  if (packet.code != ppp::kPapRequest || !request) return;
  if (running()) return Check(*request, packet.id, actions);
  if (result()) Send(ppp::kPapAck, packet.id, ppp::PapReply{}, actions);
  if (failed()) Send(ppp::kPapNak, packet.id, ppp::PapReply{}, actions);
}

void PapServer::Check(const ppp::PapRequest& request, uint8_t id, Actions* actions) {
  const crypto::Secret* password = secrets_->Find(request.user);
  if (password && crypto::EqualInConstantTime(password->view(), AsBytes(request.password))) {
    Send(ppp::kPapAck, id, ppp::PapReply{"Login ok"}, actions);
    actions->push_back(
        LogLine{Level::kNotice,
                fmt::format("PAP peer authentication succeeded for {}", QuotedName(request.user))});
    return Succeed({AuthMethod::kPap, request.user, std::nullopt});
  }
  Send(ppp::kPapNak, id, ppp::PapReply{"Login incorrect"}, actions);
  actions->push_back(LogLine{Level::kWarning, fmt::format("PAP peer authentication failed for {}",
                                                          QuotedName(request.user))});
  Fail(actions);
}

void PapServer::OnProtocolReject(Actions* actions) {
  if (!running()) return;
  actions->push_back(LogLine{Level::kError, "PAP authentication of peer failed (protocol-reject)"});
  Fail(actions);
}

void PapServer::OnTime(Instant now, Actions* actions) {
  if (running() && now >= deadline()) Fail(actions);
}

}  // namespace pptp::tunnel
