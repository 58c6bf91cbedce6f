// Writing of whole packets: the brackets and what stands beside them.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "lib/ppp/body_text.h"
#include "lib/ppp/data_protocols.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/option_text.h"
#include "lib/ppp/wire.h"

namespace pptp::ppp {
namespace {

constexpr size_t kDataLimit = 8;   // of a datagram whose protocol has a name
constexpr size_t kTailLimit = 32;  // of everything else after a bracket

bool IsNamedCode(const Packet& packet, const Dialect& dialect) {
  bool newer = packet.protocol == Protocol::kLcp &&
               (packet.code == kIdentification || packet.code == kTimeRemaining);
  return !CodeName(packet.protocol, packet.code).empty() && (dialect.names_ident || !newer);
}

// "[IP data] 45 00 ...", "[proto=0x2145] 00 ...", "[LCP] 01 ..."
void WriteDatagram(const Packet& packet, const Data& data, bool complete, std::string* out) {
  std::string_view data_name = DataProtocolName(packet.protocol);
  size_t limit = kTailLimit;
  if (!data_name.empty()) {
    fmt::format_to(std::back_inserter(*out), "[{} data", data_name);
    limit = kDataLimit;
  } else if (IsSpelledByEveryPppd(packet.protocol) ||
             (!data.verbatim.empty() && !ProtocolName(packet.protocol).empty())) {
    // Where text was kept, it stood behind the protocol's name.
    fmt::format_to(std::back_inserter(*out), "[{}", ProtocolName(packet.protocol));
  } else {
    fmt::format_to(std::back_inserter(*out), "[proto=0x{:x}",
                   static_cast<unsigned>(packet.protocol));
  }
  WriteData({{}, false, data.verbatim}, kNoLimit, out);
  if (complete) *out += ']';
  WriteData({data.bytes, data.cut, {}}, limit, out);
}

void WritePacket(const Packet& packet, bool complete, const Dialect& dialect, std::string* out) {
  if (const auto* frame = std::get_if<Frame>(&packet.body)) {
    std::string bytes;
    WriteData(frame->data, kTailLimit, &bytes);
    *out += std::string_view(bytes).substr(std::min<size_t>(1, bytes.size()));
    return;
  }
  if (const auto* datagram = std::get_if<Datagram>(&packet.body)) {
    WriteDatagram(packet, datagram->data, complete, out);
    return;
  }
  std::string_view name = ProtocolName(packet.protocol);
  if (name.empty() || (packet.protocol == Protocol::kEcp && complete)) {
    // Protocols whose packets pppd has no words for. What was read of other words than
    // bytes keeps them.
    Data data;
    EncodePacket(packet, &data.bytes);
    if (name.empty() || DecodePacket(packet.protocol, data.bytes) == packet) {
      WriteDatagram(packet, data, complete, out);
      return;
    }
  }
  auto end = std::back_inserter(*out);
  if (IsNamedCode(packet, dialect)) {
    fmt::format_to(end, "[{} {} id=0x{:x}", name, CodeName(packet.protocol, packet.code),
                   packet.id);
  } else {
    fmt::format_to(end, "[{} code=0x{:x} id=0x{:x}", name, packet.code, packet.id);
  }
  WriteBody(packet, dialect, out);
  WriteData(packet.trailing, packet.protocol == Protocol::kLcp ? kLcpLimit : kNoLimit, out);
  if (!complete) return;
  *out += ']';
  WriteData({packet.padding, false, {}}, kTailLimit, out);
}

std::string_view DirectionWord(Direction direction) {
  switch (direction) {
    case Direction::kSent:
      return "sent ";
    case Direction::kReceived:
      return "rcvd ";
    case Direction::kLoop:
      break;
  }
  return "from loop: ";
}

}  // namespace

std::string PrintPacketLine(const LoggedPacket& line, const Dialect& dialect) {
  std::string text(DirectionWord(line.direction));
  WritePacket(line.packet, line.complete, dialect, &text);
  if (!line.rest.empty()) {
    text += ' ';
    text += line.rest;
  }
  return text;
}

std::string PrintPacket(const Packet& packet, const Dialect& dialect) {
  std::string text;
  WritePacket(packet, true, dialect, &text);
  return text;
}

std::string PrintOption(Protocol protocol, const Option& option, const Dialect& dialect) {
  std::string text = "<";
  WriteOptionText(protocol, option, dialect, &text);
  text += '>';
  return text;
}

}  // namespace pptp::ppp
