#include "tests/peer/traffic.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/client/file_descriptor.h"
#include "lib/client/ipv4.h"
#include "tests/client/tcp_stream.h"
#include "tests/peer/await.h"

namespace pptp::peer {
namespace {

using client::FileDescriptor;

constexpr uint16_t kPort = 7007;

sockaddr* Generic(sockaddr_in* address) {
  return reinterpret_cast<sockaddr*>(address);
}

FileDescriptor Socket(const client::TestHost& host, int type, const std::string& device = "") {
  return host.Do([&] {
    FileDescriptor made(socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    EXPECT_TRUE(made);
    const int yes = 1;
    EXPECT_EQ(setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes), 0);
    if (!device.empty()) {
      EXPECT_EQ(setsockopt(made.get(), SOL_SOCKET, SO_BINDTODEVICE, device.data(),
                           static_cast<socklen_t>(device.size())),
                0)
          << device;
    }
    return made;
  });
}

FileDescriptor Bound(const client::TestHost& host, int type, uint32_t address) {
  FileDescriptor made = Socket(host, type);
  sockaddr_in here = client::SocketAddress(address, kPort);
  EXPECT_EQ(bind(made.get(), Generic(&here), sizeof here), 0) << std::strerror(errno);
  return made;
}

bool IsReady(int fd, short events, std::chrono::milliseconds patience) {
  pollfd wait{fd, events, 0};
  return poll(&wait, 1, static_cast<int>(patience.count())) == 1;
}

// One end of a stream: sends and compares what comes with what should.
class StreamEnd {
 public:
  StreamEnd(int fd, size_t sends_from, size_t expects_from, size_t count)
      : fd_(fd),
        out_(client::StreamBytes(sends_from, count)),
        expected_(client::StreamBytes(expects_from, count)) {}

  bool done() const { return sent_ == out_.size() && in_.size() == expected_.size(); }
  bool good() const { return in_ == expected_; }

  pollfd Wants() const {
    return {fd_, static_cast<short>(POLLIN | (sent_ < out_.size() ? POLLOUT : 0)), 0};
  }
  // False when the stream is broken.
  bool Move() {
    const ssize_t sent = send(fd_, out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
    if (sent > 0) sent_ += static_cast<size_t>(sent);
    if (sent < 0 && errno != EAGAIN) return false;
    const ssize_t size = recv(fd_, buffer_.data(), buffer_.size(), 0);
    if (size > 0) in_.insert(in_.end(), buffer_.begin(), buffer_.begin() + size);
    return size > 0 || (size < 0 && errno == EAGAIN);
  }

 private:
  int fd_;
  const Bytes out_, expected_;
  size_t sent_ = 0;
  Bytes in_;
  std::array<uint8_t, 65536> buffer_{};
};

testing::AssertionResult MoveAll(StreamEnd* a, StreamEnd* b) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!a->done() || !b->done()) {
    std::array<pollfd, 2> waits = {a->Wants(), b->Wants()};
    poll(waits.data(), waits.size(), 1000);
    if (!a->Move() || !b->Move()) return testing::AssertionFailure() << std::strerror(errno);
    if (std::chrono::steady_clock::now() >= deadline) {
      return testing::AssertionFailure() << "the data does not come";
    }
  }
  if (a->good() && b->good()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "other data came than was sent";
}

}  // namespace

uint32_t SourceOfDatagram(const Way& way) {
  const FileDescriptor near = Socket(way.from, SOCK_DGRAM, way.device);
  const FileDescriptor far = Bound(way.to, SOCK_DGRAM, way.address);
  uint32_t source = 0;
  Await([&] {
    sockaddr_in to = client::SocketAddress(way.address, kPort), seen{};
    socklen_t size = sizeof seen;
    char byte = 'x';
    sendto(near.get(), &byte, 1, 0, Generic(&to), sizeof to);
    if (!IsReady(far.get(), POLLIN, std::chrono::milliseconds(100))) return false;
    recvfrom(far.get(), &byte, 1, 0, Generic(&seen), &size);
    sendto(far.get(), &byte, 1, 0, Generic(&seen), size);
    if (!IsReady(near.get(), POLLIN, std::chrono::milliseconds(100))) return false;
    source = ntohl(seen.sin_addr.s_addr);
    return true;
  });
  return source;
}

bool HasWay(const Way& way) {
  const FileDescriptor near = Socket(way.from, SOCK_DGRAM, way.device);
  sockaddr_in to = client::SocketAddress(way.address, kPort);
  return connect(near.get(), Generic(&to), sizeof to) == 0;
}

testing::AssertionResult CarriesTcp(const Way& way, size_t bytes) {
  const FileDescriptor listener = Bound(way.to, SOCK_STREAM, way.address);
  EXPECT_EQ(listen(listener.get(), 1), 0);
  const FileDescriptor near = Socket(way.from, SOCK_STREAM, way.device);
  sockaddr_in to = client::SocketAddress(way.address, kPort);
  if (connect(near.get(), Generic(&to), sizeof to) != 0 && errno != EINPROGRESS) {
    return testing::AssertionFailure() << std::strerror(errno);
  }
  if (!IsReady(listener.get(), POLLIN, kPatience)) {
    return testing::AssertionFailure() << "no connection comes about";
  }
  const FileDescriptor far(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  StreamEnd a(near.get(), 0, bytes, bytes), b(far.get(), bytes, 0, bytes);
  return MoveAll(&a, &b);
}

}  // namespace pptp::peer
