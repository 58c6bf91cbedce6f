#include "lib/client/gre_socket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

#include "lib/client/ipv4.h"
#include "lib/client/receive_batch.h"
#include "lib/client/send_batch.h"
#include "lib/client/system_error.h"
#include "tests/client/test_network.h"

namespace pptp::client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr uint32_t kOurs = 0xc0000201;    // 192.0.2.1
constexpr uint32_t kServer = 0xc0000202;  // 192.0.2.2
constexpr uint32_t kOther = 0xc0000209;   // 192.0.2.9, where nobody is

// An ICMP error about a packet is heard only if it quotes 8 bytes behind the IP header.
constexpr std::string_view kHello = "hello, world";

void Send(SendBatch* batch, std::string_view text) {
  std::span<uint8_t> space = batch->Space(text.size());
  std::copy(text.begin(), text.end(), space.begin());
  batch->Commit(space.first(text.size()));
}

// Whether something comes within a time that is much longer than it takes.
bool WaitFor(int fd, short events) {
  pollfd wanted{fd, events, 0};
  return poll(&wanted, 1, 5000) == 1;
}

// This machine and the server, which has a raw socket of its own or none.
class GreSocketTest : public testing::Test {
 protected:
  GreSocketTest() { TestHost::Connect(we_, "eth0", kOurs, server_, "eth0", kServer); }

  GreSocket Open(uint32_t address = kServer) {
    auto socket = we_.Do([&] { return GreSocket::Open(address); });
    EXPECT_TRUE(socket) << socket.error().message();
    return std::move(*socket);
  }
  FileDescriptor Listen() {
    auto socket = server_.Do([] { return GreSocket::Open(kOurs); });
    EXPECT_TRUE(socket) << socket.error().message();
    return FileDescriptor(dup(socket->fd()));
  }

  // What has come, as texts.
  static std::vector<std::string> Received(int fd, size_t at_least = 1) {
    std::vector<std::string> texts;
    ReceiveBatch batch;
    while (texts.size() < at_least && WaitFor(fd, POLLIN)) {
      auto payloads = batch.Receive(fd);
      if (!payloads) return {payloads.error().message()};
      for (ByteView payload : *payloads) texts.emplace_back(AsText(payload));
    }
    return texts;
  }

  TestHost we_, server_;
};

TEST_F(GreSocketTest, CarriesPacketsBothWays) {
  GreSocket socket = Open();
  FileDescriptor server = Listen();
  SendBatch ours(socket.fd(), 100), theirs(server.get(), 100);
  Send(&ours, "one");
  Send(&ours, "two");
  EXPECT_FALSE(ours.Flush());
  EXPECT_THAT(Received(server.get(), 2), ElementsAre("one", "two"));
  Send(&theirs, "three");
  EXPECT_FALSE(theirs.Flush());
  EXPECT_THAT(Received(socket.fd()), ElementsAre("three"));
  EXPECT_EQ(ours.counters().sent, 2u);
  EXPECT_FALSE(ours.waiting());
  EXPECT_FALSE(socket.TakeError());
}

TEST_F(GreSocketTest, GivesOneHundredPacketsInTheirOrder) {
  GreSocket socket = Open();
  FileDescriptor server = Listen();
  SendBatch batch(server.get(), 100);
  std::vector<std::string> sent;
  for (int i = 0; i < 100; ++i) {
    sent.push_back("packet " + std::to_string(i));
    Send(&batch, sent.back());
  }
  EXPECT_FALSE(batch.Flush());
  EXPECT_EQ(Received(socket.fd(), sent.size()), sent);
}

TEST_F(GreSocketTest, HearsNobodyButTheServer) {
  TestHost stranger;
  TestHost::Connect(we_, "eth1", 0xc6336401, stranger, "eth0", 0xc6336402);
  GreSocket socket = Open();
  auto other = stranger.Do([] { return GreSocket::Open(0xc6336401); });
  ASSERT_TRUE(other);
  FileDescriptor server = Listen();
  SendBatch strange(other->fd(), 100), right(server.get(), 100);
  Send(&strange, "strange");
  EXPECT_FALSE(strange.Flush());
  Send(&right, "right");
  EXPECT_FALSE(right.Flush());
  EXPECT_THAT(Received(socket.fd()), ElementsAre("right"));
}

TEST_F(GreSocketTest, TellsThatTheServerKnowsNoGre) {
  GreSocket socket = Open();
  SendBatch batch(socket.fd(), 100);
  Send(&batch, kHello);
  EXPECT_FALSE(batch.Flush());
  ASSERT_TRUE(WaitFor(socket.fd(), 0));
  const auto error = socket.TakeError();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->number, ENOPROTOOPT);
  EXPECT_EQ(error->text, "Protocol not available");
  EXPECT_TRUE(error->icmp);
  EXPECT_EQ(error->type, ICMP_DEST_UNREACH);
  EXPECT_EQ(error->code, ICMP_PROT_UNREACH);
  EXPECT_EQ(error->reporter, kServer);
  EXPECT_FALSE(socket.TakeError());
}

TEST_F(GreSocketTest, SendsAndReceivesOnWhileErrorsWait) {
  GreSocket socket = Open();
  SendBatch batch(socket.fd(), 100);
  Send(&batch, "into the void");
  EXPECT_FALSE(batch.Flush());
  ASSERT_TRUE(WaitFor(socket.fd(), 0));
  FileDescriptor server = Listen();
  Send(&batch, "first");
  Send(&batch, "second");
  EXPECT_FALSE(batch.Flush());
  EXPECT_THAT(Received(server.get(), 2), ElementsAre("first", "second"));
  SendBatch theirs(server.get(), 100);
  Send(&theirs, "answer");
  EXPECT_FALSE(theirs.Flush());
  EXPECT_THAT(Received(socket.fd()), ElementsAre("answer"));
  EXPECT_TRUE(socket.TakeError());
  EXPECT_EQ(batch.counters().refused, 0u);
}

TEST_F(GreSocketTest, TellsThatNobodyIsThere) {
  GreSocket socket = Open(kOther);
  SendBatch batch(socket.fd(), 100);
  Send(&batch, kHello);
  EXPECT_FALSE(batch.Flush());
  ASSERT_TRUE(WaitFor(socket.fd(), 0));
  const auto error = socket.TakeError();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->number, EHOSTUNREACH);
  EXPECT_EQ(error->text, "No route to host");
}

TEST_F(GreSocketTest, SaysThatThereIsNoRoute) {
  const auto socket = we_.Do([] { return GreSocket::Open(0x08080808); });
  ASSERT_FALSE(socket);
  EXPECT_EQ(socket.error().message(), "cannot send GRE to 8.8.8.8: Network is unreachable");
}

TEST_F(GreSocketTest, KeepsWhatTheKernelHasNoRoomFor) {
  // Nobody answers for the address, so the packets stay in the socket's buffer for a while.
  GreSocket socket = Open(kOther);
  const int small = 1;
  ASSERT_EQ(setsockopt(socket.fd(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small), 0);
  SendBatch batch(socket.fd(), 1000);
  const std::string text(1000, 'x');
  for (size_t i = 0; i < SendBatch::kMostPackets - 1; ++i) Send(&batch, text);
  EXPECT_FALSE(batch.Flush());
  EXPECT_TRUE(batch.waiting());
  const uint64_t at_first = batch.counters().sent;
  EXPECT_GT(at_first, 0u);
  // Beyond the slots, packets are dropped.
  for (int i = 0; i < 100; ++i) Send(&batch, text);
  EXPECT_EQ(batch.counters().dropped, 99u - at_first);
  // The kernel gives the host up and lets its packets go.
  ASSERT_TRUE(WaitFor(socket.fd(), POLLOUT));
  EXPECT_FALSE(batch.Flush());
  EXPECT_GT(batch.counters().sent, at_first);
}

TEST_F(GreSocketTest, ReportsWhatThisMachineRefusesOncePerFlush) {
  GreSocket socket = Open();
  we_.Do([] {
    // Without its interface up, this machine has no way to send; a packet filter's refusal
    // comes the same way.
    ConfigureInterface("eth0", 0x0a000001, 32);
  });
  SendBatch batch(socket.fd(), 100);
  Send(&batch, "one");
  Send(&batch, "two");
  EXPECT_EQ(batch.Flush(), SystemWord(ENETUNREACH));
  EXPECT_EQ(batch.counters().refused, 2u);
  EXPECT_FALSE(batch.waiting());
  EXPECT_FALSE(batch.Flush());
}

TEST_F(GreSocketTest, LeavesOutWhatIsTooLarge) {
  GreSocket socket = Open();
  FileDescriptor server = Listen();
  SendBatch theirs(server.get(), 4000);
  Send(&theirs, std::string(3000, 'x'));
  Send(&theirs, "small");
  EXPECT_FALSE(theirs.Flush());
  EXPECT_THAT(Received(socket.fd()), ElementsAre("small"));
}

}  // namespace
}  // namespace pptp::client
