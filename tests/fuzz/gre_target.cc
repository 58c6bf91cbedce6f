#include <algorithm>

#include "lib/pptp/gre.h"
#include "tests/fuzz/target.h"
#include "tests/pptp/gre_packet.h"

namespace pptp::fuzz {

void RunGre(ByteView input) {
  const auto packet = gre::Parse(input);
  if (!packet) {
    Require(!gre::FaultName(packet.error()).empty(), "a fault has a name");
    return;
  }
  const size_t header_size = gre::HeaderSize(packet->header);
  Require(header_size + packet->payload.size() <= input.size(), "nothing is read past the end");
  Require(packet->payload.empty() || packet->payload.data() == input.data() + header_size,
          "the payload follows the header");

  const Bytes again = gre::PacketBytes(packet->header, packet->payload);
  const auto read = gre::Parse(again);
  Require(
      read && read->header == packet->header && std::ranges::equal(read->payload, packet->payload),
      "a packet that was read can be written");
}

std::vector<Bytes> GreSeeds() {
  return {
      {0x30, 0x01, 0x88, 0x0b, 0, 4, 1, 2, 0, 0, 0, 1, 0xff, 0x03, 0xc0, 0x21},
      {0x30, 0x81, 0x88, 0x0b, 0, 2, 1, 2, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 9, 0x21, 0x45},
      {0x20, 0x81, 0x88, 0x0b, 0, 0, 1, 2, 0, 0, 0, 7},
      {0x30, 0x01, 0x88, 0x0b, 0, 1, 1, 2, 0, 0, 0, 1, 0x21, 0xee, 0xee, 0xee},  // padded
      {0x20, 0x00, 0x08, 0x00, 0, 0, 0, 1, 0x45, 0x00},                          // plain GRE
  };
}

}  // namespace pptp::fuzz
