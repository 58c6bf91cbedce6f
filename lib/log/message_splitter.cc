#include "lib/log/message_splitter.h"

#include "lib/base/text.h"
#include "lib/log/envelope.h"
#include "lib/log/known_message.h"

namespace pptp::log {
namespace {

constexpr size_t kNone = std::string_view::npos;

// Behind a packet: padding in hex, perhaps cut with "...".
size_t SkipPadding(std::string_view text, size_t at) {
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == ' ') {
      ++at;
    } else if (rest.starts_with("...")) {
      at += 3;
    } else if (at > 0 && text[at - 1] == ' ' && rest.size() >= 2 && HexDigit(rest[0]) >= 0 &&
               HexDigit(rest[1]) >= 0 && (rest.size() == 2 || rest[2] == ' ')) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

// CBCP shows a telephone number, the peer's words, without quotes; accel-ppp does
// not escape quotes within quotes.
bool HasReliableQuotes(std::string_view packet_line) {
  return (packet_line.starts_with("sent [") || packet_line.starts_with("rcvd [")) &&
         !packet_line.substr(5).starts_with("[CBCP");
}

// Whether the only brackets are one that opens and one that closes and ends the text: then there is
// no room for another message, whatever is quoted. A cheap test, and most packets pass it.
// REQUIRES: HasReliableQuotes(packet_line).
bool FillsOneBracket(std::string_view packet_line) {
  constexpr size_t kBehindOpening = 6;  // "sent ["
  if (!packet_line.ends_with(']')) return false;
  const std::string_view inside =
      packet_line.substr(kBehindOpening, packet_line.size() - kBehindOpening - 1);
  return inside.find('[') == kNone && inside.find(']') == kNone;
}

}  // namespace

bool StartsFullEnvelope(std::string_view text, ProgramClassifier* programs) {
  const Envelope envelope = ReadEnvelope(text, programs);
  return envelope.stamp && !envelope.tag.empty() && envelope.program != Program::kOther;
}

size_t FindSecondMessage(std::string_view text, ProgramClassifier* programs) {
  size_t at = kNone;
  if (StartsPacketLine(text)) {
    if (!HasReliableQuotes(text) || FillsOneBracket(text)) return kNone;
    const PacketExtent extent = MeasurePacket(text);
    if (extent.restart != PacketExtent::kNone) return extent.restart;
    if (extent.end == PacketExtent::kNone) return kNone;
    at = SkipPadding(text, extent.end);
    if (at >= text.size()) return kNone;
    if (StartsPacketLine(text.substr(at)) || StartsKnownMessage(text.substr(at))) return at;
  } else {
    const size_t length = FixedMessageLength(text);
    if (length == 0 || length >= text.size()) return kNone;
    at = text.find_first_not_of(' ', length);
    if (at == kNone) return kNone;
    if (StartsPacketLine(text.substr(at))) return at;
  }
  return StartsFullEnvelope(text.substr(at), programs) ? at : kNone;
}

}  // namespace pptp::log
