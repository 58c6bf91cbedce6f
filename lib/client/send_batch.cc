#include "lib/client/send_batch.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <utility>

#include "lib/client/system_error.h"

namespace pptp::client {

SendBatch::SendBatch(int fd, size_t largest)
    : fd_(fd), largest_(largest), storage_((kMostPackets + 1) * largest) {
  for (size_t i = 0; i < slots_.size(); ++i) slots_[i] = i * largest;
  for (size_t i = 0; i < kMostPackets; ++i) {
    messages_[i].msg_hdr.msg_iov = &parts_[i];
    messages_[i].msg_hdr.msg_iovlen = 1;
  }
}

std::span<uint8_t> SendBatch::Space(size_t size) {
  assert(size <= largest_);
  return std::span(storage_).subspan(slots_[count_], size);
}

void SendBatch::Commit(std::span<const uint8_t> packet) {
  if (count_ == kMostPackets) {
    ++counters_.dropped;
    return;
  }
  // The kernel reads it only; iovec serves both ways and knows no const.
  parts_[count_++] = {const_cast<uint8_t*>(packet.data()), packet.size()};
  if (count_ == kMostPackets) {
    if (auto refusal = Flush()) refusal_ = std::move(refusal);
  }
}

int SendBatch::SendMessages(size_t first) {
  int sent;
  do {
    sent = sendmmsg(fd_, &messages_[first], static_cast<unsigned>(count_ - first), MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

// An ICMP error for an earlier packet makes the next call fail once, with that error; the packet
// at hand is then sent at the second try. What fails twice is refused for its own sake.
//
// ENOBUFS has two meanings. The socket's buffer is full, where other sockets would say EAGAIN: then
// the packet is kept until the socket is writable. Or the interface's queue dropped it, while the
// socket stays writable: then a packet that is tried for ever would keep the process busy, so that
// the second time without progress it goes.
std::optional<std::string> SendBatch::Flush() {
  std::optional<std::string> refusal = std::exchange(refusal_, std::nullopt);
  size_t first = 0;
  bool failed_before = false;
  while (first < count_) {
    const int sent = SendMessages(first);
    if (sent > 0) {
      first += static_cast<size_t>(sent);
      counters_.sent += static_cast<uint64_t>(sent);
      no_buffers_ = false;
      failed_before = false;
    } else if (errno == EAGAIN) {
      break;
    } else if (errno == ENOBUFS && (first > 0 || !std::exchange(no_buffers_, true))) {
      break;
    } else if (errno == ENOBUFS) {
      ++counters_.dropped;
      ++first;
      break;
    } else if (!std::exchange(failed_before, true)) {
      continue;
    } else {
      refusal = SystemWord(errno);
      ++counters_.refused;
      ++first;
      failed_before = false;
    }
  }
  RemoveFront(first);
  return refusal;
}

// Brings what is left to the front: the order of the slots changes, no packet is copied.
void SendBatch::RemoveFront(size_t count) {
  if (count == 0) return;
  std::rotate(slots_.begin(), slots_.begin() + static_cast<ptrdiff_t>(count),
              slots_.begin() + static_cast<ptrdiff_t>(count_));
  std::copy(parts_.begin() + static_cast<ptrdiff_t>(count),
            parts_.begin() + static_cast<ptrdiff_t>(count_), parts_.begin());
  count_ -= count;
}

}  // namespace pptp::client
