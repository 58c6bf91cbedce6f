#ifndef PPTP_TESTS_TUNNEL_CONTROL_LAYER_END_H_
#define PPTP_TESTS_TUNNEL_CONTROL_LAYER_END_H_

#include <deque>
#include <string>
#include <vector>

#include "lib/base/random_source.h"
#include "lib/tunnel/control_layer.h"

namespace pptp::tunnel {

// A random source that counts: its numbers are 1, 2, 3, ...
class CountingRandom : public RandomSource {
 public:
  explicit CountingRandom(uint8_t first = 1) : next_(first) {}
  void Fill(std::span<uint8_t> bytes) override;

 private:
  uint8_t next_;
};

// A random source that is broken.
class ZeroRandom : public RandomSource {
 public:
  void Fill(std::span<uint8_t> bytes) override;
};

// One end of a link: a layer, its clock, and what it wants done. Like a link it closes
// the layer when that asks for it.
class ControlLayerEnd {
 public:
  explicit ControlLayerEnd(ControlLayer* layer) : layer_(layer) {}

  void Start();
  void Close(const std::string& reason);
  void Receive(const std::string& packet);  // in pppd's words, with its brackets
  void Receive(const ppp::Packet& packet);
  void Advance(int seconds);
  void Absorb(const Actions& actions);

  // What it said since the last call, a line each: "sent [IPCP ConfReq id=0x1]", "up",
  // "notice local  IP address 10.0.0.1", "close 15 Peer not responding", "rejected 0x80fd".
  std::vector<std::string> Take();
  // The same without the packets.
  std::vector<std::string> TakeWords();

  // The packets to the peer that it did not fetch yet.
  std::deque<ppp::Packet>& outbox() { return outbox_; }

  Instant now() const { return now_; }
  bool up() const { return up_; }
  const std::vector<CloseLink>& closed() const { return closed_; }

 private:
  ControlLayer* layer_;
  Instant now_{};
  bool up_ = false;
  std::vector<std::string> told_;
  std::deque<ppp::Packet> outbox_;
  std::vector<CloseLink> closed_;
};

// Carries packets between two ends, in turn, until both are silent. False when that does
// not come. An end wired to itself is a looped line.
bool Exchange(ControlLayerEnd* one, ControlLayerEnd* other);

}  // namespace pptp::tunnel

#endif  // PPTP_TESTS_TUNNEL_CONTROL_LAYER_END_H_
