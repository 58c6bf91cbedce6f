#ifndef PPTP_LIB_CLIENT_SEND_BATCH_H_
#define PPTP_LIB_CLIENT_SEND_BATCH_H_

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/bytes.h"

namespace pptp::client {

// Collects packets for a connected socket and hands many of them to the kernel with one
// system call.
//
//   std::span<uint8_t> space = batch.Space(size);
//   ... writes a packet somewhere in it ...
//   batch.Commit(packet);
//   ...
//   batch.Flush();   // before waiting for anything
//
// What the kernel has no room for waits for the next Flush(); beyond kMostPackets, packets are
// dropped and counted, as on any link that is full. Allocates when it is
// made and never again. Borrows the descriptor. One thread at a time.
class SendBatch {
 public:
  static constexpr size_t kMostPackets = 64;

  struct Counters {
    uint64_t sent = 0;
    uint64_t dropped = 0;  // no room, here or in the kernel
    uint64_t refused = 0;  // by this machine, a packet filter for example
  };

  // "largest" is the most that Space() will be asked for, in bytes.
  SendBatch(int fd, size_t largest);
  SendBatch(const SendBatch&) = delete;
  SendBatch& operator=(const SendBatch&) = delete;

  // Where to write the next packet. Good until Commit(), and the same when asked again
  // before. REQUIRES: size <= largest.
  std::span<uint8_t> Space(size_t size);

  // The part of the space that is to be sent. May be left out: then nothing is.
  void Commit(std::span<const uint8_t> packet);

  // Sends. Returns the system's word for why packets could not be sent at all, such as
  // "Operation not permitted" from a packet filter, the last one if there were several.
  // ICMP errors do not count: they wait in the socket's error queue.
  std::optional<std::string> Flush();

  // Packets wait for the socket to become writable.
  bool waiting() const { return count_ > 0; }
  const Counters& counters() const { return counters_; }

 private:
  // The number of packets sent from the front, or -1 with errno set.
  int SendMessages(size_t first);
  void RemoveFront(size_t count);

  int fd_;
  size_t largest_;
  std::vector<uint8_t> storage_;
  std::array<size_t, kMostPackets + 1> slots_{};  // offsets; the last one is for what is dropped
  std::array<iovec, kMostPackets> parts_{};
  std::array<mmsghdr, kMostPackets> messages_{};
  size_t count_ = 0;
  bool no_buffers_ = false;  // met by the packet in front, at the last flush
  std::optional<std::string> refusal_;
  Counters counters_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_SEND_BATCH_H_
