#include "lib/base/text.h"
#include "lib/ppp/body_text.h"
#include "lib/ppp/option_text.h"
#include "lib/ppp/option_values.h"
#include "lib/ppp/scan.h"

namespace pptp::ppp {
namespace {

constexpr uint32_t kMax32 = 0xffffffff;

// The end of the "<...>" at the front of "in", or npos when another bracket or
// the line's end comes first. Inside, "[...]" may stand (endpoints).
size_t FindOptionEnd(std::string_view in) {
  bool inside = false;
  for (size_t at = 1; at < in.size(); ++at) {
    char c = in[at];
    if (c == '>') return at;
    if (c == '<' || (c == '[' && inside) || (c == ']' && !inside)) break;
    if (c == '[' || c == ']') inside = c == '[';
  }
  return std::string_view::npos;
}

bool HasType(const std::vector<Option>& options, uint8_t type) {
  for (const Option& option : options) {
    if (option.type == type) return true;
  }
  return false;
}

Options ReadOptions(std::string_view* in, Protocol protocol) {
  Options options;
  while (NextCharacter(*in) == '<') {
    std::string_view text = TrimLeft(*in);
    size_t end = FindOptionEnd(text);
    if (end == std::string_view::npos || end == 1) break;
    const std::string_view words = text.substr(1, end - 1);
    Option option = ReadOptionText(protocol, words);
    // Both WINS servers go by one name; the second is known by its place, unless it is told in
    // bytes.
    if (protocol == Protocol::kIpcp && option.type == kIpcpWins1 && words.starts_with("ms-wins") &&
        HasType(options.list, kIpcpWins1)) {
      option.type = kIpcpWins2;
    }
    options.list.push_back(std::move(option));
    *in = text.substr(end + 1);
  }
  return options;
}

Data ReadHex(std::string_view* in) {
  Data data;
  TakeHexBytes(in, &data);
  return data;
}

std::optional<std::string> ReadString(std::string_view* in, bool* complete) {
  std::optional<QuotedString> string = TakeQuoted(in);
  if (!string) return std::nullopt;
  *complete = *complete && string->closed;
  return std::move(string->bytes);
}

// A reason in words or, from Windows, in bytes.
Terminate ReadTerminate(std::string_view* in, bool* complete) {
  if (auto text = ReadString(in, complete)) {
    ByteView bytes = AsBytes(*text);
    return Terminate{{Bytes(bytes.begin(), bytes.end()), false, {}}};
  }
  return Terminate{ReadHex(in)};
}

// Bytes of a code that has no format of its own, or whose format was not kept.
// Text that is no bytes is taken whole, up to the packet's end.
Raw ReadRaw(std::string_view* in) {
  Raw raw{ReadHex(in)};
  if (!raw.data.bytes.empty() || raw.data.cut || IsBlank(*in)) return raw;
  size_t end = FindClosingBracket(*in);
  raw.data.verbatim = Trim(in->substr(0, end));
  *in = end == std::string_view::npos ? std::string_view() : in->substr(end);
  return raw;
}

Body ReadProtocolReject(std::string_view* in) {
  Data data = ReadHex(in);
  if (data.bytes.size() < 2) return Raw{std::move(data)};
  auto protocol = static_cast<uint16_t>(data.bytes[0] << 8 | data.bytes[1]);
  data.bytes.erase(data.bytes.begin(), data.bytes.begin() + 2);
  return ProtocolReject{protocol, std::move(data)};
}

// "magic=0x1", or accel-ppp's "<magic 1>".
std::optional<uint32_t> TakeMagic(std::string_view* in) {
  std::string_view rest = *in;
  bool bracket = TakeLiteral(&rest, "<");
  if (!TakeLiteral(&rest, bracket ? "magic" : "magic=")) return std::nullopt;
  auto magic = TakeHexNumber(&rest, kMax32);
  if (!magic || (bracket && !TakeLiteral(&rest, ">"))) return std::nullopt;
  *in = rest;
  return magic;
}

Body ReadEcho(std::string_view* in) {
  std::optional<uint32_t> magic = TakeMagic(in);
  if (!magic) return ReadRaw(in);
  return Echo{*magic, ReadHex(in)};
}

// From bytes, which is how a pppd that knows no such code shows it.
Body IdentificationOf(Data data) {
  if (data.bytes.size() < kMagicSize || data.cut) return Raw{std::move(data)};
  ByteReader in(data.bytes);
  uint32_t magic = in.U32();
  return Identification{magic, std::string(AsText(in.Rest()))};
}

Body TimeRemainingOf(Data data) {
  if (data.bytes.size() < 2 * kMagicSize || data.cut) return Raw{std::move(data)};
  ByteReader in(data.bytes);
  uint32_t magic = in.U32(), seconds = in.U32();
  return TimeRemaining{magic, seconds, std::string(AsText(in.Rest()))};
}

Body ReadIdentification(std::string_view* in, bool* complete) {
  std::optional<uint32_t> magic = TakeMagic(in);
  if (magic) return Identification{*magic, ReadString(in, complete).value_or("")};
  Raw raw = ReadRaw(in);
  return raw.data.verbatim.empty() ? IdentificationOf(std::move(raw.data)) : Body(std::move(raw));
}

Body ReadTimeRemaining(std::string_view* in, bool* complete) {
  std::string_view rest = *in;
  std::optional<uint32_t> magic = TakeMagic(&rest);
  if (magic && TakeLiteral(&rest, "seconds=")) {
    if (std::optional<uint32_t> seconds = TakeDecimal(&rest, kMax32)) {
      *in = rest;
      return TimeRemaining{*magic, *seconds, ReadString(in, complete).value_or("")};
    }
  }
  Raw raw = ReadRaw(in);
  return raw.data.verbatim.empty() ? TimeRemainingOf(std::move(raw.data)) : Body(std::move(raw));
}

Body ReadLcp(std::string_view* in, uint8_t code, bool* complete) {
  switch (code) {
    case kProtocolReject:
      // accel-ppp shows the protocol alone: "<8057>".
      if (std::string_view rest = *in; TakeLiteral(&rest, "<")) {
        auto protocol = TakeHexNumber(&rest, 0xffff);
        if (protocol && TakeLiteral(&rest, ">")) {
          *in = rest;
          return ProtocolReject{static_cast<uint16_t>(*protocol), {}};
        }
      }
      return ReadProtocolReject(in);
    case kEchoRequest:
    case kEchoReply:
    case kDiscardRequest:
      return ReadEcho(in);
    case kIdentification:
      return ReadIdentification(in, complete);
    case kTimeRemaining:
      return ReadTimeRemaining(in, complete);
    default:
      return ReadRaw(in);
  }
}

Body ReadControl(std::string_view* in, Protocol protocol, uint8_t code, bool* complete) {
  switch (code) {
    case kConfigureRequest:
    case kConfigureAck:
    case kConfigureNak:
    case kConfigureReject:
      return ReadOptions(in, protocol);
    case kTerminateRequest:
    case kTerminateAck:
      return ReadTerminate(in, complete);
    case kCodeReject:
      return CodeReject{ReadHex(in)};
    case kResetRequest:
    case kResetAck:
      if (protocol == Protocol::kCcp || protocol == Protocol::kEcp) return Reset{ReadHex(in)};
      break;
    default:
      break;
  }
  if (protocol == Protocol::kLcp) return ReadLcp(in, code, complete);
  return ReadRaw(in);
}

// user="..." password="..." or password=<hidden>.
Body ReadPapRequest(std::string_view* in, bool* complete) {
  std::string_view rest = *in;
  if (!TakeLiteral(&rest, "user=")) return ReadRaw(in);
  std::optional<std::string> user = ReadString(&rest, complete);
  if (!user) return ReadRaw(in);
  *in = rest;
  PapRequest request{*std::move(user), {}, false};
  if (!TakeLiteral(&rest, "password=")) return request;
  if (TakeLiteral(&rest, "<hidden>")) {
    request.hidden = true;
  } else if (auto password = ReadString(&rest, complete)) {
    request.password = *std::move(password);
  } else {
    return request;
  }
  *in = rest;
  return request;
}

Body ReadPap(std::string_view* in, uint8_t code, bool* complete) {
  if (code == kPapRequest) return ReadPapRequest(in, complete);
  if (code == kPapAck || code == kPapNak) {
    if (auto message = ReadString(in, complete)) return PapReply{*std::move(message)};
  }
  return ReadRaw(in);
}

// The hexadecimal digits of a CHAP value, unseparated; whatever else stands
// between its brackets ("...", "b6 ... 00") is kept as text.
Data ReadDigits(std::string_view text) {
  Data verbatim{{}, false, std::string(text)};
  if (text.size() % 2 != 0) return verbatim;
  Data data;
  data.bytes.reserve(text.size() / 2);
  for (size_t i = 0; i < text.size(); i += 2) {
    int high = HexDigit(text[i]), low = HexDigit(text[i + 1]);
    if (high < 0 || low < 0) return verbatim;
    data.bytes.push_back(static_cast<uint8_t>(high << 4 | low));
  }
  return data;
}

// <hex>, name = "..."
Body ReadChapValue(std::string_view* in, bool* complete) {
  std::string_view rest = TrimLeft(*in);
  size_t end = rest.starts_with('<') ? FindOptionEnd(rest) : std::string_view::npos;
  if (end == std::string_view::npos) return ReadRaw(in);
  ChapValue value;
  value.value = ReadDigits(rest.substr(1, end - 1));
  rest.remove_prefix(end + 1);
  *in = rest;
  TakeLiteral(&rest, ",");
  if (!TakeLiteral(&rest, "name")) return value;
  TakeLiteral(&rest, "=");
  if (auto name = ReadString(&rest, complete)) {
    value.name = *std::move(name);
    *in = rest;
  }
  return value;
}

Body ReadChap(std::string_view* in, uint8_t code, bool* complete) {
  if (code == kChapChallenge || code == kChapResponse) return ReadChapValue(in, complete);
  if (code == kChapSuccess || code == kChapFailure) {
    if (auto message = ReadString(in, complete)) return ChapResult{*std::move(message)};
  }
  return ReadRaw(in);
}

}  // namespace

void ReadBody(std::string_view* in, Packet* packet, bool* complete) {
  switch (packet->protocol) {
    case Protocol::kPap:
      packet->body = ReadPap(in, packet->code, complete);
      break;
    case Protocol::kChap:
      packet->body = ReadChap(in, packet->code, complete);
      break;
    case Protocol::kEap:
      if (packet->code == 0 || packet->code > kEapFailure) {
        packet->body = ReadRaw(in);
        break;
      }
      packet->body = ReadEap(in, packet->code, packet->id, complete);
      break;
    case Protocol::kCbcp:
      packet->body = ReadRaw(in);
      break;
    default:
      packet->body = ReadControl(in, packet->protocol, packet->code, complete);
  }
}

}  // namespace pptp::ppp
