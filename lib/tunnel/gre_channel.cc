#include "lib/tunnel/gre_channel.h"

#include <algorithm>
#include <cstring>

namespace pptp::tunnel {
namespace {

// An acknowledgement does not wait once this many packets want one.
constexpr uint32_t kMostUnacked = 16;

// With the window full and no word from the peer for so long, the packets under way are
// taken for lost (RFC 2637 section 4.4 would work this out from round trips; the limit
// only matters to peers that acknowledge late).
constexpr Duration kAckTimeout = std::chrono::seconds(1);

constexpr uint32_t kEnoughInARow = 8;

}  // namespace

GreChannel::GreChannel(const Config& config)
    : config_(config), storage_(kSlots * config.max_frame) {}

bool GreChannel::MaySend(Instant now) const {
  if (!config_.obey_window) return true;
  const uint32_t under_way = next_sent_ - acked_;
  return under_way < std::max<uint32_t>(config_.peer_window, 1) ||
         now - last_progress_ >= kAckTimeout;
}

gre::Header GreChannel::NextData(Instant now) {
  if (next_sent_ - acked_ >= std::max<uint32_t>(config_.peer_window, 1)) {
    ++counters_.window_full;
    if (now - last_progress_ >= kAckTimeout) {
      acked_ = next_sent_;
      last_progress_ = now;
    }
  }
  gre::Header header;
  header.call_id = config_.peer_call_id;
  header.sequence = next_sent_++;
  if (ack_pending_) {
    header.acknowledgement = expected_ - 1;
    ack_pending_ = false;
    unacked_packets_ = 0;
    ack_deadline_ = kNever;
  }
  ++counters_.sent;
  return header;
}

std::optional<gre::Header> GreChannel::DueAck(Instant now) {
  if (!ack_pending_ || (now < ack_deadline_ && unacked_packets_ < kMostUnacked)) {
    return std::nullopt;
  }
  gre::Header header;
  header.call_id = config_.peer_call_id;
  header.acknowledgement = expected_ - 1;
  ack_pending_ = false;
  unacked_packets_ = 0;
  ack_deadline_ = kNever;
  return header;
}

void GreChannel::Receive(ByteView ip_payload, Instant now, FrameReceiver* receiver) {
  const auto packet = gre::Parse(ip_payload);
  if (!packet) {
    ++counters_.malformed;
    return;
  }
  if (packet->header.call_id != config_.call_id) {
    ++counters_.foreign;
    return;
  }
  if (packet->header.acknowledgement) OnAcknowledgement(*packet->header.acknowledgement, now);
  if (packet->header.sequence && !packet->payload.empty()) {
    OnSequence(*packet->header.sequence, packet->payload, now, receiver);
  }
}

void GreChannel::OnAcknowledgement(uint32_t acknowledgement, Instant now) {
  const uint32_t next = acknowledgement + 1;
  // Of what was never sent, or an old one.
  if (gre::IsAfter(next, next_sent_) || !gre::IsAfter(next, acked_)) return;
  acked_ = next;
  last_progress_ = now;
}

void GreChannel::OnSequence(uint32_t sequence, ByteView frame, Instant now,
                            FrameReceiver* receiver) {
  if (!heard_) {
    // Peers begin at 0 or at 1, or go on from a call before.
    heard_ = true;
    expected_ = sequence;
  }
  RecoverFromAFalseJump(sequence);
  const int32_t ahead = gre::SequenceDistance(sequence, expected_);
  if (ahead < 0) {
    ++counters_.late;
    return;
  }
  if (ahead == 0) {
    Deliver(frame, now, receiver);
    if (kept_ > 0) DeliverKept(now, receiver);
    return;
  }
  // So far ahead that it does not fit: those before it are given up.
  if (static_cast<uint32_t>(ahead) >= kSlots) SkipTo(sequence - kSlots + 1, now, receiver);
  if (sequence == expected_) {
    Deliver(frame, now, receiver);
    return DeliverKept(now, receiver);
  }
  Keep(sequence, frame, now);
}

// One forged or broken packet with a number far ahead would make every true one late for
// ever. Several in a row, each the next after the one before, show which numbers are true.
void GreChannel::RecoverFromAFalseJump(uint32_t sequence) {
  const bool far_behind =
      gre::SequenceDistance(sequence, expected_) < -static_cast<int32_t>(kSlots);
  const bool in_a_row = far_behind && sequence == last_late_ + 1;
  late_in_a_row_ = in_a_row ? late_in_a_row_ + 1 : 0;
  if (far_behind) last_late_ = sequence;
  if (late_in_a_row_ < kEnoughInARow) return;
  late_in_a_row_ = 0;
  for (Slot& slot : slots_) slot.full = false;
  counters_.lost += kept_;
  kept_ = 0;
  reorder_deadline_ = kNever;
  expected_ = sequence;
}

void GreChannel::Deliver(ByteView frame, Instant now, FrameReceiver* receiver) {
  ++expected_;
  ++counters_.delivered;
  ++unacked_packets_;
  if (!ack_pending_) ack_deadline_ = now + config_.ack_delay;
  ack_pending_ = true;
  receiver->OnFrame(frame, now);
}

std::span<uint8_t> GreChannel::BytesOf(uint32_t slot) {
  return std::span(storage_).subspan(slot * config_.max_frame, config_.max_frame);
}

void GreChannel::Keep(uint32_t sequence, ByteView frame, Instant now) {
  Slot& slot = slots_[sequence % kSlots];
  if (slot.full) {  // of the same number, as the buffer spans kSlots of them
    ++counters_.late;
    return;
  }
  if (frame.size() > config_.max_frame) {
    ++counters_.malformed;
    return;
  }
  std::memcpy(BytesOf(sequence % kSlots).data(), frame.data(), frame.size());
  slot = {true, sequence, frame.size(), now};
  ++counters_.reordered;
  ++kept_;
  reorder_deadline_ = EndOfWait();
}

// When the packet that has waited longest has waited long enough.
Instant GreChannel::EndOfWait() const {
  Instant oldest = kNever;
  for (const Slot& slot : slots_) {
    if (slot.full) oldest = std::min(oldest, slot.arrived);
  }
  return oldest == kNever ? kNever : oldest + config_.reorder_wait;
}

// Delivers what follows without a gap.
void GreChannel::DeliverKept(Instant now, FrameReceiver* receiver) {
  for (;;) {
    const uint32_t index = expected_ % kSlots;
    Slot& slot = slots_[index];
    if (!slot.full || slot.sequence != expected_) break;
    slot.full = false;
    --kept_;
    Deliver(BytesOf(index).first(slot.size), now, receiver);
  }
  reorder_deadline_ = EndOfWait();
}

std::optional<uint32_t> GreChannel::FirstKept() const {
  if (kept_ == 0) return std::nullopt;
  for (uint32_t i = 0; i < kSlots; ++i) {
    const Slot& slot = slots_[(expected_ + i) % kSlots];
    if (slot.full) return slot.sequence;
  }
  return std::nullopt;
}

// Makes "sequence" the next one expected; what is kept before it is delivered.
void GreChannel::SkipTo(uint32_t sequence, Instant now, FrameReceiver* receiver) {
  while (gre::IsAfter(sequence, expected_)) {
    const std::optional<uint32_t> first = FirstKept();
    if (!first || !gre::IsAfter(sequence, *first)) {
      counters_.lost += sequence - expected_;
      expected_ = sequence;
      break;
    }
    counters_.lost += *first - expected_;
    expected_ = *first;
    DeliverKept(now, receiver);
  }
  if (kept_ > 0) DeliverKept(now, receiver);
}

void GreChannel::OnTime(Instant now, FrameReceiver* receiver) {
  while (reorder_deadline_ <= now) {
    const std::optional<uint32_t> first = FirstKept();
    if (!first) break;
    SkipTo(*first, now, receiver);
  }
}

}  // namespace pptp::tunnel
