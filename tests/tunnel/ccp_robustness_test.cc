// A peer that sends whatever comes to its mind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <optional>

#include "tests/tunnel/ccp_peers.h"

namespace pptp::tunnel {
namespace {

constexpr uint32_t kBoth = ppp::kMppe128Bit | ppp::kMppe40Bit;

class InventivePeer {
 public:
  explicit InventivePeer(uint64_t seed) : engine_(seed) {}

  ppp::Packet Invent() {
    ppp::Packet packet{ppp::Protocol::kCcp,
                       static_cast<uint8_t>(Below(18)),
                       static_cast<uint8_t>(Below(12)),
                       ppp::Raw{{Any(8), false, {}}},
                       {},
                       {}};
    if (packet.code >= ppp::kConfigureRequest && packet.code <= ppp::kConfigureReject) {
      packet.body = ppp::Options{Options()};
    } else if (packet.code == ppp::kTerminateRequest) {
      packet.body = ppp::Terminate{{Any(8), false, {}}};
    } else if (packet.code == ppp::kCodeReject) {
      packet.body = ppp::CodeReject{{Any(8), false, {}}};
    }
    return packet;
  }
  // The right answer to a request, now and then.
  std::optional<ppp::Packet> Answer(const ppp::Packet& request) {
    if (request.code != ppp::kConfigureRequest || Below(2) == 0) return std::nullopt;
    ppp::Packet answer = request;
    answer.code = ppp::kConfigureAck;
    if (Below(4) == 0) answer.code = static_cast<uint8_t>(ppp::kConfigureAck + Below(3));
    return answer;
  }
  Bytes Any(size_t most) {
    Bytes bytes(Below(most + 1));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(engine_());
    return bytes;
  }
  size_t Below(size_t count) { return engine_() % count; }

 private:
  std::vector<ppp::Option> Options() {
    constexpr uint32_t kProposals[] = {0x01000040, 0x01000020, 0x01000060, 0,
                                       0x40,       0x010000e1, 0x1};
    std::vector<ppp::Option> options;
    for (size_t left = Below(3); left > 0; --left) {
      const size_t kind = Below(8);
      if (kind < std::size(kProposals)) {
        options.push_back(ppp::MppeOption(kProposals[kind]));
      } else {
        options.push_back({static_cast<uint8_t>(Below(30)), Any(6), {}});
      }
    }
    return options;
  }

  std::mt19937_64 engine_;
};

// Whatever happens: with MPPE required no packet may ever pass in the clear; ciphers are
// there exactly when encryption is agreed, and its bits are such as were allowed; the link
// is closed at most once and after that nothing happens.
TEST(CcpRobustness, KeepsItsPromisesToAnInventivePeer) {
  int agreed = 0, closed = 0;
  for (uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(seed);
    InventivePeer peer(seed);
    const MppeConfig config = {static_cast<MppePolicy>(seed % 3),
                               seed % 2 ? kBoth : ppp::kMppe128Bit, seed % 5 == 0};
    CcpEnd end(config);
    const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
    Instant now{};
    std::optional<ppp::Packet> answer;
    end.ccp.Start(&login, nullptr, now, &end.actions);
    size_t closes = 0, sent = 0;
    for (int step = 0; step < 60; ++step) {
      const bool was_closed = closes > 0;
      if (peer.Below(6) == 0) {
        now += std::chrono::seconds(1);
        end.ccp.OnTime(now, &end.actions);
      } else if (peer.Below(6) == 0) {
        const Bytes packet = peer.Any(10);
        Bytes out(packet.size());
        end.ccp.Decrypt(packet, out, now, &end.actions);
      } else {
        end.Receive(answer ? *answer : peer.Invent(), now);
        answer.reset();
      }
      for (const Action& action : end.actions) {
        if (std::get_if<CloseLink>(&action)) ++closes;
        if (const auto* send = std::get_if<SendPacket>(&action)) {
          ++sent;
          answer = peer.Answer(send->packet);
        }
        EXPECT_FALSE(was_closed) << "nothing is said after the end";
      }
      end.actions.clear();

      const Ccp::Encryption bits = end.ccp.encryption();
      EXPECT_EQ(bits.send != 0, bits.receive != 0);
      EXPECT_EQ(bits.agreed(), end.ccp.encryptor() != nullptr);
      EXPECT_EQ(bits.agreed(), end.ccp.decryptor() != nullptr);
      for (const uint32_t direction : {bits.send, bits.receive}) {
        EXPECT_EQ(0u, direction & ~(config.strengths | ppp::kMppeStateless));
        if (bits.agreed() && !config.stateful) {
          EXPECT_TRUE(direction & ppp::kMppeStateless);
        }
      }
      if (config.policy == MppePolicy::kRequired) {
        EXPECT_EQ(bits.agreed(), end.ccp.networks_allowed());
      }
      EXPECT_FALSE(bits.agreed() && config.policy == MppePolicy::kRefused);
      EXPECT_FALSE(closes > 0 && end.ccp.networks_allowed());
      if (bits.agreed()) ++agreed;
    }
    EXPECT_LE(closes, 1u);
    EXPECT_LE(sent, 200u) << "at most a few packets for each that came";
    if (closes > 0) ++closed;
  }
  EXPECT_GT(agreed, 100);
  EXPECT_GT(closed, 300);
}

// With MPPE required, a peer that never stops sending cannot keep the link from an end.
TEST(CcpRobustness, EndsAnEndlessNegotiation) {
  const char* const kStubborn[] = {
      "CCP ConfNak id=%d <mppe +H -M +S -L -D -C>",
      "CCP ConfNak id=%d <deflate 15>",
      "CCP ConfRej id=%d <deflate 15>",
      "CCP ConfReq id=%d <deflate 15>",
      "CCP ConfReq id=%d",
      "CCP ConfReq id=%d <mppe +H -M -S -L -D +C>",
      "CCP TermReq id=%d",
      "CCP TermAck id=%d",
      "CCP ResetReq id=%d",
  };
  for (const char* text : kStubborn) {
    SCOPED_TRACE(text);
    CcpEnd end({MppePolicy::kRequired, ppp::kMppe128Bit, false});
    const AuthResult login = MsChapV2Result(crypto::MppeRole::kClient);
    Instant now{};
    end.ccp.Start(&login, nullptr, now, &end.actions);
    std::string reason;
    int seconds = 0;
    for (; seconds < 600 && reason.empty(); ++seconds) {
      uint8_t last_id = 0;
      for (const Action& action : end.actions) {
        const auto* send = std::get_if<SendPacket>(&action);
        if (send && send->packet.code == ppp::kConfigureRequest) last_id = send->packet.id;
        if (const auto* close = std::get_if<CloseLink>(&action)) reason = close->reason;
      }
      end.actions.clear();
      ppp::Packet packet =
          PacketOf(std::string(text).replace(std::string(text).find("%d"), 2, "0x0"));
      packet.id = last_id != 0 ? last_id : static_cast<uint8_t>(seconds);
      end.Receive(packet, now);
      now += std::chrono::seconds(1);
      end.ccp.OnTime(now, &end.actions);
    }
    EXPECT_THAT(reason, testing::StartsWith("MPPE required but peer "));
    EXPECT_LT(seconds, 200);
  }
}

}  // namespace
}  // namespace pptp::tunnel
