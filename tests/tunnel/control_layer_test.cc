#include "lib/tunnel/control_layer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <string>

#include "lib/ppp/wire.h"
#include "lib/tunnel/ipcp.h"
#include "lib/tunnel/ipv6cp.h"
#include "lib/tunnel/lcp.h"
#include "tests/tunnel/control_layer_end.h"

// What holds for every layer: no packet of the peer, in whatever state, makes it talk
// without end, and afterwards it can still be brought up by a peer that behaves.

namespace pptp::tunnel {
namespace {

using ppp::Packet;
using std::chrono::seconds;

class SeededRandom : public RandomSource {
 public:
  explicit SeededRandom(uint64_t seed) : random_(seed) {}
  void Fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random_());
  }

 private:
  std::mt19937_64 random_;
};

// Packets from a peer that follows no rules. It hears what we say, and about
// half of its answers have the right id.
class Storm {
 public:
  Storm(ppp::Protocol protocol, uint64_t seed) : protocol_(protocol), random_(seed) {}

  void Hear(const Packet& packet) {
    if (packet.code == ppp::kConfigureRequest) request_ = packet;
  }

  Packet Next() {
    const auto code = static_cast<uint8_t>(Below(3) ? 1 + Below(4) : Below(17));
    const uint8_t id = Below(2) ? request_.id : Byte();
    Packet packet{protocol_, code, id, BodyOf(code), {}, {}};
    if (code == ppp::kConfigureAck && Below(3)) packet.body = request_.body;
    if (code == ppp::kConfigureRequest && Below(2)) packet.body = ppp::Options{{GoodOption()}};
    if (code == ppp::kConfigureNak && Below(2)) packet.body = ppp::Options{{GoodOption()}};
    return packet;
  }

  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(random_() % limit); }

 private:
  uint8_t Byte() { return static_cast<uint8_t>(random_()); }

  Bytes SomeBytes() {
    Bytes bytes(Below(4) ? Below(9) : Below(200));
    for (uint8_t& byte : bytes) byte = Below(3) ? Byte() : 0;
    return bytes;
  }

  // One to which a layer may well agree.
  ppp::Option GoodOption() {
    const uint8_t last = Byte();
    if (protocol_ == ppp::Protocol::kIpcp) return {ppp::kIpcpAddress, {10, 0, 0, 2}, {}};
    if (protocol_ == ppp::Protocol::kIpv6cp) {
      return {ppp::kIpv6cpInterfaceId, {0, 0, 0, 0, 0, 0, 0, last}, {}};
    }
    return {ppp::kLcpMagic, {0, 0, 0, last}, {}};
  }

  ppp::Option SomeOption() {
    static constexpr uint8_t kTypes[] = {1, 2, 3, 4, 5, 7, 8, 13, 17, 129, 130, 131, 132};
    static const Bytes kValues[] = {
        {},           {5, 120},      {0xc2, 0x23, 0x81},       {0xc0, 0x23},
        {0, 0, 0, 0}, {10, 0, 0, 2}, {0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 1}};
    const uint8_t type = Below(8) ? kTypes[Below(std::size(kTypes))] : Byte();
    return {type, Below(3) ? kValues[Below(std::size(kValues))] : SomeBytes(), {}};
  }

  ppp::Body BodyOf(uint8_t code) {
    if (Below(20) == 0) return ppp::Raw{{SomeBytes(), false, {}}};
    switch (code) {
      case ppp::kConfigureRequest:
      case ppp::kConfigureAck:
      case ppp::kConfigureNak:
      case ppp::kConfigureReject: {
        ppp::Options options;
        const auto* ours = std::get_if<ppp::Options>(&request_.body);
        if (ours && Below(2)) options = *ours;
        if (!options.list.empty() && Below(2)) options.list.pop_back();
        if (Below(2)) return options;
        for (uint32_t count = Below(6); count > 0; --count) options.list.push_back(SomeOption());
        return options;
      }
      case ppp::kTerminateRequest:
      case ppp::kTerminateAck:
        return ppp::Terminate{{SomeBytes(), false, {}}};
      case ppp::kCodeReject:
        return ppp::CodeReject{{SomeBytes(), false, {}}};
      case ppp::kProtocolReject:
        return ppp::ProtocolReject{static_cast<uint16_t>(random_()), {SomeBytes(), false, {}}};
      case ppp::kEchoRequest:
      case ppp::kEchoReply:
      case ppp::kDiscardRequest:
        return ppp::Echo{static_cast<uint32_t>(random_()), {SomeBytes(), false, {}}};
      default:
        return ppp::Raw{{SomeBytes(), false, {}}};
    }
  }

  ppp::Protocol protocol_;
  std::mt19937_64 random_;
  Packet request_;
};

struct StormCase {
  const char* name;
  // The layer under the storm, and one that behaves.
  std::function<std::unique_ptr<ControlLayer>(RandomSource*)> ours, theirs;
};

LcpConfig LcpClient() {
  LcpConfig config;
  config.wishes.authenticate_to_peer = {AuthMethod::kMsChapV2, AuthMethod::kPap};
  config.echo = {seconds(10), 4, false};
  return config;
}

LcpConfig LcpServer() {
  LcpConfig config;
  config.wishes.mru = 1400;
  config.wishes.require_from_peer = {AuthMethod::kMsChapV2, AuthMethod::kChapMd5};
  return config;
}

IpcpConfig IpcpClient() {
  IpcpConfig config;
  config.wishes.ask_dns = config.wishes.ask_wins = true;
  return config;
}

IpcpConfig IpcpServer() {
  IpcpConfig config;
  config.wishes.local = 0x0a000001;
  config.wishes.remote = 0x0a000002;
  config.wishes.accept_local = config.wishes.accept_remote = false;
  config.wishes.give_dns = {0x0a000035, 0};
  return config;
}

auto MakeLcp(LcpConfig (*config)()) {
  return [config](RandomSource* random) { return std::make_unique<Lcp>(config(), random); };
}
auto MakeIpcp(IpcpConfig (*config)()) {
  return [config](RandomSource*) { return std::make_unique<Ipcp>(config()); };
}
auto MakeIpv6cp() {
  return [](RandomSource* random) { return std::make_unique<Ipv6cp>(Ipv6cpWishes{}, random); };
}

const StormCase kStorms[] = {
    {"LcpClient", MakeLcp(LcpClient), MakeLcp(LcpServer)},
    {"LcpServer", MakeLcp(LcpServer), MakeLcp(LcpClient)},
    {"IpcpClient", MakeIpcp(IpcpClient), MakeIpcp(IpcpServer)},
    {"IpcpServer", MakeIpcp(IpcpServer), MakeIpcp(IpcpClient)},
    {"Ipv6cp", MakeIpv6cp(), MakeIpv6cp()},
};

// Lives through one storm; the number of times that it came up.
void Weather(const StormCase& row, uint64_t seed, int* ups) {
  SeededRandom random(seed), other_random(seed + 1000);
  auto layer = row.ours(&random);
  Storm storm(layer->protocol(), seed);
  Instant now{};
  Actions actions;
  layer->Open(now, &actions);
  layer->Up(now, &actions);
  bool up = false;
  for (int step = 0; step < 400; ++step) {
    for (const Action& action : actions) {
      if (const auto* send = std::get_if<SendPacket>(&action)) {
        storm.Hear(send->packet);
        if (std::get_if<ppp::Options>(&send->packet.body)) {
          EXPECT_LE(ppp::EncodeFrame(send->packet).size(), 1504u);
        }
      }
      if (const auto* change = std::get_if<LayerChange>(&action)) {
        if (change->layer == Layer::kUp || change->layer == Layer::kDown) {
          EXPECT_NE(up, change->layer == Layer::kUp) << "announced twice";
          up = change->layer == Layer::kUp;
          *ups += up ? 1 : 0;
        }
      }
    }
    EXPECT_LE(actions.size(), 10u);
    EXPECT_EQ(up, layer->up());
    actions.clear();
    if (storm.Below(10) == 0) {
      now += seconds(storm.Below(5));
      layer->OnTime(now, &actions);
    } else {
      layer->OnPacket(storm.Next(), now, &actions);
    }
  }
  // The call ends, and another one has a peer that behaves.
  actions.clear();
  layer->Down(now, &actions);
  layer->Close("User request", now, &actions);
  auto peer = row.theirs(&other_random);
  ControlLayerEnd one(layer.get()), other(peer.get());
  one.Start();
  other.Start();
  EXPECT_TRUE(Exchange(&one, &other));
  EXPECT_TRUE(one.up() && other.up()) << StateName(layer->state());
}

TEST(ControlLayer, WeathersStorms) {
  for (const StormCase& row : kStorms) {
    SCOPED_TRACE(row.name);
    int ups = 0;
    for (uint64_t seed = 1; seed <= 25 && !testing::Test::HasFailure(); ++seed) {
      SCOPED_TRACE(seed);
      Weather(row, seed, &ups);
    }
    EXPECT_GT(ups, 0) << "the storm is too wild to get anywhere";
  }
}

// A peer that answers each request, but never agrees.
TEST(ControlLayer, GivesUpAPeerThatAnswersForEver) {
  for (const StormCase& row : kStorms) {
    for (const uint8_t code : {ppp::kConfigureNak, ppp::kConfigureReject}) {
      SCOPED_TRACE(row.name);
      SeededRandom random(1);
      auto layer = row.ours(&random);
      ControlLayerEnd end(layer.get());
      end.Start();
      int answered = 0;
      for (; answered < 1000 && !end.outbox().empty(); ++answered) {
        Packet answer = end.outbox().front();
        end.outbox().pop_front();
        if (answer.code != ppp::kConfigureRequest) continue;
        answer.code = code;
        answer.body = ppp::Options{{{0xc8, {}, {}}}};
        end.Receive(answer);
        end.Advance(1);
      }
      end.Advance(120);
      EXPECT_LT(answered, 200);
      EXPECT_TRUE(layer->state() == State::kStopped) << StateName(layer->state());
    }
  }
}

}  // namespace
}  // namespace pptp::tunnel
