// Reading of whole packets: the direction, the brackets and what stands beside
// them. Inside the brackets everything is read from left to right, each part as
// far as it can be understood; quoted strings are taken as units, so that no
// text of the peer can pass for a bracket.
#include "lib/base/text.h"
#include "lib/ppp/body_text.h"
#include "lib/ppp/data_protocols.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/option_text.h"
#include "lib/ppp/scan.h"
#include "lib/ppp/wire.h"

namespace pptp::ppp {
namespace {

std::optional<Direction> TakeDirection(std::string_view* in) {
  struct Word {
    std::string_view text;
    Direction direction;
  };
  static constexpr Word kWords[] = {
      {"sent", Direction::kSent},       {"rcvd", Direction::kReceived},
      {"send", Direction::kSent},       {"recv", Direction::kReceived},  // accel-ppp
      {"from loop:", Direction::kLoop},
  };
  std::string_view rest = TrimLeft(*in);
  for (const Word& word : kWords) {
    if (!Consume(&rest, word.text)) continue;
    if (rest.empty() || !(IsSpace(rest[0]) || rest[0] == '[')) return std::nullopt;
    *in = TrimLeft(rest);
    return word.direction;
  }
  return std::nullopt;
}

// A protocol as the inside of a bracket begins, with accel-ppp's names for CHAP.
std::optional<Protocol> TakeProtocol(std::string_view* in) {
  std::string_view rest = *in;
  std::string_view name = TakeWord(&rest, "]");
  std::optional<Protocol> protocol = ProtocolFromName(name);
  if (!protocol && (name == "MSCHAP-v1" || name == "MSCHAP-v2")) protocol = Protocol::kChap;
  if (protocol) *in = rest;
  return protocol;
}

std::optional<uint8_t> TakeCode(std::string_view* in, Protocol protocol) {
  std::string_view rest = *in;
  std::optional<uint8_t> code;
  if (TakeLiteral(&rest, "code=")) {
    if (auto number = TakeHexNumber(&rest, 0xff)) code = static_cast<uint8_t>(*number);
  } else {
    std::string_view name = TakeWord(&rest, "]");
    // accel-ppp's name.
    code = CodeFromName(protocol, name == "ProtoRej" ? "ProtRej" : name);
  }
  if (code) *in = rest;
  return code;
}

// Code and id. A line shortened by hand ("[LCP ConfReq ...]") may lack the id.
bool TakeHeader(std::string_view* in, Packet* packet) {
  std::string_view rest = *in;
  std::optional<uint8_t> code = TakeCode(&rest, packet->protocol);
  if (!code) return false;
  std::optional<uint32_t> id = 0;
  if (TakeLiteral(&rest, "id=")) id = TakeHexNumber(&rest, 0xff);
  if (!id) return false;
  packet->code = *code;
  packet->id = static_cast<uint8_t>(*id);
  *in = rest;
  return true;
}

// What is left inside the brackets: bytes, then text.
Data TakeTrailing(std::string_view* in) {
  Data data;
  TakeHexBytes(in, &data);
  size_t end = FindClosingBracket(*in);
  data.verbatim = Trim(in->substr(0, end));
  *in = end == std::string_view::npos ? std::string_view() : in->substr(end);
  return data;
}

// The bytes behind the bracket if there is nothing but bytes, else nothing.
Data TakeTail(std::string_view* in) {
  std::string_view rest = *in;
  Data tail;
  TakeHexBytes(&rest, &tail);
  if (!IsBlank(rest)) return {};
  *in = {};
  return tail;
}

void ReadTypedPacket(std::string_view* in, LoggedPacket* line) {
  Packet& packet = line->packet;
  ReadBody(in, &packet, &line->complete);
  packet.trailing = TakeTrailing(in);
  line->complete = line->complete && TakeLiteral(in, "]");
  std::string_view rest = *in;
  Data tail = TakeTail(&rest);
  // Bytes that were not shown cannot be said in padding.
  if (tail.cut) return;
  packet.padding = std::move(tail.bytes);
  *in = rest;
}

// A protocol's name alone, or words that no pppd writes: bytes stand behind the
// bracket. Those of ECP are a whole packet.
void ReadDatagram(std::string_view* in, LoggedPacket* line) {
  Datagram datagram;
  size_t end = FindClosingBracket(*in);
  datagram.data.verbatim = Trim(in->substr(0, end));
  line->complete = end != std::string_view::npos;
  *in = line->complete ? in->substr(end + 1) : std::string_view();
  Data tail = TakeTail(in);
  datagram.data.bytes = std::move(tail.bytes);
  datagram.data.cut = tail.cut;
  if (line->packet.protocol == Protocol::kEcp && !tail.cut && datagram.data.verbatim.empty()) {
    line->packet = DecodePacket(Protocol::kEcp, datagram.data.bytes);
    return;
  }
  line->packet.body = std::move(datagram);
}

// What follows "[": false when it is no packet.
bool ReadInside(std::string_view* in, LoggedPacket* line) {
  Packet& packet = line->packet;
  if (TakeLiteral(in, "proto=")) {
    auto number = TakeHexNumber(in, 0xffff);
    if (!number) return false;
    packet.protocol = Protocol{static_cast<uint16_t>(*number)};
    ReadDatagram(in, line);
    return true;
  }
  std::string_view rest = *in;
  if (auto protocol = DataProtocolFromName(TakeWord(&rest));
      protocol && TakeLiteral(&rest, "data")) {
    packet.protocol = *protocol;
    *in = rest;
    ReadDatagram(in, line);
    return true;
  }
  auto protocol = TakeProtocol(in);
  if (!protocol) return false;
  packet.protocol = *protocol;
  if (TakeHeader(in, &packet)) {
    ReadTypedPacket(in, line);
  } else {
    ReadDatagram(in, line);
  }
  return true;
}

// Bytes in which pppd saw no PPP header, and nothing else.
bool ReadFrame(std::string_view* in, LoggedPacket* line) {
  Data data = TakeTail(in);
  if (data.bytes.empty()) return false;
  line->packet.protocol = Protocol{0};
  line->packet.body = Frame{std::move(data)};
  return true;
}

bool ReadPacketText(std::string_view in, LoggedPacket* line) {
  bool read = TakeLiteral(&in, "[") ? ReadInside(&in, line) : ReadFrame(&in, line);
  if (!read) return false;
  line->rest = Trim(in);
  return true;
}

std::string_view WithoutAngleBrackets(std::string_view text) {
  text = Trim(text);
  if (text.size() >= 2 && text.front() == '<' && text.back() == '>') {
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

}  // namespace

bool LooksLikePacketLine(std::string_view text) {
  if (!TakeDirection(&text) || text.empty()) return false;
  if (text[0] == '[') return true;
  return TakeHexByte(&text).has_value();
}

std::optional<LoggedPacket> ParsePacketLine(std::string_view text) {
  // Made where the caller wants it: a packet is a few hundred bytes.
  std::optional<LoggedPacket> line(std::in_place);
  const std::optional<Direction> direction = TakeDirection(&text);
  if (direction && ReadPacketText(text, &*line)) {
    line->direction = *direction;
  } else {
    line.reset();
  }
  return line;
}

std::optional<Packet> ParsePacket(std::string_view text) {
  LoggedPacket line;
  if (!ReadPacketText(text, &line) || !line.rest.empty()) return std::nullopt;
  return std::move(line.packet);
}

std::optional<ProtocolOption> ParseOption(std::string_view text, std::optional<Protocol> protocol) {
  std::string_view inside = WithoutAngleBrackets(text);
  if (IsBlank(inside)) return std::nullopt;
  if (protocol) {
    Option option = ReadOptionText(*protocol, inside);
    if (!option.readable()) return std::nullopt;
    return ProtocolOption{*protocol, std::move(option)};
  }
  // An option given in bytes is read by every protocol: one that knows it is
  // preferred to the first.
  std::optional<ProtocolOption> fitting;
  for (Protocol tried : {Protocol::kLcp, Protocol::kCcp, Protocol::kIpcp, Protocol::kIpv6cp}) {
    Option option = ReadOptionText(tried, inside);
    if (!option.readable()) continue;
    bool known = IsKnownOption(tried, option);
    if (known || !fitting) fitting = ProtocolOption{tried, std::move(option)};
    if (known) break;
  }
  return fitting;
}

}  // namespace pptp::ppp
