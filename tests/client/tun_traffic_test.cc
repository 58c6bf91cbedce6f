#include "lib/client/tun_traffic.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "lib/client/ipv4.h"
#include "lib/client/netlink.h"
#include "lib/client/network_plan.h"
#include "tests/client/tcp_stream.h"
#include "tests/client/test_network.h"

namespace pptp::client {
namespace {

using Packets = TunDevice::Packets;

constexpr uint32_t kAddresses[] = {0x0a000001, 0x0a000002};
constexpr uint16_t kMtu = 1400;

// A host with a TUN device whose packets the test carries to the other host.
class TunHost {
 public:
  TunHost(Packets packets, uint32_t local, uint32_t peer)
      : device_(*host_.Do([&] { return TunDevice::Open("pptp0", packets); })), traffic_(&device_) {
    auto netlink = host_.Do([] { return Netlink::Open(); });
    for (const NetworkChange& change : PlanLink("pptp0", kMtu).changes) {
      EXPECT_TRUE(netlink->Apply(change));
    }
    EXPECT_TRUE(netlink->Apply(
        PointToPointAddress{.device = "pptp0", .local = local, .peer = peer, .peer_route = true}));
  }

  FileDescriptor Socket(int type) const {
    return host_.Do(
        [&] { return FileDescriptor(socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)); });
  }
  int fd() const { return device_.fd(); }
  const TunDevice::Counters& counters() const { return device_.counters(); }

  // Whether there was something to carry.
  bool CarryTo(TunHost* other) {
    size_t count = 0;
    for (; count < 200; ++count) {
      auto packet = traffic_.Read();
      EXPECT_TRUE(packet);
      if (!packet || packet->empty()) break;
      EXPECT_LE(packet->size(), kMtu);
      ++carried_;
      other->traffic_.Write(*packet);
    }
    other->traffic_.Flush();
    return count > 0;
  }
  uint64_t carried() const { return carried_; }

 private:
  TestHost host_;
  TunDevice device_;
  TunTraffic traffic_;
  uint64_t carried_ = 0;
};

void TakeAll(int socket, Bytes* received) {
  Bytes part(1 << 20);
  for (ssize_t got; (got = recv(socket, part.data(), part.size(), 0)) > 0;) {
    received->insert(received->end(), part.begin(), part.begin() + got);
  }
}

class TunTrafficTest : public testing::TestWithParam<std::tuple<Packets, Packets>> {
 protected:
  // Until nothing more comes.
  void Carry() {
    while (a_.CarryTo(&b_) || b_.CarryTo(&a_)) continue;
  }
  // The same, and waits a moment for more, as for a retransmission.
  void CarryPatiently() {
    pollfd wanted[] = {{a_.fd(), POLLIN, 0}, {b_.fd(), POLLIN, 0}};
    poll(wanted, 2, 20);
    Carry();
  }
  FileDescriptor Connect() {
    listener_ = b_.Socket(SOCK_STREAM);
    const sockaddr_in address = SocketAddress(kAddresses[1], 80);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    EXPECT_EQ(bind(listener_.get(), generic, sizeof address), 0);
    EXPECT_EQ(listen(listener_.get(), 1), 0);
    sender_ = a_.Socket(SOCK_STREAM);
    connect(sender_.get(), generic, sizeof address);
    Carry();
    return FileDescriptor(accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK));
  }

  TunHost a_{std::get<0>(GetParam()), kAddresses[0], kAddresses[1]};
  TunHost b_{std::get<1>(GetParam()), kAddresses[1], kAddresses[0]};
  FileDescriptor listener_, sender_;
};

TEST_P(TunTrafficTest, CarriesAStreamOfTcp) {
  const FileDescriptor receiver = Connect();
  ASSERT_TRUE(receiver);
  const Bytes sent = StreamBytes(0, 3'000'000);
  Bytes received;
  size_t next = 0;
  for (int i = 0; i < 5000 && received.size() < sent.size(); ++i) {
    const ByteView rest = ByteView(sent).subspan(next);
    const ssize_t count = send(sender_.get(), rest.data(), rest.size(), 0);
    if (count > 0) next += static_cast<size_t>(count);
    CarryPatiently();
    TakeAll(receiver.get(), &received);
  }
  EXPECT_EQ(received.size(), sent.size());
  EXPECT_TRUE(received == sent);
  EXPECT_EQ(b_.counters().refused, 0u);
  // What was the point of it: far fewer calls than packets.
  if (std::get<0>(GetParam()) == Packets::kLarge) {
    EXPECT_LT(a_.counters().read, a_.carried() / 4);
  }
  if (std::get<1>(GetParam()) == Packets::kLarge) {
    EXPECT_LT(b_.counters().written, a_.carried() / 4);
  }
}

TEST_P(TunTrafficTest, CarriesDatagrams) {
  FileDescriptor sender = a_.Socket(SOCK_DGRAM), receiver = b_.Socket(SOCK_DGRAM);
  const sockaddr_in address = SocketAddress(kAddresses[1], 1000);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  ASSERT_EQ(bind(receiver.get(), generic, sizeof address), 0);
  for (size_t size : {1u, 1372u, 5000u}) {  // the last one in fragments
    const Bytes sent = StreamBytes(size, size);
    ASSERT_EQ(sendto(sender.get(), sent.data(), sent.size(), 0, generic, sizeof address),
              static_cast<ssize_t>(size));
    CarryPatiently();
    Bytes received(10000);
    const ssize_t got = recv(receiver.get(), received.data(), received.size(), 0);
    ASSERT_EQ(got, static_cast<ssize_t>(size));
    received.resize(size);
    EXPECT_EQ(received, sent);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, TunTrafficTest,
                         testing::Combine(testing::Values(Packets::kPlain, Packets::kLarge),
                                          testing::Values(Packets::kPlain, Packets::kLarge)),
                         [](const auto& row) {
                           return std::string(std::get<0>(row.param) == Packets::kLarge ? "Large"
                                                                                        : "Plain") +
                                  "To" +
                                  (std::get<1>(row.param) == Packets::kLarge ? "Large" : "Plain");
                         });

}  // namespace
}  // namespace pptp::client
