#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "lib/crypto/secret.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "lib/pptp/control_codec.h"
#include "lib/pptp/gre.h"
#include "lib/tunnel/tunnel.h"
#include "tests/fuzz/target.h"
#include "tests/pptp/gre_packet.h"

namespace pptp::fuzz {
namespace {

constexpr uint16_t kCallId = 1;

// What happens next, a byte in the input; what belongs to it follows, behind its size.
enum Step : uint8_t { kControlBytes, kFrame, kGrePacket, kTime, kSendIp, kClose, kSteps };

class Counting : public RandomSource {
 public:
  void Fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = ++last_;
  }

 private:
  uint8_t last_ = 0;
};

// A client that demands encryption, and what it does.
class Client : public tunnel::TunnelOutput {
 public:
  Client() : tunnel_(Config(), &random_, this) { tunnel_.OnConnected(now_); }

  void Take(uint8_t step, ByteView bytes) {
    switch (step % kSteps) {
      case kControlBytes:
        return tunnel_.OnControl(bytes, now_);
      case kFrame:
        return tunnel_.OnGre(InGre(bytes), now_);
      case kGrePacket:
        return tunnel_.OnGre(bytes, now_);
      case kTime:
        return Wait(bytes.empty() ? 1 : bytes[0]);
      case kSendIp:
        tunnel_.SendIp(bytes, now_);
        return;
      default:
        return tunnel_.Close(now_);
    }
  }

  void Wait(int time) {
    const Instant end = now_ + std::chrono::seconds(time);
    for (int expiries = 0; tunnel_.deadline() <= end; ++expiries) {
      Require(expiries < 10'000, "timers come to rest");
      now_ = std::max(now_, tunnel_.deadline());
      tunnel_.OnTime(now_);
    }
    now_ = end;
  }

 private:
  static tunnel::TunnelConfig Config() {
    tunnel::TunnelConfig config;
    config.control.call_id = kCallId;
    config.link.credentials.name = "joe";
    config.link.credentials.password = crypto::Secret(AsBytes("secret"));
    config.link.lcp.wishes.authenticate_to_peer = {tunnel::AuthMethod::kMsChapV2,
                                                   tunnel::AuthMethod::kPap};
    return config;
  }

  Bytes InGre(ByteView frame) {
    gre::Header header;
    header.call_id = kCallId;
    header.sequence = sequence_++;
    return gre::PacketBytes(header, frame);
  }

  void SendControl(ByteView) override { Require(!ended_, "nothing is sent after the end"); }
  void CloseControl() override {}
  std::span<uint8_t> GreSpace(size_t size) override {
    Require(size <= space_.size(), "packets are of a reasonable size");
    return space_;
  }
  void SendGre(std::span<const uint8_t> packet) override {
    Require(!ended_, "nothing is sent after the end");
    const auto parsed = gre::Parse(packet);
    Require(parsed.has_value(), "what is sent is GRE");
  }
  std::span<uint8_t> IpSpace(size_t size) override {
    Require(size <= ip_space_.size(), "packets are of a reasonable size");
    return ip_space_;
  }
  void DeliverIp(ByteView packet) override {
    Require(up_, "nothing is delivered before the network is up");
    Require(packet.empty() || (packet.data() >= ip_space_.data() &&
                               packet.data() < ip_space_.data() + ip_space_.size()),
            "nothing is delivered that was not decrypted");
  }
  void Log(tunnel::Speaker, tunnel::Level, std::string_view) override {}
  void OnNetworkUp(const tunnel::NetworkUp&) override { up_ = true; }
  void OnNetworkDown(ppp::Protocol) override {}
  void OnEnded(tunnel::ExitStatus, std::string_view reason) override {
    Require(!ended_, "it ends once");
    Require(!reason.empty(), "it ends for a reason");
    ended_ = true;
  }

  Counting random_;
  Instant now_{};
  uint32_t sequence_ = 0;
  bool up_ = false;
  bool ended_ = false;
  std::array<uint8_t, 4096> space_, ip_space_;
  tunnel::Tunnel tunnel_;
};

void Append(Step step, ByteView bytes, Bytes* story) {
  story->push_back(step);
  story->push_back(static_cast<uint8_t>(bytes.size()));
  story->insert(story->end(), bytes.begin(), bytes.end());
}

void AppendFrame(std::string_view packet, Bytes* story) {
  if (const auto parsed = ppp::ParsePacket(packet)) {
    Append(kFrame, ppp::EncodeFrame(*parsed), story);
  }
}

// A call that stands, up to where the client has authenticated itself.
Bytes Opening() {
  Bytes story;
  control::StartControlConnectionReply start;
  start.result = control::StartResult::kSuccessful;
  Append(kControlBytes, control::Encode(start), &story);
  control::OutgoingCallReply call;
  call.peer_call_id = kCallId;
  call.result = control::OutgoingCallResult::kConnected;
  Append(kControlBytes, control::Encode(call), &story);
  AppendFrame("[LCP ConfReq id=0x1 <auth pap> <magic 0x12345678>]", &story);
  AppendFrame("[LCP ConfAck id=0x1 <asyncmap 0x0> <magic 0x1020304> <pcomp> <accomp>]", &story);
  AppendFrame("[PAP AuthAck id=0x1 \"\"]", &story);
  return story;
}

}  // namespace

void RunTunnel(ByteView input) {
  Client client;
  ByteReader in(input);
  while (in.remaining() >= 2) {
    const uint8_t step = in.U8();
    const size_t size = std::min<size_t>(in.U8(), in.remaining());
    client.Take(step, in.Take(size));
  }
  client.Take(kClose, {});
  client.Wait(60);
}

std::vector<Bytes> TunnelSeeds() {
  std::vector<Bytes> seeds = {Opening()};
  for (std::string_view packet :
       {"[CCP ConfReq id=0x1 <mppe +H -M +S +L -D -C>]", "[LCP ProtRej id=0x2 80 fd 01 01 00 0a]",
        "[LCP TermReq id=0x2 \"User request\"]", "[IPCP ConfReq id=0x1 <addr 10.9.0.1>]",
        "[LCP EchoReq id=0x0 magic=0x12345678]"}) {
    Bytes story = Opening();
    AppendFrame(packet, &story);
    Append(kTime, Bytes{40}, &story);
    seeds.push_back(story);
  }
  return seeds;
}

}  // namespace pptp::fuzz
