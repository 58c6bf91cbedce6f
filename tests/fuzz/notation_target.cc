#include <string>

#include "lib/ppp/describe.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "tests/fuzz/target.h"
#include "tests/ppp/canonical_lines.h"

namespace pptp::fuzz {
namespace {

// Whether the line is a packet from end to end, with nothing kept for want of sense.
bool IsWhole(const ppp::LoggedPacket& line) {
  return line.complete && line.rest.empty() && line.packet.trailing == ppp::Data{};
}

}  // namespace

void RunNotation(ByteView input) {
  const auto line = ppp::ParsePacketLine(AsText(input));
  if (!line) return;
  Require(ppp::LooksLikePacketLine(AsText(input)), "what is a packet line looks like one");
  ppp::DescribePacket(line->packet);
  ppp::EncodeFrame(line->packet);
  for (const ppp::Dialect& dialect : {ppp::ModernDialect(), ppp::SeedDialect()}) {
    const std::string words = ppp::PrintPacketLine(*line, dialect);
    const auto again = ppp::ParsePacketLine(words);
    Require(again.has_value(), "a line that was written can be read");
    const bool cut = words.find("...") != std::string::npos;
    if (!IsWhole(*line) || cut) continue;
    Require(again->packet == line->packet, "a packet is read from the words written for it");
  }
}

std::vector<Bytes> NotationSeeds() {
  std::vector<Bytes> seeds;
  for (auto lines : {ppp::TimelessLines(), ppp::ModernLines(), ppp::SeedLines()}) {
    for (const ppp::CanonicalLine& line : lines) {
      const ByteView text = AsBytes(line.text);
      seeds.emplace_back(text.begin(), text.end());
    }
  }
  return seeds;
}

}  // namespace pptp::fuzz
