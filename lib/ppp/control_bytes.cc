#include "lib/ppp/control_bytes.h"

namespace pptp::ppp {
namespace {

constexpr size_t kHeaderSize = 4;        // code, id, length
constexpr size_t kOptionHeaderSize = 2;  // type, length

Bytes ToBytes(ByteView view) {
  return {view.begin(), view.end()};
}

std::optional<Options> DecodeOptions(ByteView bytes) {
  Options options;
  ByteReader in(bytes);
  while (in.remaining() > 0) {
    uint8_t type = in.U8(), length = in.U8();
    if (length < kOptionHeaderSize) return std::nullopt;
    Option option{type, ToBytes(in.Take(length - kOptionHeaderSize)), {}};
    if (!in.ok()) return std::nullopt;
    options.list.push_back(std::move(option));
  }
  return options;
}

void EncodeOptions(const Options& options, ByteWriter* out) {
  for (const Option& option : options.list) {
    out->U8(option.type);
    out->U8(static_cast<uint8_t>(option.value.size() + kOptionHeaderSize));
    out->Append(option.value);
  }
}

// The bytes of the bodies that the network control protocols have.
const Data* DataOf(const Body& body) {
  if (const auto* terminate = std::get_if<Terminate>(&body)) return &terminate->data;
  if (const auto* reject = std::get_if<CodeReject>(&body)) return &reject->packet;
  if (const auto* reset = std::get_if<Reset>(&body)) return &reset->data;
  if (const auto* raw = std::get_if<Raw>(&body)) return &raw->data;
  return nullptr;
}

}  // namespace

std::optional<Packet> DecodeControlPacket(Protocol protocol, ByteView bytes) {
  ByteReader in(bytes);
  Packet packet{protocol, in.U8(), in.U8(), {}, {}, {}};
  uint16_t length = in.U16();
  if (!in.ok() || length < kHeaderSize) return std::nullopt;
  ByteView inside = in.Take(length - kHeaderSize);
  if (!in.ok()) return std::nullopt;
  packet.padding = ToBytes(in.Rest());
  switch (packet.code) {
    case kConfigureRequest:
    case kConfigureAck:
    case kConfigureNak:
    case kConfigureReject: {
      std::optional<Options> options = DecodeOptions(inside);
      if (!options) return std::nullopt;
      packet.body = *std::move(options);
      break;
    }
    case kTerminateRequest:
    case kTerminateAck:
      packet.body = Terminate{{ToBytes(inside), false, {}}};
      break;
    case kCodeReject:
      packet.body = CodeReject{{ToBytes(inside), false, {}}};
      break;
    case kResetRequest:
    case kResetAck:
      packet.body = Reset{{ToBytes(inside), false, {}}};
      break;
    default:
      packet.body = Raw{{ToBytes(inside), false, {}}};
  }
  return packet;
}

Bytes EncodeControlPacket(const Packet& packet) {
  Bytes inside;
  ByteWriter body(&inside);
  if (const auto* options = std::get_if<Options>(&packet.body)) EncodeOptions(*options, &body);
  if (const Data* data = DataOf(packet.body)) body.Append(data->bytes);
  body.Append(packet.trailing.bytes);

  Bytes bytes;
  ByteWriter out(&bytes);
  out.U8(packet.code);
  out.U8(packet.id);
  out.U16(static_cast<uint16_t>(kHeaderSize + inside.size()));
  out.Append(inside);
  out.Append(packet.padding);
  return bytes;
}

}  // namespace pptp::ppp
