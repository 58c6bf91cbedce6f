// Reading of packets from bytes. Every reader of a body takes what its format
// accounts for and leaves the rest; one that finds its format violated gives back
// all as Raw.
#include <utility>

#include "lib/ppp/wire.h"

#include "lib/ppp/option_values.h"

namespace pptp::ppp {
namespace {

constexpr size_t kHeaderSize = 4;  // code, id, length (RFC 1661 section 5)

Bytes ToBytes(ByteView view) {
  return {view.begin(), view.end()};
}

Data ToData(ByteView view) {
  return {ToBytes(view), false, {}};
}

std::string ToText(ByteView view) {
  return std::string(AsText(view));
}

// Takes everything off *inside.
Data TakeData(ByteView* inside) {
  return ToData(std::exchange(*inside, ByteView()));
}

std::string TakeText(ByteView* inside) {
  return ToText(std::exchange(*inside, ByteView()));
}

// Options as far as they are well-formed.
Options ReadOptions(ByteView* inside) {
  Options options;
  while (inside->size() >= kOptionHeaderSize) {
    const uint8_t type = (*inside)[0], length = (*inside)[1];
    if (length < kOptionHeaderSize || length > inside->size()) break;
    options.list.push_back(
        {type, ToBytes(inside->subspan(kOptionHeaderSize, length - kOptionHeaderSize)), {}});
    *inside = inside->subspan(length);
  }
  return options;
}

Body ReadLcp(uint8_t code, ByteView* inside) {
  ByteReader in(*inside);
  Body body;
  switch (code) {
    case kProtocolReject: {
      const uint16_t protocol = in.U16();
      body = ProtocolReject{protocol, ToData(in.Rest())};
      break;
    }
    case kEchoRequest:
    case kEchoReply:
    case kDiscardRequest: {
      const uint32_t magic = in.U32();
      body = Echo{magic, ToData(in.Rest())};
      break;
    }
    case kIdentification: {
      const uint32_t magic = in.U32();
      body = Identification{magic, ToText(in.Rest())};
      break;
    }
    case kTimeRemaining: {
      const uint32_t magic = in.U32(), seconds = in.U32();
      body = TimeRemaining{magic, seconds, ToText(in.Rest())};
      break;
    }
    default:
      body = Raw{ToData(in.Rest())};
  }
  if (!in.ok()) return Raw{TakeData(inside)};
  *inside = {};
  return body;
}

Body ReadControl(Protocol protocol, uint8_t code, ByteView* inside) {
  switch (code) {
    case kConfigureRequest:
    case kConfigureAck:
    case kConfigureNak:
    case kConfigureReject:
      return ReadOptions(inside);
    case kTerminateRequest:
    case kTerminateAck:
      return Terminate{TakeData(inside)};
    case kCodeReject:
      return CodeReject{TakeData(inside)};
    case kResetRequest:
    case kResetAck:
      if (protocol == Protocol::kCcp || protocol == Protocol::kEcp) {
        return Reset{TakeData(inside)};
      }
      break;
    default:
      break;
  }
  if (protocol == Protocol::kLcp) return ReadLcp(code, inside);
  return Raw{TakeData(inside)};
}

Body ReadPap(uint8_t code, ByteView* inside) {
  ByteReader in(*inside);
  Body body;
  if (code == kPapRequest) {
    std::string user = ToText(in.Take(in.U8()));
    body = PapRequest{std::move(user), ToText(in.Take(in.U8())), false};
  } else if (code == kPapAck || code == kPapNak) {
    body = PapReply{ToText(in.Take(in.U8()))};
  } else {
    return Raw{TakeData(inside)};
  }
  if (!in.ok()) return Raw{TakeData(inside)};
  *inside = in.Rest();
  return body;
}

Body ReadChap(uint8_t code, ByteView* inside) {
  if (code == kChapSuccess || code == kChapFailure) return ChapResult{TakeText(inside)};
  if (code != kChapChallenge && code != kChapResponse) return Raw{TakeData(inside)};
  ByteReader in(*inside);
  Data value = ToData(in.Take(in.U8()));
  if (!in.ok()) return Raw{TakeData(inside)};
  *inside = {};
  return ChapValue{std::move(value), ToText(in.Rest())};
}

Body ReadEap(uint8_t code, ByteView* inside) {
  if (code == 0 || code > kEapFailure) return Raw{TakeData(inside)};
  Eap eap;
  if ((code == kEapRequest || code == kEapResponse) && !inside->empty()) {
    eap.type = (*inside)[0];
    *inside = inside->subspan(1);
  }
  eap.data = TakeData(inside);
  return eap;
}

Body ReadBody(Protocol protocol, uint8_t code, ByteView* inside) {
  switch (protocol) {
    case Protocol::kPap:
      return ReadPap(code, inside);
    case Protocol::kChap:
      return ReadChap(code, inside);
    case Protocol::kEap:
      return ReadEap(code, inside);
    case Protocol::kCbcp:
      return Raw{TakeData(inside)};
    default:
      return ReadControl(protocol, code, inside);
  }
}

// Whether packets of that protocol begin with a code, an id and a length.
bool HasCodes(Protocol protocol) {
  switch (protocol) {
    case Protocol::kPap:
    case Protocol::kChap:
    case Protocol::kEap:
    case Protocol::kCbcp:
      return true;
    default:
      return IsControlProtocol(protocol);
  }
}

}  // namespace

Packet DecodePacket(Protocol protocol, ByteView information) {
  ByteReader in(information);
  Packet packet{protocol, in.U8(), in.U8(), {}, {}, {}};
  const uint16_t length = in.U16();
  if (!HasCodes(protocol) || !in.ok() || length < kHeaderSize || length > information.size()) {
    return {protocol, 0, 0, Datagram{ToData(information)}, {}, {}};
  }
  ByteView inside = in.Take(length - kHeaderSize);
  packet.body = ReadBody(protocol, packet.code, &inside);
  packet.trailing = ToData(inside);
  packet.padding = ToBytes(in.Rest());
  return packet;
}

DecodedFrame DecodeFrame(ByteView frame) {
  const std::optional<SplitFrame> split = Split(frame);
  if (!split) return {{Protocol{0}, 0, 0, Frame{ToData(frame)}, {}, {}}, {}};
  return {DecodePacket(split->protocol, split->information), split->compression};
}

}  // namespace pptp::ppp
