#include "tests/simulation/world.h"

#include <algorithm>
#include <utility>

namespace pptp::simulation {

void Agenda::At(Instant when, std::function<void(Instant)> what) {
  entries_.push({when, ++numbers_, std::move(what)});
}

void Agenda::DoNext() {
  // top() is const, but the entry is on its way out.
  Entry entry = std::move(const_cast<Entry&>(entries_.top()));
  entries_.pop();
  entry.what(entry.when);
}

Wire::Wire(Agenda* agenda, Chance* chance, Faults faults, Receiver receiver)
    : agenda_(agenda), chance_(chance), faults_(faults), receiver_(std::move(receiver)) {}

void Wire::Send(ByteView packet, Instant now) {
  ++carried_;
  if (faults_.blocked || packet.size() > faults_.largest || chance_->Happens(faults_.loss)) return;
  const int copies = chance_->Happens(faults_.duplication) ? 2 : 1;
  for (int i = 0; i < copies; ++i) {
    Bytes copy(packet.begin(), packet.end());
    if (!copy.empty() && chance_->Happens(faults_.corruption)) {
      copy[chance_->Below(copy.size())] ^= static_cast<uint8_t>(1 << chance_->Below(8));
    }
    const auto jitter = Duration(chance_->Below(static_cast<uint64_t>(faults_.jitter.count()) + 1));
    Arrive(std::move(copy), now + faults_.delay + jitter);
  }
}

void Wire::Arrive(Bytes packet, Instant when) {
  agenda_->At(when, [this, packet = std::move(packet)](Instant now) {
    if (!router_) return receiver_(packet, now);
    const Bytes passed = router_(packet);
    if (!passed.empty()) receiver_(passed, now);
  });
}

Stream::Stream(Agenda* agenda, Chance* chance, Duration delay, Receiver receiver, Closed closed)
    : agenda_(agenda),
      chance_(chance),
      delay_(delay),
      receiver_(std::move(receiver)),
      closed_(std::move(closed)) {}

Instant Stream::ArrivalTime(Instant now) {
  last_ = std::max(last_, now + delay_);
  return last_;
}

void Stream::Send(ByteView bytes, Instant now) {
  if (closed_already_ || blocked_) return;
  while (!bytes.empty()) {
    const size_t size = std::min<size_t>(bytes.size(), 1 + chance_->Below(bytes.size()));
    const ByteView piece = bytes.first(size);
    agenda_->At(ArrivalTime(now), [this, piece = Bytes(piece.begin(), piece.end())](Instant when) {
      receiver_(piece, when);
    });
    bytes = bytes.subspan(size);
  }
}

void Stream::Close(Instant now) {
  if (std::exchange(closed_already_, true) || blocked_) return;
  agenda_->At(ArrivalTime(now), [this](Instant when) { closed_(when); });
}

}  // namespace pptp::simulation
