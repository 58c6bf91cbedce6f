#include "lib/client/tun_device.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <string>

#include "lib/client/ipv4.h"
#include "lib/client/ipv4_packet.h"
#include "tests/client/test_network.h"

namespace pptp::client {
namespace {

constexpr uint32_t kLocal = 0x0a000002, kRemote = 0x0a000003;

class TunDeviceTest : public testing::Test {
 protected:
  Result<TunDevice> Open(const std::string& name = "") {
    return host_.Do([&] { return TunDevice::Open(name); });
  }
  std::string ErrorOf(const std::string& name) {
    const auto device = Open(name);
    return device ? "opened " + device->name() : device.error().message();
  }
  FileDescriptor UdpSocket(uint32_t connected_to) {
    return host_.Do([&] {
      FileDescriptor fd(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
      const sockaddr_in local = SocketAddress(kLocal, 1000);
      const sockaddr_in remote = SocketAddress(connected_to, 1001);
      EXPECT_EQ(bind(fd.get(), reinterpret_cast<const sockaddr*>(&local), sizeof local), 0);
      EXPECT_EQ(connect(fd.get(), reinterpret_cast<const sockaddr*>(&remote), sizeof remote), 0);
      return fd;
    });
  }

  TestHost host_;
};

TEST_F(TunDeviceTest, TakesTheFirstFreeName) {
  const auto first = Open(), second = Open();
  ASSERT_TRUE(first) << first.error().message();
  ASSERT_TRUE(second);
  EXPECT_EQ(first->name(), "pptp0");
  EXPECT_EQ(second->name(), "pptp1");
  EXPECT_EQ(host_.Do(InterfaceNames), "lo pptp0 pptp1");
}

TEST_F(TunDeviceTest, TakesTheInterfaceAwayAtItsEnd) {
  { ASSERT_TRUE(Open("office")); }
  EXPECT_EQ(host_.Do(InterfaceNames), "lo");
}

TEST_F(TunDeviceTest, CarriesPacketsBothWays) {
  auto device = Open("office");
  ASSERT_TRUE(device);
  host_.Do([] { ConfigureInterface("office", kLocal, 24); });
  FileDescriptor udp = UdpSocket(kRemote);
  ASSERT_EQ(send(udp.get(), "ping", 4, 0), 4);

  // The kernel may have sent packets of its own, as one for IPv6's sake, before that.
  std::array<uint8_t, 1500> buffer;
  Bytes packet;
  for (auto size = device->Read(buffer); size && *size > 0; size = device->Read(buffer)) {
    if (Ipv4Payload(ByteView(buffer).first(*size))) {
      packet.assign(buffer.begin(), buffer.begin() + static_cast<ptrdiff_t>(*size));
    }
  }
  ASSERT_EQ(packet.size(), 32u);
  EXPECT_EQ(AsText(ByteView(packet).subspan(28)), "ping");

  // Sent back: with source and destination swapped, its checksums stay right.
  std::swap_ranges(packet.begin() + 12, packet.begin() + 16, packet.begin() + 16);
  std::swap_ranges(packet.begin() + 20, packet.begin() + 22, packet.begin() + 22);
  device->Write(packet);
  EXPECT_EQ(device->counters().written, 1u);
  std::array<char, 10> answer{};
  EXPECT_EQ(recv(udp.get(), answer.data(), answer.size(), 0), 4);
  EXPECT_EQ(std::string_view(answer.data()), "ping");
}

TEST_F(TunDeviceTest, CountsWhatTheMachineDoesNotTake) {
  auto device = Open();
  ASSERT_TRUE(device);
  device->Write(Bytes{0x45, 0, 0});
  device->Write(Bytes{});
  EXPECT_EQ(device->counters().refused, 2u);
  std::array<uint8_t, 100> buffer;
  EXPECT_EQ(device->Read(buffer), 0u);
}

TEST_F(TunDeviceTest, SaysWhyThereIsNoInterface) {
  const auto taken = Open("office");
  ASSERT_TRUE(taken);
  EXPECT_EQ(ErrorOf("office"), "another program uses the interface office: choose another name");
  EXPECT_EQ(ErrorOf("lo"), "there is an interface lo of another kind: choose another name");
  for (const char* name : {"sixteen-letters-", "a b", "a/b", "..", "pptp%d", "a:b"}) {
    EXPECT_EQ(ErrorOf(name), "\"" + std::string(name) +
                                 "\" cannot be the name of an interface: 1 to 15 characters, "
                                 "without blanks and any of / : %");
  }
}

TEST_F(TunDeviceTest, SaysThatTheKernelHasNoTunDevices) {
  const auto device = TunDevice::Open("", TunDevice::Packets::kPlain, "/nonexistent/tun");
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().message(),
            "there is no /nonexistent/tun: load the kernel's module for it (modprobe tun), or pass "
            "the device on to the container that this runs in");
}

}  // namespace
}  // namespace pptp::client
