#include "tests/simulation/meeting.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "lib/ppp/frame.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "lib/pptp/gre.h"
#include "tests/pptp/gre_packet.h"
#include "tests/simulation/tunnel_pair.h"

namespace pptp::simulation {
namespace {

using ppp::Protocol;
using std::chrono::milliseconds;
using std::chrono::seconds;
using tunnel::AuthMethod;
using tunnel::MppePolicy;

// 2026-11-22 13:00:00 UTC.
constexpr int64_t kNow = 1795352400'000000;

using Tamper = std::function<Bytes(Bytes, Instant)>;

// The packets whose PPP frame the function wants dropped.
Tamper DropFrames(std::function<bool(const ppp::SplitFrame&)> unwanted) {
  return [unwanted = std::move(unwanted)](Bytes bytes, Instant) {
    const auto packet = gre::Parse(bytes);
    const auto frame = packet ? ppp::Split(packet->payload) : std::nullopt;
    return frame && unwanted(*frame) ? Bytes() : bytes;
  };
}

Tamper Drop(Protocol protocol) {
  return DropFrames(
      [protocol](const ppp::SplitFrame& frame) { return frame.protocol == protocol; });
}

bool IsEcho(const ppp::SplitFrame& frame) {
  return frame.protocol == Protocol::kLcp && !frame.information.empty() &&
         (frame.information[0] == ppp::kEchoRequest || frame.information[0] == ppp::kEchoReply);
}

// Puts other bytes in place of what was encrypted, as a peer with other keys would.
Tamper OtherKeys() {
  return [](Bytes bytes, Instant now) {
    const auto packet = gre::Parse(bytes);
    const auto frame = packet ? ppp::Split(packet->payload) : std::nullopt;
    if (!frame || frame->protocol != Protocol::kCompressed) return bytes;
    const size_t start = bytes.size() - frame->information.size() + crypto::kMppeHeaderSize;
    uint64_t state = static_cast<uint64_t>(now.time_since_epoch().count()) + bytes.size();
    for (size_t i = start; i < bytes.size(); ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      bytes[i] ^= static_cast<uint8_t>((state >> 56) | 1);
    }
    return bytes;
  };
}

// Puts what the function makes of them in place of packets; nothing leaves them as they are.
Tamper Replace(std::function<std::optional<ppp::Packet>(const ppp::Packet&)> other) {
  return [other = std::move(other)](Bytes bytes, Instant) {
    const auto packet = gre::Parse(bytes);
    const auto frame = packet ? ppp::Split(packet->payload) : std::nullopt;
    if (!frame) return bytes;
    const auto changed = other(ppp::DecodePacket(frame->protocol, frame->information));
    return changed ? gre::PacketBytes(packet->header, ppp::EncodeFrame(*changed)) : bytes;
  };
}

// The same, in pppd's words, for every packet of a protocol.
Tamper InPlaceOf(Protocol protocol, const char* text) {
  const ppp::Packet other = ppp::ParsePacket(text).value();
  return Replace([protocol, other](const ppp::Packet& packet) {
    return packet.protocol == protocol ? std::optional(other) : std::nullopt;
  });
}

// An LCP Terminate-Request as Microsoft's servers write it, with the number of an error.
Tamper TerminateInPlaceOf(Protocol protocol, uint32_t error) {
  return InPlaceOf(protocol,
                   fmt::format("[LCP TermReq id=0x9 23 fe 55 91 00 3c cd 74 {:02x} {:02x} "
                               "{:02x} {:02x}]",
                               error >> 24, error >> 16 & 255, error >> 8 & 255, error & 255)
                       .c_str());
}

// A server that has nothing but Naks without a strength for our CCP, as one has that demands
// MPPE of a client without it.
Tamper NakWithNothing() {
  return Replace([](const ppp::Packet& packet) -> std::optional<ppp::Packet> {
    const bool answer = packet.protocol == Protocol::kCcp &&
                        (packet.code == ppp::kConfigureAck ||
                         packet.code == ppp::kConfigureReject || packet.code == ppp::kConfigureNak);
    if (!answer) return std::nullopt;
    return ppp::Packet{
        Protocol::kCcp, ppp::kConfigureNak, packet.id, ppp::Options{{ppp::MppeOption(0)}}, {}, {}};
  });
}

// A server that compresses its IP packets although nobody agreed to it, as MPPC does.
Tamper CompressUnasked() {
  return Replace([](const ppp::Packet& packet) -> std::optional<ppp::Packet> {
    const auto* ip = std::get_if<ppp::Datagram>(&packet.body);
    if (packet.protocol != Protocol::kIpv4 || !ip) return std::nullopt;
    return ppp::Packet{Protocol::kCompressed, 0, 0, *ip, {}, {}};
  });
}

// A server that decrypts what it gets into garbage and rejects its protocols; or that does not
// take encrypted packets at all.
Tamper RejectData(uint16_t protocol) {
  return Replace([protocol](const ppp::Packet& packet) -> std::optional<ppp::Packet> {
    if (packet.protocol != Protocol::kCompressed) return std::nullopt;
    return ppp::Packet{Protocol::kLcp,
                       ppp::kProtocolReject,
                       9,
                       ppp::ProtocolReject{protocol, {{1, 2, 3}, false, {}}},
                       {},
                       {}};
  });
}

// A line that sends our own echoes back to us once the link is up.
void LoopEchoes(Plan* plan) {
  plan->client.link.lcp.echo = {seconds(1), 20, false};
  auto last = std::make_shared<std::optional<ppp::Packet>>();
  plan->tamper_client = Replace([last](const ppp::Packet& packet) -> std::optional<ppp::Packet> {
    if (packet.protocol == Protocol::kLcp && packet.code == ppp::kEchoRequest && packet.id > 5) {
      *last = packet;
    }
    return std::nullopt;
  });
  plan->tamper_server = Replace([last](const ppp::Packet& packet) -> std::optional<ppp::Packet> {
    const bool echo = packet.protocol == Protocol::kLcp && packet.code == ppp::kEchoReply;
    return echo ? *last : std::nullopt;
  });
}

// The router in front of two clients gives all GRE to the first.
Tamper GoesToANeighbour(uint64_t seed) {
  auto neighbour = std::make_shared<TunnelPair>(GoodPlan(seed));
  neighbour->Run();
  return [neighbour](Bytes packet, Instant) {
    neighbour->client().tunnel().OnGre(packet, neighbour->now());
    return Bytes();
  };
}

bool IsData(const ppp::SplitFrame& frame) {
  return frame.protocol == Protocol::kCompressed || frame.protocol == Protocol::kIpv4;
}

struct Fault {
  const char* name;
  const char* expected;  // "18", "none": the numbers of the causes, in ascending order
  std::function<void(Plan*)> arrange;
  std::function<void(TunnelPair*)> during = nullptr;  // called after half of the time
};

void Nothing(Plan*) {}

std::vector<Fault> MakeFaults() {
  return {
      {"Good", "none", Nothing},
      {"GoodWith40Bits", "none", [](Plan* p) { p->server.link.mppe.strengths = ppp::kMppe40Bit; }},
      {"GoodWithoutMppe", "none",
       [](Plan* p) {
         p->client.link.mppe.policy = p->server.link.mppe.policy = MppePolicy::kRefused;
         p->server.link.lcp.wishes.require_from_peer = {AuthMethod::kPap};
       }},
      {"GoodWithChapMd5", "none",
       [](Plan* p) {
         p->client.link.mppe.policy = p->server.link.mppe.policy = MppePolicy::kRefused;
         p->server.link.lcp.wishes.require_from_peer = {AuthMethod::kChapMd5};
       }},
      {"GoodWithIpv6Refused", "none", [](Plan* p) { p->client.link.ipv6 = true; }},
      {"GoodWithIpv6", "none", [](Plan* p) { p->client.link.ipv6 = p->server.link.ipv6 = true; }},
      {"GoodWithLoss", "none", [](Plan* p) { p->to_server.loss = p->to_client.loss = 0.01; }},
      {"GoodWithReordering", "none",
       [](Plan* p) { p->to_server.jitter = p->to_client.jitter = milliseconds(50); }},
      {"GoodThroughANat", "none", [](Plan* p) { p->nat_call_id = 5; }},
      // Of this the pptp of 2002 made "bad bytes", and problem 27.
      {"GoodWithAReservedFieldSet", "none", [](Plan* p) { p->server_reserved0 = 1; }},
      {"GoodUntilTheUserEndsIt", "none", Nothing, [](TunnelPair* pair) { pair->CloseClient(); }},
      {"ConnectionRefused", "4", [](Plan* p) { p->connect_error = "Connection refused"; }},
      {"NetworkUnreachable", "5", [](Plan* p) { p->connect_error = "Network is unreachable"; }},
      {"NoRouteToHost", "6", [](Plan* p) { p->connect_error = "No route to host"; }},
      {"GreTurnedAway", "8", [](Plan* p) { p->gre_refused = "Protocol not available"; }},
      {"GreForbiddenHere", "9", [](Plan* p) { p->gre_not_sent = "Operation not permitted"; }},
      {"WrongPassword", "12", [](Plan* p) { p->password = "another"; }},
      {"NoGreFromTheServer", "15", [](Plan* p) { p->to_client.blocked = true; }},
      {"NoGreToTheServer", "15", [](Plan* p) { p->to_server.blocked = true; }},
      {"NoGreAtAll", "15", [](Plan* p) { p->to_client.blocked = p->to_server.blocked = true; }},
      {"SecondClientBehindANat", "15",
       [](Plan* p) {
         p->client.control.call_id = 1002;
         p->server.link.lcp.limits.max_configure = 20;
         p->tamper_server = GoesToANeighbour(p->seed);
       }},
      // As pptpd does when a router on the way answers its GRE by ICMP.
      {"ServerClosesBeforeAnyGreCameThrough", "10",
       [](Plan* p) {
         p->to_client.blocked = true;
         p->server_closes = Instant{} + seconds(4);
       }},
      {"WrongPasswordOfChapMd5", "12",
       [](Plan* p) {
         p->client.link.mppe.policy = p->server.link.mppe.policy = MppePolicy::kRefused;
         p->server.link.lcp.wishes.require_from_peer = {AuthMethod::kChapMd5};
         p->password = "another";
       }},
      {"WrongPasswordOfPap", "12",
       [](Plan* p) {
         p->client.link.mppe.policy = p->server.link.mppe.policy = MppePolicy::kRefused;
         p->server.link.lcp.wishes.require_from_peer = {AuthMethod::kPap};
         p->password = "another";
       }},
      {"AServerThatDoesNotKnowThePassword", "11",
       [](Plan* p) {
         p->tamper_server = Replace([](const ppp::Packet& packet) {
           auto wrong = std::optional(packet);
           auto* success = std::get_if<ppp::ChapResult>(&wrong->body);
           if (!success || packet.protocol != Protocol::kChap) return std::optional<ppp::Packet>();
           success->message = "S=" + std::string(40, '0') + " M=ok";
           return wrong;
         });
       }},
      {"EndedForALoginThatWasRefused", "19",
       [](Plan* p) {
         p->tamper_server =
             InPlaceOf(Protocol::kChap, "[LCP TermReq id=0x9 \"peer refused to authenticate\"]");
       }},
      {"NakThatNamesNoEncryption", "18", [](Plan* p) { p->tamper_server = NakWithNothing(); }},
      {"NakThatNamesNoEncryptionWithoutMppeHere", "18",
       [](Plan* p) {
         p->client.link.mppe.policy = MppePolicy::kRefused;
         p->tamper_server = NakWithNothing();
       }},
      {"CompressionGivenUp", "22",
       [](Plan* p) {
         p->server.link.mppe.policy = MppePolicy::kRefused;
         p->tamper_server =
             InPlaceOf(Protocol::kCcp, "[CCP TermReq id=0x3 \"No compression negotiated\"]");
       }},
      {"CompressedUnasked", "24",
       [](Plan* p) {
         p->client.link.mppe.policy = p->server.link.mppe.policy = MppePolicy::kRefused;
         p->tamper_server = CompressUnasked();
       }},
      {"DataRejectedAsGarbage", "25",
       [](Plan* p) {
         p->tamper_server = RejectData(0x3a7d);
         p->packets = 2;
       }},
      {"EncryptedDataRejected", "25", [](Plan* p) { p->tamper_server = RejectData(0x00fd); }},
      {"EchoesComeBack", "28", LoopEchoes},
      {"NothingArrivesOnceUp", "28",
       [](Plan* p) {
         p->client.link.lcp.echo = {seconds(5), 4, false};
         p->tamper_client = DropFrames(IsData);
         p->tamper_server =
             DropFrames([](const ppp::SplitFrame& f) { return IsData(f) || IsEcho(f); });
         p->packets = 400;
       }},
      {"PacketsTooLargeForThePath", "30",
       [](Plan* p) {
         p->path_mtu = 1000;
         p->packets = 60;  // of any size, so that some are too large
       }},
      {"NoMethodInCommon", "16",
       [](Plan* p) {
         p->client.link.lcp.wishes.authenticate_to_peer = {AuthMethod::kPap, AuthMethod::kChapMd5};
       }},
      {"CcpUnanswered", "17",
       [](Plan* p) {
         p->tamper_server = Drop(Protocol::kCcp);
         p->tamper_client = Drop(Protocol::kCcp);
       }},
      {"ServerDemandsMppe", "21",
       [](Plan* p) { p->client.link.mppe.policy = MppePolicy::kRefused; }},
      {"ServerRefusesMppe", "21",
       [](Plan* p) { p->server.link.mppe.policy = MppePolicy::kRefused; }},
      {"StrengthsDiffer", "21",
       [](Plan* p) {
         p->client.link.mppe.strengths = ppp::kMppe128Bit;
         p->server.link.mppe.strengths = ppp::kMppe40Bit;
       }},
      {"KeysDiffer", "26",
       [](Plan* p) {
         p->tamper_server = OtherKeys();
         p->tamper_client = OtherKeys();
         p->packets = 60;
       }},
      {"ServerFallsSilent", "none",
       [](Plan* p) {
         p->client.link.lcp.echo = {seconds(5), 4, false};
         p->tamper_server = DropFrames(IsEcho);
       }},
      {"HangUpByTheServer", "none", [](Plan* p) { p->server_closes = Instant{} + seconds(60); }},
      {"ServerEndsItWith742", "20",
       [](Plan* p) { p->tamper_server = TerminateInPlaceOf(Protocol::kCcp, 742); }},
      {"AddressesUnanswered", "14",
       [](Plan* p) {
         p->tamper_server = Drop(Protocol::kIpcp);
         p->tamper_client = Drop(Protocol::kIpcp);
       }},
  };
}

const std::vector<Fault>& AllFaults() {
  static const std::vector<Fault> faults = MakeFaults();
  return faults;
}

Plan PlanOf(const Fault& fault, uint64_t seed) {
  Chance chance(seed);
  Plan plan = GoodPlan(seed);
  plan.to_server.delay = plan.to_client.delay = milliseconds(1 + chance.Below(150));
  plan.tcp_delay = milliseconds(1 + chance.Below(150));
  plan.client.link.lcp.wishes.mru = chance.Happens(0.5) ? 1400 : 0;
  plan.client.link.ipcp.wishes.ask_dns = chance.Happens(0.5);
  if (chance.Happens(0.5)) plan.server.link.ipcp.wishes.give_dns = {0x08080808, 0x08080404};
  if (chance.Happens(0.3)) plan.client.link.lcp.echo = {seconds(20), 4, false};
  if (chance.Happens(0.3)) plan.client.link.credentials.name = "CORP\\joe";
  plan.packets = static_cast<int>(5 + chance.Below(30));
  fault.arrange(&plan);
  return plan;
}

std::string CausesOf(const Report& report) {
  std::set<int> numbers;
  for (const Finding& finding : report.findings) {
    if (finding.role == Role::kCause) numbers.insert(finding.number.value_or(0));
  }
  return numbers.empty() ? "none" : fmt::format("{}", fmt::join(numbers, " "));
}

}  // namespace

uint64_t MeetingFaults() {
  return AllFaults().size();
}

std::string Meet(const Knowledge& knowledge, uint64_t seed) {
  const Fault& fault = AllFaults()[seed % AllFaults().size()];
  TunnelPair pair(PlanOf(fault, seed));
  pair.Run();
  if (fault.during) fault.during(&pair);
  pair.RunFor(seconds(90));
  Analyzer analyzer(knowledge, {});
  analyzer.BeginInput("client", kNow);
  analyzer.Feed(pair.client().log());
  analyzer.EndInput();
  const std::string causes = CausesOf(analyzer.Finish());
  if (causes == fault.expected && pair.violation().empty()) return "";
  return fmt::format("seed {}, {}: found {} in place of {}. {}\n{}", seed, fault.name, causes,
                     fault.expected, pair.violation(), pair.client().log());
}

}  // namespace pptp::simulation
