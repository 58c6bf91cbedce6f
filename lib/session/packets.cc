#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "lib/ppp/microsoft.h"
#include "lib/ppp/mppe.h"
#include "lib/ppp/packet.h"
#include "lib/session/changes.h"

namespace pptp::session {
namespace {

using ppp::Packet;
using ppp::Protocol;

constexpr size_t kMostRounds = 64;

// A packet line and what belongs to it, for the functions below.
struct Line {
  const Packet& packet;
  const Event& event;
  bool sent;
  OpenSession* open;

  bool Is(uint8_t code) const { return packet.code == code; }
  Session& session() const { return open->session; }
  Progress& progress() const { return open->progress; }
};

bool IsAnswer(uint8_t code) {
  return code == ppp::kConfigureAck || code == ppp::kConfigureNak || code == ppp::kConfigureReject;
}

// "chap MS-v2" for c2 23 81; empty for an option that cannot be read.
std::string AuthName(const ppp::Option& option) {
  const Bytes& value = option.value;
  if (!option.readable() || value.size() < 2) return "";
  uint16_t protocol = static_cast<uint16_t>(value[0] << 8 | value[1]);
  switch (static_cast<Protocol>(protocol)) {
    case Protocol::kPap:
      return "pap";
    case Protocol::kEap:
      return "eap";
    case Protocol::kChap:
      break;
    default:
      return fmt::format("0x{:x}", protocol);
  }
  if (value.size() < 3) return "chap";
  switch (value[2]) {
    case ppp::kChapMd5:
      return "chap MD5";
    case ppp::kChapMs:
      return "chap MS";
    case ppp::kChapMsV2:
      return "chap MS-v2";
    default:
      return fmt::format("chap {:02x}", value[2]);
  }
}

// The algorithm by the length of a response, for logs that begin after LCP. Both
// of Microsoft's are 49 bytes; version 2 has eight zero bytes after the challenge
// (RFC 2759 section 4).
std::string AuthNameOfResponse(const Bytes& value) {
  if (value.size() == 16) return "chap MD5";
  if (value.size() != 49) return "";
  bool v2 = std::all_of(value.begin() + 16, value.begin() + 24, [](uint8_t b) { return b == 0; });
  return v2 ? "chap MS-v2" : "chap MS";
}

std::string Dotted(const ppp::Option* option) {
  if (option == nullptr || !option->readable() || option->value.size() != 4) return "";
  const Bytes& v = option->value;
  if (v[0] == 0 && v[1] == 0 && v[2] == 0 && v[3] == 0) return "";
  return fmt::format("{}.{}.{}.{}", v[0], v[1], v[2], v[3]);
}

// A Terminate-Request of LCP or CCP: Microsoft's code or a reason in words.
void ApplyTerminate(const Line& line) {
  bool lcp = line.packet.protocol == Protocol::kLcp;
  if (lcp) GoDown(line.event.time, line.open);
  const auto* body = std::get_if<ppp::Terminate>(&line.packet.body);
  if (body == nullptr) return;
  if (!line.sent) {
    auto microsoft = ppp::DecodeMicrosoftTermination(body->data.bytes);
    if (microsoft) {
      AddOnce(microsoft->code, &line.session().termination_codes);
      if (!lcp) return;
      return SetEnding(microsoft->code == 0 ? Ending::kOrderly : Ending::kFault, line.open);
    }
  }
  if (lcp) SetEnding(EndingOfReason(AsText(body->data.bytes)), line.open);
}

void CountLcp(const Line& line) {
  Counters& counters = line.session().counters;
  uint64_t count = line.event.count;
  switch (line.packet.code) {
    case ppp::kEchoRequest:
      (line.sent ? counters.echo_requests_sent : counters.echo_requests_received) += count;
      break;
    case ppp::kEchoReply:
      (line.sent ? counters.echo_replies_sent : counters.echo_replies_received) += count;
      break;
    case ppp::kProtocolReject:
      (line.sent ? counters.protocol_rejects_sent : counters.protocol_rejects_received) += count;
      break;
    default:
      break;
  }
}

// Our requests and their answers. pppd uses an id again only for the same
// request, and takes only answers to the last one.
void CountLcpRequests(const Line& line) {
  Counters& counters = line.session().counters;
  Progress& progress = line.progress();
  if (line.sent && line.Is(ppp::kConfigureRequest)) {
    if (progress.lcp_request_id != line.packet.id) {
      progress.lcp_request_id = line.packet.id;
      progress.lcp_requests_pending = 0;
    }
    counters.lcp_requests_sent += line.event.count;
    counters.lcp_requests_unanswered += line.event.count;
    progress.lcp_requests_pending += line.event.count;
  } else if (!line.sent && IsAnswer(line.packet.code) &&
             progress.lcp_request_id == line.packet.id) {
    counters.lcp_requests_unanswered -= progress.lcp_requests_pending;
    progress.lcp_requests_pending = 0;
  }
}

void ApplyLcpAck(const Line& line) {
  (line.sent ? line.progress().lcp_ack_sent : line.progress().lcp_ack_received) = true;
  if (line.progress().lcp_ack_sent && line.progress().lcp_ack_received) {
    Advance(Phase::kAuthentication, line.open);
  }
  const ppp::Option* auth = ppp::FindOption(line.packet, ppp::kLcpAuth);
  if (auth == nullptr) return;
  std::string name = AuthName(*auth);
  // Whose demand it is tells the side; when both demand one, the peer's counts.
  SetSide(line.sent ? Side::kClient : Side::kServer, false, line.open);
  std::string& agreed = line.session().auth_protocol;
  if (!name.empty() && (line.sent || agreed.empty() || line.session().side == Side::kServer)) {
    agreed = std::move(name);
  }
}

void ApplyLcp(const Line& line) {
  Advance(Phase::kLcp, line.open);
  CountLcp(line);
  CountLcpRequests(line);
  if (line.Is(ppp::kConfigureAck)) ApplyLcpAck(line);
  if (line.Is(ppp::kTerminateRequest)) ApplyTerminate(line);
  const auto* reject = std::get_if<ppp::ProtocolReject>(&line.packet.body);
  if (reject != nullptr && reject->protocol == static_cast<uint16_t>(Protocol::kCcp)) {
    (line.sent ? line.progress().ccp_rejected_by_us : line.progress().ccp_rejected_by_peer) = true;
  }
}

void Succeed(const Line& line) {
  line.progress().authenticated = true;
  // A refused first try was forgiven.
  if (!line.progress().link_down) line.progress().ending = Ending::kNone;
}

void SetUser(std::string_view user, const Line& line) {
  if (!user.empty()) line.session().user = std::string(user.substr(0, 255));
}

void ApplyPap(const Line& line) {
  Advance(Phase::kAuthentication, line.open);
  if (line.session().auth_protocol.empty()) line.session().auth_protocol = "pap";
  bool from_client = line.sent == line.Is(ppp::kPapRequest);
  SetSide(from_client ? Side::kClient : Side::kServer, false, line.open);
  if (const auto* request = std::get_if<ppp::PapRequest>(&line.packet.body)) {
    if (line.sent) SetUser(request->user, line);
  }
  if (line.Is(ppp::kPapAck)) Succeed(line);
  if (line.Is(ppp::kPapNak)) SetEnding(Ending::kFault, line.open);
}

void ApplyChap(const Line& line) {
  Advance(Phase::kAuthentication, line.open);
  // Only who is asked sends responses; everything else comes from who asks.
  bool from_client = line.sent == line.Is(ppp::kChapResponse);
  SetSide(from_client ? Side::kClient : Side::kServer, false, line.open);
  if (const auto* value = std::get_if<ppp::ChapValue>(&line.packet.body)) {
    if (line.Is(ppp::kChapResponse)) {
      if (line.sent) SetUser(value->name, line);
      if (line.session().auth_protocol.empty() && !value->value.cut) {
        line.session().auth_protocol = AuthNameOfResponse(value->value.bytes);
      }
    }
  }
  if (line.Is(ppp::kChapSuccess)) Succeed(line);
  if (!line.Is(ppp::kChapFailure)) return;
  SetEnding(Ending::kFault, line.open);
  const auto* result = std::get_if<ppp::ChapResult>(&line.packet.body);
  if (result == nullptr || line.sent) return;
  auto failure = ppp::DecodeMsChapFailure(result->message);
  if (failure) AddOnce(failure->error, &line.session().chap_errors);
}

void ApplyEap(const Line& line) {
  Advance(Phase::kAuthentication, line.open);
  if (line.session().auth_protocol.empty()) line.session().auth_protocol = "eap";
  bool from_client = line.sent == line.Is(ppp::kEapResponse);
  SetSide(from_client ? Side::kClient : Side::kServer, false, line.open);
  if (line.Is(ppp::kEapSuccess)) Succeed(line);
  if (line.Is(ppp::kEapFailure)) SetEnding(Ending::kFault, line.open);
  const auto* eap = std::get_if<ppp::Eap>(&line.packet.body);
  constexpr uint8_t kIdentity = 1;
  if (eap != nullptr && line.sent && line.Is(ppp::kEapResponse) && eap->type == kIdentity) {
    SetUser(AsText(eap->data.bytes), line);
  }
}

void AddRound(const Line& line, std::optional<uint32_t> bits) {
  std::vector<MppeRound>& rounds = line.session().mppe.rounds;
  if (rounds.size() >= kMostRounds) rounds.erase(rounds.begin() + kMostRounds / 2);
  ppp::Direction direction = line.sent ? ppp::Direction::kSent : ppp::Direction::kReceived;
  rounds.push_back({line.event.line, direction, line.packet.code, line.packet.id, bits});
}

void ApplyCcp(const Line& line) {
  Advance(Phase::kCcp, line.open);
  if (!line.sent) line.progress().ccp_packets_received += line.event.count;
  if (line.Is(ppp::kTerminateRequest)) return ApplyTerminate(line);
  if (!line.Is(ppp::kConfigureRequest) && !IsAnswer(line.packet.code)) return;
  if (line.sent && line.Is(ppp::kConfigureRequest)) {
    line.progress().ccp_requests_sent += line.event.count;
  }
  const ppp::Option* option = ppp::FindOption(line.packet, ppp::kCcpMppe);
  std::optional<uint32_t> bits = option != nullptr ? ppp::MppeBits(*option) : std::nullopt;
  AddRound(line, bits);
  if (!line.Is(ppp::kConfigureAck)) return;
  // Who asks says what it can read (RFC 1962 section 4): what we acknowledge is for our packets.
  (line.sent ? line.session().mppe.agreed_send : line.session().mppe.agreed_receive) = bits;
}

void ApplyIpcpAck(const Line& line) {
  Session& session = line.session();
  std::string address = Dotted(ppp::FindOption(line.packet, ppp::kIpcpAddress));
  std::string& ours = line.sent ? session.remote_ip : session.local_ip;
  if (ours.empty()) ours = std::move(address);
  (line.sent ? line.progress().ipcp_ack_sent : line.progress().ipcp_ack_received) = true;
  // accel-ppp logs no line of its own when the addresses are agreed.
  bool both = line.progress().ipcp_ack_sent && line.progress().ipcp_ack_received;
  if (both && line.event.program == Program::kAccelPpp) GoUp(line.event.time, line.open);
  if (line.sent) return;
  for (uint8_t type : {ppp::kIpcpDns1, ppp::kIpcpDns2}) {
    std::string dns = Dotted(ppp::FindOption(line.packet, type));
    if (!dns.empty()) AddOnce(dns, &session.dns);
  }
}

void ApplyNetworkProtocol(const Line& line) {
  bool request = line.Is(ppp::kConfigureRequest);
  if (!request && !IsAnswer(line.packet.code)) return;
  // A peer that is ahead may ask before it is its turn.
  bool early = request && !line.sent && line.session().phase < Phase::kAuthentication;
  if (!early) Advance(Phase::kIpcp, line.open);
  if (line.packet.protocol == Protocol::kIpcp && line.Is(ppp::kConfigureAck)) ApplyIpcpAck(line);
}

}  // namespace

void ApplyPacket(const ppp::LoggedPacket& packet, const Event& event, OpenSession* open) {
  open->session.seen_debug = true;
  if (packet.direction == ppp::Direction::kLoop) return;
  bool sent = packet.direction == ppp::Direction::kSent;
  Counters& counters = open->session.counters;
  (sent ? counters.packets_sent : counters.packets_received) += event.count;
  Line line{packet.packet, event, sent, open};
  switch (packet.packet.protocol) {
    case Protocol::kLcp:
      return ApplyLcp(line);
    case Protocol::kPap:
      return ApplyPap(line);
    case Protocol::kChap:
      return ApplyChap(line);
    case Protocol::kEap:
      return ApplyEap(line);
    case Protocol::kCcp:
      return ApplyCcp(line);
    case Protocol::kIpcp:
    case Protocol::kIpv6cp:
      return ApplyNetworkProtocol(line);
    default:
      break;
  }
}

}  // namespace pptp::session
