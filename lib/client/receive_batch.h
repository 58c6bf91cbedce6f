#ifndef PPTP_LIB_CLIENT_RECEIVE_BATCH_H_
#define PPTP_LIB_CLIENT_RECEIVE_BATCH_H_

#include <pptp/error.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lib/base/bytes.h"

namespace pptp::client {

// Takes many packets out of a raw IPv4 socket with one system call.
//
//   ReceiveBatch batch;
//   auto payloads = batch.Receive(socket.fd());
//   if (payloads) for (ByteView gre : *payloads) tunnel.OnGre(gre, now);
//
// Allocates when it is made and never again. One thread at a time.
class ReceiveBatch {
 public:
  static constexpr size_t kMostPackets = 64;
  // A GRE packet of PPTP holds a frame of at most the MRU, which nobody sets above 1500.
  static constexpr size_t kLargestPacket = 2048;

  struct Counters {
    uint64_t received = 0;
    uint64_t malformed = 0;  // no sound IPv4 header
    uint64_t too_large = 0;  // above kLargestPacket
  };

  ReceiveBatch();
  ReceiveBatch(const ReceiveBatch&) = delete;
  ReceiveBatch& operator=(const ReceiveBatch&) = delete;

  // The payloads of the IP packets that are there, at most kMostPackets: with that many,
  // there may be more. Empty if nothing is there. The views are good until the next call.
  // An error means that the socket is of no more use; errors of the network do not count as
  // one, for the error queue keeps those.
  Result<std::span<const ByteView>> Receive(int fd);

  // Whether the error queue may hold something, as far as the last Receive() tells: it met an error
  // of the network, or nothing else was there that could have woken its caller.
  bool may_have_errors() const { return may_have_errors_; }

  const Counters& counters() const { return counters_; }

 private:
  int ReceiveMessages(int fd);

  std::vector<uint8_t> storage_;
  std::array<iovec, kMostPackets> parts_{};
  std::array<mmsghdr, kMostPackets> messages_{};
  std::array<ByteView, kMostPackets> payloads_;
  Counters counters_;
  bool may_have_errors_ = false;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_RECEIVE_BATCH_H_
