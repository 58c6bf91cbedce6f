#include "tests/tunnel/control_layer_end.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "lib/ppp/notation.h"

namespace pptp::tunnel {
namespace {

std::string Told(const Action& action) {
  if (const auto* send = std::get_if<SendPacket>(&action)) {
    return "sent " + ppp::PrintPacket(send->packet);
  }
  if (const auto* line = std::get_if<LogLine>(&action)) {
    static constexpr const char* kLevels[] = {"debug", "info", "notice", "warning", "error"};
    return fmt::format("{} {}", kLevels[static_cast<size_t>(line->level)], line->text);
  }
  if (const auto* change = std::get_if<LayerChange>(&action)) {
    static constexpr const char* kLayers[] = {"up", "down", "started", "finished"};
    return kLayers[static_cast<size_t>(change->layer)];
  }
  if (const auto* close = std::get_if<CloseLink>(&action)) {
    return fmt::format("close {} {}", static_cast<int>(close->status), close->reason);
  }
  const auto* rejected = std::get_if<ProtocolRejected>(&action);
  return rejected ? fmt::format("rejected 0x{:x}", static_cast<uint16_t>(rejected->protocol)) : "?";
}

}  // namespace

void CountingRandom::Fill(std::span<uint8_t> bytes) {
  std::fill(bytes.begin(), bytes.end(), uint8_t{0});
  bytes.back() = next_++;
}

void ZeroRandom::Fill(std::span<uint8_t> bytes) {
  std::fill(bytes.begin(), bytes.end(), uint8_t{0});
}

void ControlLayerEnd::Start() {
  Actions actions;
  layer_->Open(now_, &actions);
  layer_->Up(now_, &actions);
  Absorb(actions);
}

void ControlLayerEnd::Close(const std::string& reason) {
  Actions actions;
  layer_->Close(reason, now_, &actions);
  Absorb(actions);
}

void ControlLayerEnd::Receive(const std::string& packet) {
  const auto parsed = ppp::ParsePacket(packet);
  ASSERT_TRUE(parsed) << packet;
  Receive(*parsed);
}

void ControlLayerEnd::Receive(const ppp::Packet& packet) {
  Actions actions;
  layer_->OnPacket(packet, now_, &actions);
  Absorb(actions);
}

void ControlLayerEnd::Advance(int seconds) {
  const Instant end = now_ + std::chrono::seconds(seconds);
  while (layer_->deadline() <= end) {
    now_ = std::max(now_, layer_->deadline());
    Actions actions;
    layer_->OnTime(now_, &actions);
    Absorb(actions);
  }
  now_ = end;
}

void ControlLayerEnd::Absorb(const Actions& actions) {
  for (const Action& action : actions) {
    told_.push_back(Told(action));
    if (const auto* send = std::get_if<SendPacket>(&action)) outbox_.push_back(send->packet);
    if (const auto* change = std::get_if<LayerChange>(&action)) {
      if (change->layer == Layer::kUp) up_ = true;
      if (change->layer == Layer::kDown) up_ = false;
    }
    if (const auto* close = std::get_if<CloseLink>(&action)) {
      closed_.push_back(*close);
      Close(close->reason);
    }
  }
}

std::vector<std::string> ControlLayerEnd::Take() {
  return std::exchange(told_, {});
}

std::vector<std::string> ControlLayerEnd::TakeWords() {
  std::vector<std::string> words = Take();
  std::erase_if(words, [](const std::string& line) { return line.starts_with("sent "); });
  return words;
}

bool Exchange(ControlLayerEnd* one, ControlLayerEnd* other) {
  constexpr int kMostPackets = 500;
  for (int packets = 0; packets < kMostPackets;) {
    if (one->outbox().empty() && other->outbox().empty()) return true;
    for (auto [from, to] : {std::pair(one, other), std::pair(other, one)}) {
      std::deque<ppp::Packet> under_way = std::exchange(from->outbox(), {});
      for (const ppp::Packet& packet : under_way) {
        to->Receive(packet);
        ++packets;
      }
    }
  }
  return false;
}

}  // namespace pptp::tunnel
