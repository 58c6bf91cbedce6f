// A password does not outlive its use. This program looks into all memory that is given back.
#include <gtest/gtest.h>
#include <malloc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "lib/tunnel/ppp_link.h"

namespace {

// In the program's text, not on the heap.
const char* watched = nullptr;
size_t watched_size = 0;
int found = 0;

void GiveBack(void* memory) {
  if (memory && watched) {
    const std::string_view bytes(static_cast<const char*>(memory), malloc_usable_size(memory));
    if (bytes.find(std::string_view(watched, watched_size)) != std::string_view::npos) ++found;
  }
  std::free(memory);
}

}  // namespace

void* operator new(size_t size) {
  // Nothing of before is to be taken for what was written now.
  if (void* memory = std::calloc(1, size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  GiveBack(memory);
}
void operator delete(void* memory, size_t) noexcept {
  GiveBack(memory);
}

namespace pptp::tunnel {
namespace {

class NoRandom : public RandomSource {
 public:
  void Fill(std::span<uint8_t> bytes) override { std::ranges::fill(bytes, uint8_t{0x5a}); }
};

// Keeps the last frame, in memory that is not given back.
class OneFrame : public LinkOutput {
 public:
  ByteView last() const { return ByteView(frame_).first(size_); }
  const std::string& log() const { return log_; }

 private:
  void SendFrame(ByteView frame, Instant) override {
    ASSERT_LE(frame.size(), frame_.size());
    std::ranges::copy(frame, frame_.begin());
    size_ = frame.size();
  }
  std::span<uint8_t> IpSpace(size_t) override { return {}; }
  void DeliverIp(ByteView) override {}
  void Log(Level, std::string_view text) override { log_.append(text).append("\n"); }
  void OnNetworkUp(ppp::Protocol) override {}
  void OnNetworkDown(ppp::Protocol) override {}
  void OnLinkDead(ExitStatus, std::string_view) override {}

  std::array<uint8_t, 512> frame_{};
  size_t size_ = 0;
  std::string log_;
};

void Receive(PppLink* link, const ppp::Packet& packet, Instant now) {
  link->OnFrame(ppp::EncodeFrame(packet), now);
}

// Brings a link up to its PAP request, repeats that and lets the peer refuse it.
void LogIn(std::string_view password, OneFrame* output) {
  NoRandom random;
  LinkConfig config;
  config.credentials = {"joe", crypto::Secret(password)};
  config.lcp.wishes.authenticate_to_peer = {AuthMethod::kPap};
  PppLink link(std::move(config), &random, output);
  Instant now{std::chrono::seconds(1)};
  link.Up(now);
  ppp::Packet ack = ppp::DecodeFrame(output->last()).packet;
  ack.code = ppp::kConfigureAck;
  Receive(&link, ack, now);
  Receive(&link, ppp::ParsePacket("[LCP ConfReq id=0x1 <auth pap>]").value(), now);
  ASSERT_NE(std::string_view::npos, AsText(output->last()).find(password)) << output->log();
  now += std::chrono::seconds(3);
  link.OnTime(now);
  Receive(&link, ppp::ParsePacket("[PAP AuthNak id=0x2 \"no\"]").value(), now);
  link.HangUp(now);
}

// Longer and shorter than what a std::string keeps within itself.
TEST(Password, OfPapIsWipedWhereverItStood) {
  for (const char* password : {"correct horse battery staple", "geheim"}) {
    SCOPED_TRACE(password);
    auto output = std::make_unique<OneFrame>();
    watched = password;
    watched_size = std::string_view(password).size();
    found = 0;
    LogIn(password, output.get());
    watched = nullptr;
    EXPECT_EQ(0, found);
    EXPECT_NE(std::string::npos,
              output->log().find("AuthReq id=0x2 user=\"joe\" password=<hidden>"))
        << output->log();
    EXPECT_EQ(std::string::npos, output->log().find(password));
  }
}

// Were this test blind, it would pass whatever happens.
TEST(Password, IsSeenInMemoryThatIsGivenBackAsItIs) {
  watched = "geheim";
  watched_size = 6;
  found = 0;
  { auto copy = std::make_unique<std::array<char, 64>>(std::array<char, 64>{"a geheim b"}); }
  watched = nullptr;
  EXPECT_EQ(1, found);
}

}  // namespace
}  // namespace pptp::tunnel
