#include "tests/simulation/storm.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "lib/ppp/frame.h"
#include "lib/ppp/wire.h"
#include "lib/pptp/gre.h"
#include "tests/ppp/packet_generator.h"
#include "tests/pptp/gre_packet.h"

namespace pptp::simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using tunnel::AuthMethod;
using tunnel::MppePolicy;

constexpr AuthMethod kMethods[] = {AuthMethod::kMsChapV2, AuthMethod::kMsChap, AuthMethod::kChapMd5,
                                   AuthMethod::kPap};

// The first byte of IP packets that a misbehaving peer sends in the clear. No honest
// packet of a run has it.
constexpr uint8_t kSmuggled = 0x46;

MppePolicy SomePolicy(Chance* chance) {
  const uint64_t dice = chance->Below(4);
  return dice == 0   ? MppePolicy::kRefused
         : dice == 1 ? MppePolicy::kAllowed
                     : MppePolicy::kRequired;
}

tunnel::MppeConfig SomeMppe(Chance* chance) {
  tunnel::MppeConfig mppe;
  mppe.policy = SomePolicy(chance);
  const uint64_t strengths = chance->Below(8);
  if (strengths == 0) mppe.strengths = ppp::kMppe40Bit;
  if (strengths == 1) mppe.strengths = ppp::kMppe128Bit;
  if (strengths == 2) mppe.strengths = ppp::kMppeStrengths;
  mppe.stateful = chance->Happens(0.2);
  return mppe;
}

std::vector<AuthMethod> SomeMethods(Chance* chance, double each) {
  std::vector<AuthMethod> methods;
  for (AuthMethod method : kMethods) {
    if (chance->Happens(each)) methods.push_back(method);
  }
  return methods;
}

void Configure(tunnel::LinkConfig* link, Chance* chance) {
  link->mppe = SomeMppe(chance);
  auto& wishes = link->lcp.wishes;
  if (chance->Happens(0.2)) wishes.mru = static_cast<uint16_t>(100 + chance->Below(2000));
  if (chance->Happens(0.1)) wishes.asyncmap.reset();
  wishes.magic = chance->Happens(0.9);
  wishes.pcomp = chance->Happens(0.8);
  wishes.accomp = chance->Happens(0.8);
  if (chance->Happens(0.3)) {
    link->lcp.echo = {seconds(1 + chance->Below(10)), static_cast<int>(chance->Below(4)),
                      chance->Happens(0.5)};
  }
  link->ipv6 = chance->Happens(0.3);
}

Faults SomeFaults(Chance* chance) {
  Faults faults;
  faults.delay = milliseconds(chance->Below(200));
  if (chance->Happens(0.4)) faults.loss = 0.3 * static_cast<double>(chance->Below(100)) / 100;
  if (chance->Happens(0.3)) faults.duplication = 0.2;
  if (chance->Happens(0.3)) faults.jitter = milliseconds(chance->Below(500));
  if (chance->Happens(0.15)) faults.corruption = 0.2;
  if (chance->Happens(0.05)) faults.largest = 100 + chance->Below(1000);
  if (chance->Happens(0.04)) faults.blocked = true;
  return faults;
}

// A peer that says what it should not: packets of its own making in place of true ones,
// true ones again, junk, or nothing any more.
class Troublemaker {
 public:
  explicit Troublemaker(uint64_t seed)
      : chance_(seed),
        generator_(static_cast<uint32_t>(seed)),
        forges_(static_cast<double>(chance_.Below(60)) / 100),
        drops_(chance_.Happens(0.3) ? 0.2 : 0),
        silent_after_(chance_.Happens(0.2) ? chance_.Below(40) : UINT64_MAX) {}

  Bytes Tamper(const Bytes& original) {
    if (++seen_ > silent_after_ || chance_.Happens(drops_)) return {};
    const auto packet = gre::Parse(original);
    if (!packet || packet->payload.empty() || !chance_.Happens(forges_)) return original;
    history_.emplace_back(packet->payload.begin(), packet->payload.end());
    if (history_.size() > kMostHistory) history_.erase(history_.begin());
    const Bytes payload = Forgery();
    return gre::PacketBytes(packet->header, payload);
  }

 private:
  static constexpr size_t kMostHistory = 32;

  Bytes Forgery() {
    switch (chance_.Below(6)) {
      case 0:
        return history_[chance_.Below(history_.size())];
      case 1: {
        Bytes junk(1 + chance_.Below(64));
        chance_.Fill(junk);
        return junk;
      }
      case 2: {
        Bytes damaged = history_.back();
        damaged[chance_.Below(damaged.size())] = static_cast<uint8_t>(chance_.Below(256));
        return damaged;
      }
      case 3:
        return {0xff, 0x03, 0x00, 0x21, kSmuggled, 1, 2, 3};
      default: {
        ppp::Packet packet = generator_.Next();
        // Ids that are in use.
        if (chance_.Happens(0.8)) packet.id = static_cast<uint8_t>(chance_.Below(5));
        return ppp::EncodeFrame(packet);
      }
    }
  }

  Chance chance_;
  ppp::PacketGenerator generator_;
  double forges_, drops_;
  uint64_t silent_after_, seen_ = 0;
  std::vector<Bytes> history_;
};

}  // namespace

Plan StormPlan(uint64_t seed) {
  Chance chance(seed);
  Plan plan = GoodPlan(seed);
  Configure(&plan.client.link, &chance);
  Configure(&plan.server.link, &chance);
  plan.client.link.lcp.wishes.authenticate_to_peer = SomeMethods(&chance, 0.8);
  plan.server.link.lcp.wishes.require_from_peer = SomeMethods(&chance, 0.6);
  if (chance.Happens(0.1)) plan.password = "another";
  if (chance.Happens(0.03)) plan.connect_error = "Connection refused";
  plan.to_server = SomeFaults(&chance);
  plan.to_client = SomeFaults(&chance);
  plan.tcp_delay = milliseconds(chance.Below(300));
  plan.client.obey_window = chance.Happens(0.2);
  plan.server.obey_window = chance.Happens(0.2);
  plan.client.control.receive_window = static_cast<uint16_t>(1 + chance.Below(64));
  plan.server.control.receive_window = static_cast<uint16_t>(1 + chance.Below(64));
  if (chance.Happens(0.1)) plan.server_closes = Instant{} + milliseconds(chance.Below(20'000));
  if (chance.Happens(0.1)) plan.server_goes_silent = Instant{} + milliseconds(chance.Below(5'000));
  if (chance.Happens(0.3)) {
    auto trouble = std::make_shared<Troublemaker>(seed + 1);
    plan.tamper_server = [trouble](const Bytes& packet, Instant) {
      return trouble->Tamper(packet);
    };
  }
  if (chance.Happens(0.1)) {
    auto trouble = std::make_shared<Troublemaker>(seed + 2);
    plan.tamper_client = [trouble](const Bytes& packet, Instant) {
      return trouble->Tamper(packet);
    };
  }
  plan.packets = static_cast<int>(chance.Below(40));
  plan.lasts = seconds(30 + chance.Below(120));
  return plan;
}

namespace {

void RunToTheEnd(TunnelPair* pair) {
  pair->Run();
  pair->CloseClient();
  // Time for two Terminate-Requests and the control connection's own farewell.
  pair->RunFor(seconds(30));
}

// A NAT that does its work is not to be noticed: not a byte of the client's log may differ.
std::string RunBehindNat(uint64_t seed, const std::string& log_without) {
  Plan plan = StormPlan(seed);
  plan.nat_call_id = static_cast<uint16_t>(40'000 + seed % 20'000);
  TunnelPair pair(std::move(plan));
  RunToTheEnd(&pair);
  if (!pair.violation().empty()) return pair.violation() + ", behind a NAT";
  if (pair.client().log() == log_without) return "";
  return fmt::format("seed {}: differs behind a NAT:\n{}\n--- and without:\n{}", seed,
                     pair.client().log(), log_without);
}

}  // namespace

std::string RunStorm(uint64_t seed) {
  Plan plan = StormPlan(seed);
  const bool client_encrypts = plan.client.link.mppe.policy == MppePolicy::kRequired;
  TunnelPair pair(std::move(plan));
  RunToTheEnd(&pair);
  if (!pair.violation().empty()) return pair.violation();
  if (!pair.client().ended()) return fmt::format("seed {}: the client never ends", seed);
  const auto& delivered = pair.client().delivered();
  const bool smuggled = std::any_of(delivered.begin(), delivered.end(), [](const Bytes& packet) {
    return packet.size() == 4 && packet[0] == kSmuggled;
  });
  if (smuggled && client_encrypts) return fmt::format("seed {}: lets plain IP in", seed);
  return RunBehindNat(seed, pair.client().log());
}

}  // namespace pptp::simulation
