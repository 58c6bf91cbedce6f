#ifndef PPTP_TESTS_SIMULATION_WORLD_H_
#define PPTP_TESTS_SIMULATION_WORLD_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/base/random_source.h"

// A world in which only the seed decides what happens: a clock that jumps from event to
// event, chance, and wires that lose, delay and damage what they carry.
namespace pptp::simulation {

class Chance : public RandomSource {
 public:
  explicit Chance(uint64_t seed) : engine_(seed) {}

  void Fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(engine_());
  }
  uint64_t Below(uint64_t limit) { return limit == 0 ? 0 : engine_() % limit; }
  bool Happens(double probability) {
    return probability > 0 && static_cast<double>(engine_() >> 11) * 0x1p-53 < probability;
  }

 private:
  std::mt19937_64 engine_;
};

// What happens next, in order of time and, at the same time, of arrival.
class Agenda {
 public:
  void At(Instant when, std::function<void(Instant)> what);
  Instant next() const { return entries_.empty() ? kNever : entries_.top().when; }
  void DoNext();
  bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    Instant when;
    uint64_t number;
    std::function<void(Instant)> what;
    bool operator<(const Entry& other) const {
      return when != other.when ? when > other.when : number > other.number;
    }
  };
  std::priority_queue<Entry> entries_;
  uint64_t numbers_ = 0;
};

// How one direction of the path treats packets.
struct Faults {
  double loss = 0;
  double duplication = 0;
  double corruption = 0;  // of one bit
  Duration delay = std::chrono::milliseconds(10);
  Duration jitter{};                                    // added at random: reorders
  size_t largest = std::numeric_limits<size_t>::max();  // a black hole for what is larger
  bool blocked = false;
};

// Carries packets of GRE.
class Wire {
 public:
  using Receiver = std::function<void(ByteView packet, Instant now)>;

  Wire(Agenda* agenda, Chance* chance, Faults faults, Receiver receiver);
  void Send(ByteView packet, Instant now);
  // Lets what arrives pass through a router first, which may change it, or drop it (empty).
  using Router = std::function<Bytes(ByteView packet)>;
  void Pass(Router router) { router_ = std::move(router); }
  Faults& faults() { return faults_; }
  uint64_t carried() const { return carried_; }

 private:
  void Arrive(Bytes packet, Instant when);

  Agenda* agenda_;
  Chance* chance_;
  Faults faults_;
  Receiver receiver_;
  Router router_;
  uint64_t carried_ = 0;
};

// Carries a TCP connection's bytes: all of them, in order, in pieces of any size.
class Stream {
 public:
  using Receiver = std::function<void(ByteView bytes, Instant now)>;
  using Closed = std::function<void(Instant now)>;

  Stream(Agenda* agenda, Chance* chance, Duration delay, Receiver receiver, Closed closed);
  void Send(ByteView bytes, Instant now);
  void Close(Instant now);
  // From now on what is sent arrives nowhere.
  void Block() { blocked_ = true; }

 private:
  Instant ArrivalTime(Instant now);

  Agenda* agenda_;
  Chance* chance_;
  Duration delay_;
  Receiver receiver_;
  Closed closed_;
  Instant last_{};
  bool closed_already_ = false;
  bool blocked_ = false;
};

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_WORLD_H_
