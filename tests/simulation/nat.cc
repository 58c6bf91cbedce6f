#include "tests/simulation/nat.h"

#include <optional>

// Layouts of RFC 2637 section 2: a header of 12 bytes with the length at 0 and the type at 8;
// then, in the messages that matter here, one or two call ids.
namespace pptp::simulation {
namespace {

enum MessageType : uint16_t {
  kOutgoingCallRequest = 7,
  kOutgoingCallReply = 8,
  kCallClearRequest = 12,
  kWanErrorNotify = 14,
  kSetLinkInfo = 15,
};

constexpr size_t kTypeAt = 8, kFirstCallId = 12, kSecondCallId = 14;
constexpr size_t kGreCallId = 6, kGreHeader = 8;

uint16_t U16At(ByteView bytes, size_t at) {
  return static_cast<uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

void PutU16(Bytes* bytes, size_t at, uint16_t value) {
  (*bytes)[at] = static_cast<uint8_t>(value >> 8);
  (*bytes)[at + 1] = static_cast<uint8_t>(value);
}

// Where a message from the client holds the client's call id.
std::optional<size_t> OwnCallIdAt(uint16_t type) {
  if (type == kOutgoingCallRequest || type == kCallClearRequest) {
    return kFirstCallId;
  }
  return std::nullopt;
}

// Where a message from the server holds the client's call id.
std::optional<size_t> PeerCallIdAt(uint16_t type) {
  if (type == kOutgoingCallReply) return kSecondCallId;
  if (type == kWanErrorNotify || type == kSetLinkInfo) return kFirstCallId;
  return std::nullopt;
}

}  // namespace

Bytes NatHelper::ControlToServer(ByteView messages) {
  Bytes out(messages.begin(), messages.end());
  for (size_t at = 0; at + kSecondCallId <= out.size(); at += U16At(messages, at)) {
    const auto id_at = OwnCallIdAt(U16At(messages, at + kTypeAt));
    if (!id_at) continue;
    inside_ = U16At(messages, at + *id_at);
    PutU16(&out, at + *id_at, outside_);
  }
  return out;
}

Bytes NatHelper::ControlToClient(ByteView messages) const {
  Bytes out(messages.begin(), messages.end());
  for (size_t at = 0; at + kSecondCallId < out.size(); at += U16At(messages, at)) {
    const auto id_at = PeerCallIdAt(U16At(messages, at + kTypeAt));
    if (id_at && U16At(messages, at + *id_at) == outside_) PutU16(&out, at + *id_at, inside_);
  }
  return out;
}

Bytes NatHelper::GreToClient(ByteView packet) const {
  if (packet.size() < kGreHeader || U16At(packet, kGreCallId) != outside_) return {};
  Bytes out(packet.begin(), packet.end());
  PutU16(&out, kGreCallId, inside_);
  return out;
}

}  // namespace pptp::simulation
