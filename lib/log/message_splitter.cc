#include "lib/log/message_splitter.h"

#include <algorithm>

#include "lib/base/text.h"
#include "lib/log/byte_block.h"
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

// Sets all bits of the bytes that are brackets.
ByteBlock BracketsAt(const char* bytes) {
  const ByteBlock block = LoadByteBlock(bytes);
  return ByteBlock((block == '[') | (block == ']'));
}

bool HoldsBracket(std::string_view text) {
  const auto is_bracket = [](char c) { return c == '[' || c == ']'; };
  if (text.size() < kByteBlock) return std::any_of(text.begin(), text.end(), is_bracket);
  const char* last = text.data() + text.size() - kByteBlock;
  ByteBlock seen = BracketsAt(last);  // ends where the text does, wherever it begins
  for (const char* at = text.data(); at < last; at += kByteBlock) seen |= BracketsAt(at);
  const auto [low, high] = WordsOf(seen);
  return (low | high) != 0;
}

}  // namespace

bool IsPlainPacket(std::string_view text) {
  if (text.size() <= kPacketBracket || text.back() != ']') return false;
  if (!text.starts_with("sent [") && !text.starts_with("rcvd [")) return false;
  return !HoldsBracket(text.substr(kPacketBracket + 1, text.size() - kPacketBracket - 2));
}

bool MayHoldSecondMessage(std::string_view text) {
  if (text.empty()) return false;
  if (MayStartPacketLine(text[0]) && StartsPacketLine(text)) return !IsPlainPacket(text);
  return FixedMessageLength(text) != 0;
}

bool StartsFullEnvelope(std::string_view text, ProgramClassifier* programs) {
  const Envelope envelope = ReadEnvelope(text, programs);
  return envelope.stamp && !envelope.tag.empty() && envelope.program != Program::kOther;
}

size_t FindSecondMessage(std::string_view text, ProgramClassifier* programs) {
  size_t at = kNone;
  if (StartsPacketLine(text)) {
    if (IsPlainPacket(text) || !HasReliableQuotes(text)) return kNone;
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
