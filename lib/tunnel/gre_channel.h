#ifndef PPTP_LIB_TUNNEL_GRE_CHANNEL_H_
#define PPTP_LIB_TUNNEL_GRE_CHANNEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/pptp/gre.h"

namespace pptp::tunnel {

// Whoever takes the frames of a GreChannel, in order and each once. A frame is valid
// during the call.
class FrameReceiver {
 public:
  virtual ~FrameReceiver() = default;
  virtual void OnFrame(ByteView frame, Instant now) = 0;
};

// The data channel of one call: enhanced GRE's sequence numbers, acknowledgements and
// windows (RFC 2637 section 4). What is lost stays lost; nothing is sent again.
//
// A packet that arrives too early waits in a bounded buffer, for a bounded time, for
// those before it; one that arrives too late, or twice, is dropped: MPPE and VJ need
// order more than completeness. Acknowledgements ride on data, or go alone when no data
// leaves in time.
//
// Nothing is allocated after the constructor.
class GreChannel {
 public:
  struct Config {
    uint16_t call_id = 0;       // ours: packets for us carry it
    uint16_t peer_call_id = 0;  // the peer's: packets to it carry it
    uint16_t peer_window = 64;  // packets that the peer can buffer
    // RFC 2637 lets at most a window of packets be under way, but many servers never
    // acknowledge without data of their own, and would be starved. Off, the window is
    // counted and otherwise ignored, as every other client does.
    bool obey_window = false;
    Duration reorder_wait = std::chrono::milliseconds(300);
    Duration ack_delay = std::chrono::milliseconds(100);
    size_t max_frame = 2048;  // bytes; longer packets that come early are not kept
  };

  struct Counters {
    uint64_t sent = 0;
    uint64_t delivered = 0;
    uint64_t malformed = 0;
    uint64_t foreign = 0;    // of another call; another tunnel behind the same NAT
    uint64_t late = 0;       // duplicates, or overtaken for longer than the wait
    uint64_t reordered = 0;  // came early and waited
    uint64_t lost = 0;       // waited for in vain
    uint64_t window_full = 0;
  };

  explicit GreChannel(const Config& config);

  // Whether the peer's window has room. Always true unless the window is obeyed.
  bool MaySend(Instant now) const;

  // The header of the next data packet, acknowledgement included. Use it.
  gre::Header NextData(Instant now);

  // The header of a packet that only acknowledges, if one is due.
  std::optional<gre::Header> DueAck(Instant now);

  // One IP packet's payload came in.
  void Receive(ByteView ip_payload, Instant now, FrameReceiver* receiver);

  // Delivers what has waited long enough. DueAck() may have something afterwards.
  void OnTime(Instant now, FrameReceiver* receiver);
  Instant deadline() const { return std::min(ack_deadline_, reorder_deadline_); }

  const Counters& counters() const { return counters_; }

 private:
  // Early packets, by sequence number modulo the buffer's size.
  static constexpr uint32_t kSlots = 64;
  struct Slot {
    bool full = false;
    uint32_t sequence = 0;
    size_t size = 0;
    Instant arrived{};
  };

  void OnAcknowledgement(uint32_t acknowledgement, Instant now);
  void OnSequence(uint32_t sequence, ByteView frame, Instant now, FrameReceiver* receiver);
  void RecoverFromAFalseJump(uint32_t sequence);
  void Deliver(ByteView frame, Instant now, FrameReceiver* receiver);
  void Keep(uint32_t sequence, ByteView frame, Instant now);
  void DeliverKept(Instant now, FrameReceiver* receiver);
  void SkipTo(uint32_t sequence, Instant now, FrameReceiver* receiver);
  std::optional<uint32_t> FirstKept() const;
  Instant EndOfWait() const;
  std::span<uint8_t> BytesOf(uint32_t slot);

  Config config_;
  Counters counters_;

  uint32_t next_sent_ = 0;  // of the next data packet
  uint32_t acked_ = 0;      // the highest one that the peer acknowledged, plus one
  Instant last_progress_{};

  bool heard_ = false;     // a data packet has come in
  uint32_t expected_ = 0;  // of the next data packet to deliver
  uint32_t last_late_ = 0;
  uint32_t late_in_a_row_ = 0;
  bool ack_pending_ = false;
  uint32_t unacked_packets_ = 0;
  Instant ack_deadline_ = kNever;

  std::array<Slot, kSlots> slots_;
  size_t kept_ = 0;
  Instant reorder_deadline_ = kNever;
  Bytes storage_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_GRE_CHANNEL_H_
