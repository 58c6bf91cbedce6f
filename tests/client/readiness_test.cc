#include "lib/client/readiness.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string>

#include "lib/client/file_descriptor.h"
#include "tests/client/temporary_folder.h"

namespace pptp::client {
namespace {

// What systemd is to this process: a socket that is named to it.
class ReadinessTest : public testing::Test {
 protected:
  ReadinessTest() : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder_.Path("notify");
    std::memcpy(address.sun_path, path.data(), path.size());
    EXPECT_EQ(bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~ReadinessTest() override {
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
  }
  std::string Heard() {
    std::array<char, 1000> text{};
    const ssize_t size = recv(socket_.get(), text.data(), text.size(), MSG_DONTWAIT);
    return size < 0 ? "nothing" : std::string(text.data(), static_cast<size_t>(size));
  }

  TemporaryFolder folder_;
  FileDescriptor socket_;
};

TEST_F(ReadinessTest, TellsSystemd) {
  NotifyStatus("connecting");
  EXPECT_EQ(Heard(), "STATUS=connecting");
  NotifyReady("10.0.0.2 on pptp0");
  EXPECT_EQ(Heard(), "READY=1\nSTATUS=10.0.0.2 on pptp0");
  NotifyAlive();
  EXPECT_EQ(Heard(), "WATCHDOG=1");
  NotifyStopping("hung up");
  EXPECT_EQ(Heard(), "STOPPING=1\nSTATUS=hung up");
}

TEST_F(ReadinessTest, LetsNoTextOfTheServersSpeakForUs) {
  NotifyStatus("refused: \nMAINPID=1");
  EXPECT_EQ(Heard(), "STATUS=refused:  MAINPID=1");
}

TEST_F(ReadinessTest, IsAliveTwiceAsOftenAsItHasTo) {
  EXPECT_EQ(WatchdogPeriod(), std::nullopt);
  setenv("WATCHDOG_USEC", "3000000", 1);
  EXPECT_EQ(WatchdogPeriod(), std::chrono::microseconds(1500000));
}

TEST_F(ReadinessTest, SaysNothingToNobody) {
  unsetenv("NOTIFY_SOCKET");
  NotifyReady("up");
  EXPECT_EQ(Heard(), "nothing");
}

}  // namespace
}  // namespace pptp::client
