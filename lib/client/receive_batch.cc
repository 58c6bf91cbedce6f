#include "lib/client/receive_batch.h"

#include <cerrno>

#include "lib/client/ipv4_packet.h"
#include "lib/client/system_error.h"

namespace pptp::client {

ReceiveBatch::ReceiveBatch() : storage_(kMostPackets * kLargestPacket) {
  for (size_t i = 0; i < kMostPackets; ++i) {
    parts_[i] = {&storage_[i * kLargestPacket], kLargestPacket};
    messages_[i].msg_hdr.msg_iov = &parts_[i];
    messages_[i].msg_hdr.msg_iovlen = 1;
  }
}

int ReceiveBatch::ReceiveMessages(int fd) {
  // An ICMP error is told twice: it waits in the error queue, and the next call on the socket
  // fails with it once. Of so many failures in a row the reader of the queue hears anyway.
  constexpr int kMostFailures = 16;
  int count = -1;
  for (int failures = 0; count < 0 && failures < kMostFailures; ++failures) {
    count = recvmmsg(fd, messages_.data(), kMostPackets, MSG_DONTWAIT, nullptr);
    may_have_errors_ = count <= 0 || failures > 0;
    if (count < 0 && errno == EAGAIN) return 0;
    if (count < 0 && (errno == EBADF || errno == ENOTSOCK || errno == EFAULT)) return count;
  }
  return count;
}

Result<std::span<const ByteView>> ReceiveBatch::Receive(int fd) {
  const int count = ReceiveMessages(fd);
  if (count < 0) return Fail(SystemError("cannot receive GRE", errno));
  size_t good = 0;
  for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
    ++counters_.received;
    if ((messages_[i].msg_hdr.msg_flags & MSG_TRUNC) != 0) {
      ++counters_.too_large;
      continue;
    }
    const ByteView packet(&storage_[i * kLargestPacket], messages_[i].msg_len);
    if (const auto payload = Ipv4Payload(packet)) {
      payloads_[good++] = *payload;
    } else {
      ++counters_.malformed;
    }
  }
  return std::span<const ByteView>(payloads_).first(good);
}

}  // namespace pptp::client
