#include <optional>
#include <string>

#include "lib/ppp/frame.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "tests/fuzz/target.h"
#include "tests/ppp/canonical_lines.h"

namespace pptp::fuzz {
namespace {

// LCP is always written with its header in full, however it came in.
Bytes AsWritten(ByteView frame) {
  const auto split = ppp::Split(frame);
  if (!split || split->protocol != ppp::Protocol::kLcp) return {frame.begin(), frame.end()};
  Bytes full = {0xff, 0x03, 0xc0, 0x21};
  full.insert(full.end(), split->information.begin(), split->information.end());
  return full;
}

}  // namespace

void RunWire(ByteView input) {
  const ppp::DecodedFrame decoded = ppp::DecodeFrame(input);
  const Bytes frame = ppp::EncodeFrame(decoded.packet, decoded.compression);
  Require(frame == AsWritten(input), "a frame that was read is written as it was");
  Require(ppp::DecodeFrame(frame).packet == decoded.packet, "writing changes no packet");

  // pppd's words show less than the packet where it is long, yet stay what they are.
  if (frame.empty()) return;
  const std::string words =
      ppp::PrintPacketLine({ppp::Direction::kReceived, decoded.packet, true, {}});
  const std::optional<ppp::LoggedPacket> read = ppp::ParsePacketLine(words);
  Require(read.has_value(), "the words for a packet can be read");
  Require(ppp::PrintPacketLine(*read) == words,
          "the words for a packet are read as they are meant");
}

// The packets of real logs.
std::vector<Bytes> WireSeeds() {
  std::vector<Bytes> seeds;
  for (auto lines : {ppp::TimelessLines(), ppp::ModernLines()}) {
    for (const ppp::CanonicalLine& line : lines) {
      const auto read = ppp::ParsePacketLine(line.text);
      if (read) seeds.push_back(ppp::EncodeFrame(read->packet));
    }
  }
  return seeds;
}

}  // namespace pptp::fuzz
