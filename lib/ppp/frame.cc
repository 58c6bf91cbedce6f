#include "lib/ppp/frame.h"

#include <cassert>

namespace pptp::ppp {
namespace {

constexpr uint8_t kAllStations = 0xff, kUnnumberedInformation = 0x03;  // RFC 1662 section 3.1

// The last byte of a protocol field is odd, the one before it even.
constexpr bool IsLastByte(uint8_t byte) {
  return (byte & 1) != 0;
}

constexpr bool FitsOneByte(uint16_t protocol) {
  return protocol < kAllStations && IsLastByte(static_cast<uint8_t>(protocol));
}

}  // namespace

std::optional<SplitFrame> Split(ByteView frame) {
  SplitFrame split;
  ByteView rest = frame;
  if (rest.size() >= 2 && rest[0] == kAllStations && rest[1] == kUnnumberedInformation) {
    rest = rest.subspan(2);
  } else {
    split.compression.address_and_control = true;
  }
  if (rest.empty() || rest[0] == kAllStations) return std::nullopt;
  split.compression.protocol_field = IsLastByte(rest[0]);
  if (split.compression.protocol_field) {
    split.protocol = Protocol{rest[0]};
    split.information = rest.subspan(1);
    return split;
  }
  if (rest.size() < 2) return std::nullopt;
  split.protocol = Protocol{static_cast<uint16_t>(rest[0] << 8 | rest[1])};
  split.information = rest.subspan(2);
  return split;
}

std::span<uint8_t> WriteFrameHeader(Protocol protocol, Compression compression,
                                    std::span<uint8_t> headroom) {
  assert(headroom.size() >= kLargestFrameHeader);
  if (protocol == Protocol::kLcp) compression = {};
  const auto number = static_cast<uint16_t>(protocol);
  size_t at = headroom.size();
  headroom[--at] = static_cast<uint8_t>(number);
  if (!compression.protocol_field || !FitsOneByte(number)) {
    headroom[--at] = static_cast<uint8_t>(number >> 8);
  }
  if (!compression.address_and_control) {
    headroom[--at] = kUnnumberedInformation;
    headroom[--at] = kAllStations;
  }
  return headroom.subspan(at);
}

}  // namespace pptp::ppp
