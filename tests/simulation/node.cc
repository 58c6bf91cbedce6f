#include "tests/simulation/node.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace pptp::simulation {
namespace {

// The simulation begins at noon of this day; it lasts hours, not days.
constexpr std::string_view kDay = "2026-11-22";
constexpr int64_t kNoon = 12 * 3600;

constexpr int kPppdPid = 4711;
constexpr int kPptpPid = 4718;

}  // namespace

Node::Node(std::string name, tunnel::TunnelConfig config, RandomSource* random)
    : name_(std::move(name)), tunnel_(std::move(config), random, this) {}

std::span<uint8_t> Node::GreSpace(size_t size) {
  if (gre_space_.size() < size) gre_space_.resize(size);
  return gre_space_;
}

std::span<uint8_t> Node::IpSpace(size_t size) {
  if (ip_space_.size() < size) ip_space_.resize(size);
  return ip_space_;
}

void Node::DeliverIp(ByteView packet) {
  delivered_.emplace_back(packet.begin(), packet.end());
}

void Node::Log(tunnel::Speaker speaker, tunnel::Level, std::string_view text) {
  const int64_t micros = now_.time_since_epoch().count();
  const int64_t seconds = kNoon + micros / 1'000'000;
  const bool pppd = speaker == tunnel::Speaker::kPppd;
  fmt::format_to(std::back_inserter(log_), "{}T{:02}:{:02}:{:02}.{:06}+00:00 {} {}[{}]: {}\n", kDay,
                 seconds / 3600, seconds / 60 % 60, seconds % 60, micros % 1'000'000, name_,
                 pppd ? "pppd" : "pptp", pppd ? kPppdPid : kPptpPid, text);
  ++log_lines_;
}

void Node::OnNetworkUp(const tunnel::NetworkUp& network) {
  if (network.protocol != ppp::Protocol::kIpcp) return;
  network_ = network;
  was_up_ = true;
}

void Node::OnNetworkDown(ppp::Protocol protocol) {
  if (protocol == ppp::Protocol::kIpcp) network_.reset();
}

void Node::OnEnded(tunnel::ExitStatus status, std::string_view reason) {
  ended_ = status;
  reason_ = reason;
  ++ends_;
}

}  // namespace pptp::simulation
