// Both sides of every method, wired together, over a wire that loses and repeats.
#include "lib/tunnel/auth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "lib/base/text.h"
#include "tests/tunnel/auth_told.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;

constexpr AuthMethod kMethods[] = {AuthMethod::kPap, AuthMethod::kChapMd5, AuthMethod::kMsChap,
                                   AuthMethod::kMsChapV2};

// A client and a server; "loss" and "repetition" are per cent.
class Pair {
 public:
  Pair(AuthMethod method, std::string_view password, unsigned loss = 0, unsigned repetition = 0,
       uint64_t seed = 1)
      : random_(seed), engine_(seed), loss_(loss), repetition_(repetition) {
    secrets_.Add("DOM\\joe", "geheim");
    client_ = AuthenticateToPeer(method, CredentialsOf("DOM\\joe", password), &random_);
    server_ = AuthenticatePeer(method, "srv", &secrets_, &random_);
  }

  // Until there is nothing left to wait for.
  void Run() {
    Start(server_.get());
    Start(client_.get());
    Deliver();
    while (std::min(client_->deadline(), server_->deadline()) != kNever) {
      now_ = std::min(client_->deadline(), server_->deadline());
      Step([&](Actions* a) { client_->OnTime(now_, a); }, client_.get());
      Step([&](Actions* a) { server_->OnTime(now_, a); }, server_.get());
      Deliver();
    }
  }

  Authentication& client() { return *client_; }
  Authentication& server() { return *server_; }
  int closes() const { return closes_; }

 private:
  struct OnTheWire {
    Authentication* to;
    ppp::Packet packet;
  };

  template <typename Input>
  void Step(Input input, Authentication* from) {
    Actions actions;
    input(&actions);
    for (const Action& action : actions) {
      if (std::get_if<CloseLink>(&action)) ++closes_;
      const std::optional<ppp::Packet> packet = Sent(action);
      if (!packet) continue;
      Authentication* to = from == client_.get() ? server_.get() : client_.get();
      if (engine_() % 100 < loss_) continue;
      wire_.push_back({to, *packet});
      if (engine_() % 100 < repetition_) wire_.push_back({to, *packet});
    }
  }
  static std::optional<ppp::Packet> Sent(const Action& action) {
    if (const auto* send = std::get_if<SendPacket>(&action)) return send->packet;
    const auto* secret = std::get_if<SendSecretPacket>(&action);
    if (!secret) return std::nullopt;
    return ppp::DecodePacket(secret->shown.protocol, secret->information.view());
  }
  void Start(Authentication* side) {
    Step([&](Actions* a) { side->Start(now_, a); }, side);
  }
  void Deliver() {
    while (!wire_.empty()) {
      const OnTheWire next = wire_.front();
      wire_.pop_front();
      Step([&](Actions* a) { next.to->OnPacket(next.packet, now_, a); }, next.to);
    }
  }

  Instant now_{seconds(1)};
  SeededRandom random_;
  std::mt19937_64 engine_;
  unsigned loss_, repetition_;
  Secrets secrets_;
  std::unique_ptr<Authentication> client_, server_;
  std::deque<OnTheWire> wire_;
  int closes_ = 0;
};

TEST(Authentication, LetsTheRightPasswordInByEveryMethod) {
  for (const AuthMethod method : kMethods) {
    SCOPED_TRACE(static_cast<int>(method));
    Pair pair(method, "geheim");
    pair.Run();
    ASSERT_TRUE(pair.client().result());
    ASSERT_TRUE(pair.server().result());
    EXPECT_EQ(method, pair.server().result()->method);
    EXPECT_EQ("DOM\\joe", pair.server().result()->name);
    EXPECT_EQ(0, pair.closes());
  }
}

TEST(Authentication, RefusesAWrongPasswordByEveryMethod) {
  for (const AuthMethod method : kMethods) {
    for (const char* password : {"Geheim", "geheim ", ""}) {
      SCOPED_TRACE(testing::Message() << static_cast<int>(method) << " \"" << password << "\"");
      Pair pair(method, password);
      pair.Run();
      EXPECT_TRUE(pair.client().failed());
      EXPECT_TRUE(pair.server().failed());
      EXPECT_EQ(2, pair.closes());
    }
  }
}

TEST(Authentication, GivesBothEndsTheSameKeysForEveryStrength) {
  using enum crypto::MppeStrength;
  for (const AuthMethod method : {AuthMethod::kMsChap, AuthMethod::kMsChapV2}) {
    Pair pair(method, "geheim");
    pair.Run();
    const auto& client = pair.client().result()->keys;
    const auto& server = pair.server().result()->keys;
    ASSERT_TRUE(client && server);
    for (const crypto::MppeStrength strength : {k40Bit, k56Bit, k128Bit}) {
      EXPECT_EQ(strength, client->At(strength).send.strength());
      EXPECT_EQ(ToHex(client->At(strength).send.view()),
                ToHex(server->At(strength).receive.view()));
      EXPECT_EQ(ToHex(client->At(strength).receive.view()),
                ToHex(server->At(strength).send.view()));
    }
  }
}

// Whatever gets lost, a side that succeeds does so with keys that fit, and a session ends
// in at most a minute. Packets are repeated, too.
TEST(Authentication, SurvivesAWireThatLosesAndRepeats) {
  int succeeded = 0;
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    for (const AuthMethod method : kMethods) {
      SCOPED_TRACE(testing::Message() << "seed " << seed << " method " << static_cast<int>(method));
      Pair pair(method, "geheim", 30, 20, seed);
      pair.Run();
      EXPECT_FALSE(pair.client().running());
      EXPECT_FALSE(pair.server().running());
      const AuthResult* client = pair.client().result();
      const AuthResult* server = pair.server().result();
      if (!client || !server) continue;
      ++succeeded;
      if (!client->keys) continue;
      EXPECT_EQ(ToHex(client->keys->At(crypto::MppeStrength::k128Bit).send.view()),
                ToHex(server->keys->At(crypto::MppeStrength::k128Bit).receive.view()));
    }
  }
  EXPECT_GT(succeeded, 200);
}

ppp::Packet RandomPacket(ppp::Protocol protocol, std::mt19937_64* engine) {
  const auto bytes = [&](size_t most) {
    Bytes result((*engine)() % (most + 1));
    for (uint8_t& byte : result) byte = static_cast<uint8_t>((*engine)());
    return result;
  };
  const auto text = [&](size_t most) { return std::string(AsText(bytes(most))); };
  ppp::Packet packet{protocol,
                     static_cast<uint8_t>((*engine)() % 6),
                     static_cast<uint8_t>((*engine)() % 4),
                     ppp::Raw{},
                     {},
                     {}};
  constexpr size_t kLengths[] = {0, 8, 16, 49, 255};
  switch ((*engine)() % 6) {
    case 0:
      packet.body = ppp::ChapValue{{bytes(60), false, {}}, text(20)};
      break;
    case 1: {
      Bytes value = bytes(0);
      value.resize(kLengths[(*engine)() % std::size(kLengths)], 0x5a);
      packet.body = ppp::ChapValue{{value, false, {}}, (*engine)() % 2 ? "DOM\\joe" : text(300)};
      break;
    }
    case 2:
      packet.body = ppp::ChapResult{((*engine)() % 2 ? "S=" : "E=") + text(60)};
      break;
    case 3:
      packet.body = ppp::PapRequest{text(20), text(20), false};
      break;
    case 4:
      packet.body = ppp::PapReply{text(300)};
      break;
    default:
      packet.body = ppp::Raw{{bytes(30), false, {}}};
  }
  return packet;
}

// Nothing that a peer invents lets it in, and each side closes the link at most once.
TEST(Authentication, LetsNoInventedPacketIn) {
  std::mt19937_64 engine(42);
  for (int round = 0; round < 300; ++round) {
    const AuthMethod method = kMethods[round % 4];
    SCOPED_TRACE(round);
    SeededRandom random(static_cast<uint64_t>(round));
    Secrets secrets;
    secrets.Add("DOM\\joe", "geheim");
    const auto client = AuthenticateToPeer(method, CredentialsOf("joe", "geheim"), &random);
    const auto server = AuthenticatePeer(method, "srv", &secrets, &random);
    Actions from_client, from_server;
    client->Start({}, &from_client);
    server->Start({}, &from_server);
    for (int i = 0; i < 100; ++i) {
      const ppp::Packet packet = RandomPacket(client->protocol(), &engine);
      client->OnPacket(packet, {}, &from_client);
      server->OnPacket(packet, {}, &from_server);
    }
    EXPECT_FALSE(server->result());
    if (method == AuthMethod::kMsChapV2) {
      EXPECT_FALSE(client->result()) << "only a proof is good";
    }
    for (const Actions* actions : {&from_client, &from_server}) {
      EXPECT_LE(std::count_if(actions->begin(), actions->end(),
                              [](const Action& a) { return std::get_if<CloseLink>(&a); }),
                1);
    }
  }
}

}  // namespace
}  // namespace pptp::tunnel
