#include "lib/diagnose/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/ppp/describe.h"
#include "lib/ppp/notation.h"

namespace pptp::diagnose {
namespace {

std::string_view DirectionName(ppp::Direction direction) {
  return direction == ppp::Direction::kReceived ? "rcvd" : "sent";
}

std::string CodeText(ppp::Protocol protocol, uint8_t code) {
  std::string_view name = ppp::CodeName(protocol, code);
  return name.empty() ? fmt::format("code={:#x}", code) : std::string(name);
}

std::string ProtocolText(ppp::Protocol protocol) {
  std::string_view name = ppp::ProtocolName(protocol);
  return name.empty() ? fmt::format("{:#06x}", static_cast<uint16_t>(protocol)) : std::string(name);
}

SessionReport::MppeSummary MakeMppe(const session::Mppe& mppe) {
  SessionReport::MppeSummary summary;
  summary.agreed_send = mppe.agreed_send;
  summary.agreed_receive = mppe.agreed_receive;
  summary.enabled = mppe.enabled;
  summary.required = mppe.required;
  summary.verdict = mppe.verdict;
  for (const session::MppeRound& round : mppe.rounds) {
    summary.rounds.push_back({{round.line.input, round.line.line, {}},
                              std::string(DirectionName(round.direction)),
                              CodeText(ppp::Protocol::kCcp, round.code),
                              round.bits});
  }
  return summary;
}

std::vector<std::pair<std::string, uint64_t>> NonZero(const session::Counters& counters) {
  std::vector<std::pair<std::string, uint64_t>> named = {
      {"lcp_requests_sent", counters.lcp_requests_sent},
      {"lcp_requests_unanswered", counters.lcp_requests_unanswered},
      {"packets_sent", counters.packets_sent},
      {"packets_received", counters.packets_received},
      {"echo_requests_sent", counters.echo_requests_sent},
      {"echo_replies_received", counters.echo_replies_received},
      {"echo_requests_received", counters.echo_requests_received},
      {"echo_replies_sent", counters.echo_replies_sent},
      {"protocol_rejects_received", counters.protocol_rejects_received},
      {"protocol_rejects_sent", counters.protocol_rejects_sent},
  };
  std::erase_if(named, [](const auto& counter) { return counter.second == 0; });
  return named;
}

// A packet after which a negotiation does not go on as it should.
bool EndsNegotiation(const session::ExchangeEntry& entry) {
  if (entry.packet() == nullptr) return false;
  const ppp::Packet& packet = entry.packet()->packet;
  if (std::holds_alternative<ppp::Datagram>(packet.body)) return false;
  const std::string_view code = ppp::CodeName(packet.protocol, packet.code);
  return code == "TermReq" || code == "Failure" || code == "AuthNak";
}

}  // namespace

ExchangeItem MakeItem(const session::ExchangeEntry& entry) {
  ExchangeItem item;
  item.input = entry.line.input;
  item.line = entry.line.line;
  item.time = entry.time;
  item.text = entry.text();
  item.count = entry.count;
  if (entry.packet() == nullptr) return item;
  const ppp::Packet& packet = entry.packet()->packet;
  item.direction = DirectionName(entry.packet()->direction);
  item.protocol = ProtocolText(packet.protocol);
  item.note = ppp::DescribePacket(packet);
  if (std::holds_alternative<ppp::Datagram>(packet.body)) return item;
  item.code = CodeText(packet.protocol, packet.code);
  item.id = packet.id;
  if (const auto* options = std::get_if<ppp::Options>(&packet.body)) {
    for (const ppp::Option& option : options->list) {
      std::string text = ppp::PrintOption(packet.protocol, option);
      if (text.size() >= 2 && text.front() == '<' && text.back() == '>') {
        text = text.substr(1, text.size() - 2);
      }
      item.options.push_back(std::move(text));
    }
  }
  return item;
}

SessionReport Summarize(const session::Session& session) {
  SessionReport report;
  report.id = session.id;
  report.host = session.host;
  report.interface = session.interface;
  report.peer = session.peer;
  report.carrier = session::CarrierName(session.carrier);
  report.began = session.began;
  report.ended = session.ended;
  report.outcome = session::OutcomeName(session.outcome);
  report.phase = session::PhaseName(session.phase);
  if (!session.ended_by_text.empty()) {
    report.ended_by = {session.ended_by.input, session.ended_by.line, session.ended_by_text};
  }
  report.side = session::SideName(session.side);
  report.auth = session.auth_protocol;
  report.mppe = MakeMppe(session.mppe);
  report.local_ip = session.local_ip;
  report.remote_ip = session.remote_ip;
  report.dns = session.dns;
  report.pppd_version = session.pppd_version;
  report.pptp_version = session.pptp_version;
  report.options = session.options;
  report.seconds_up = session.seconds_up;
  report.counters = NonZero(session.counters);
  return report;
}

std::optional<size_t> FindDivergence(const session::Session& session, Diagnosis* diagnosis) {
  std::set<std::pair<uint32_t, uint64_t>> telling;
  for (size_t i = 0; i < diagnosis->verdicts().size(); ++i) {
    if (!IsCause(diagnosis->verdicts()[i])) continue;
    for (const Evidence& evidence : diagnosis->FindingOf(i).evidence) {
      telling.emplace(evidence.input, evidence.line);
    }
  }
  const std::vector<session::ExchangeEntry>& exchange = session.exchange;
  auto diverged = exchange.end();
  if (!telling.empty()) {
    diverged = std::find_if(exchange.begin(), exchange.end(), [&](const auto& entry) {
      return telling.contains({entry.line.input, entry.line.line});
    });
  }
  if (diverged == exchange.end() && session.outcome == session::Outcome::kFailed) {
    diverged = std::find_if(exchange.begin(), exchange.end(), EndsNegotiation);
  }
  if (diverged == exchange.end()) return std::nullopt;
  return static_cast<size_t>(diverged - exchange.begin());
}

}  // namespace pptp::diagnose
