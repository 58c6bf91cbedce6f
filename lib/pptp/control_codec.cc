// Each message's fields are listed once, in a function Fields() that serves both
// ways: with a FieldReader it fills the message in, with a FieldWriter it writes
// the message out.
#include "lib/pptp/control_codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace pptp::control {
namespace {

constexpr uint16_t kControlMessage = 1;
constexpr uint32_t kMagicCookie = 0x1a2b3c4d;
constexpr size_t kTextSize = 64, kStatisticsSize = 128;

class FieldReader {
 public:
  explicit FieldReader(ByteView bytes) : in_(bytes) {}

  void Number(uint16_t& value) { value = in_.U16(); }
  void Number(uint32_t& value) { value = in_.U32(); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Code(Enum& value) { value = static_cast<Enum>(in_.U8()); }
  void Text(std::string& text, size_t size) {
    const std::string_view field = AsText(in_.Take(size));
    text = field.substr(0, field.find('\0'));
  }
  void Reserved(size_t size) { in_.Take(size); }
  void SizeOf(const std::string&) { in_.U16(); }

 private:
  ByteReader in_;
};

class FieldWriter {
 public:
  explicit FieldWriter(Bytes* out) : bytes_(out), out_(out) {}

  void Number(uint16_t value) { out_.U16(value); }
  void Number(uint32_t value) { out_.U32(value); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Code(Enum value) { out_.U8(static_cast<uint8_t>(value)); }
  void Text(const std::string& text, size_t size) {
    const std::string_view field = std::string_view(text).substr(0, size);
    out_.Append(AsBytes(field));
    Reserved(size - field.size());
  }
  void Reserved(size_t size) { bytes_->resize(bytes_->size() + size); }
  // The length of a text that stands in a field further on.
  void SizeOf(const std::string& text) {
    out_.U16(static_cast<uint16_t>(std::min(text.size(), kTextSize)));
  }

 private:
  Bytes* bytes_;
  ByteWriter out_;
};

// The message as the codec needs it: to be filled in, or to be read.
template <typename Codec, typename T>
using In = std::conditional_t<std::same_as<Codec, FieldWriter>, const T, T>;

template <typename Codec>
void Fields(Codec* codec, In<Codec, StartControlConnectionRequest>& message) {
  codec->Number(message.protocol_version);
  codec->Reserved(2);
  codec->Number(message.framing_capabilities);
  codec->Number(message.bearer_capabilities);
  codec->Number(message.maximum_channels);
  codec->Number(message.firmware_revision);
  codec->Text(message.host_name, kTextSize);
  codec->Text(message.vendor_string, kTextSize);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, StartControlConnectionReply>& message) {
  codec->Number(message.protocol_version);
  codec->Code(message.result);
  codec->Code(message.error);
  codec->Number(message.framing_capabilities);
  codec->Number(message.bearer_capabilities);
  codec->Number(message.maximum_channels);
  codec->Number(message.firmware_revision);
  codec->Text(message.host_name, kTextSize);
  codec->Text(message.vendor_string, kTextSize);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, StopControlConnectionRequest>& message) {
  codec->Code(message.reason);
  codec->Reserved(3);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, StopControlConnectionReply>& message) {
  codec->Code(message.result);
  codec->Code(message.error);
  codec->Reserved(2);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, EchoRequest>& message) {
  codec->Number(message.identifier);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, EchoReply>& message) {
  codec->Number(message.identifier);
  codec->Code(message.result);
  codec->Code(message.error);
  codec->Reserved(2);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, OutgoingCallRequest>& message) {
  codec->Number(message.call_id);
  codec->Number(message.call_serial_number);
  codec->Number(message.minimum_bps);
  codec->Number(message.maximum_bps);
  codec->Number(message.bearer_type);
  codec->Number(message.framing_type);
  codec->Number(message.receive_window);
  codec->Number(message.packet_processing_delay);
  codec->SizeOf(message.phone_number);
  codec->Reserved(2);
  codec->Text(message.phone_number, kTextSize);
  codec->Text(message.subaddress, kTextSize);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, OutgoingCallReply>& message) {
  codec->Number(message.call_id);
  codec->Number(message.peer_call_id);
  codec->Code(message.result);
  codec->Code(message.error);
  codec->Number(message.cause_code);
  codec->Number(message.connect_speed);
  codec->Number(message.receive_window);
  codec->Number(message.packet_processing_delay);
  codec->Number(message.physical_channel_id);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, IncomingCallRequest>& message) {
  codec->Number(message.call_id);
  codec->Number(message.call_serial_number);
  codec->Number(message.bearer_type);
  codec->Number(message.physical_channel_id);
  codec->SizeOf(message.dialed_number);
  codec->SizeOf(message.dialing_number);
  codec->Text(message.dialed_number, kTextSize);
  codec->Text(message.dialing_number, kTextSize);
  codec->Text(message.subaddress, kTextSize);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, IncomingCallReply>& message) {
  codec->Number(message.call_id);
  codec->Number(message.peer_call_id);
  codec->Code(message.result);
  codec->Code(message.error);
  codec->Number(message.receive_window);
  codec->Number(message.packet_transmit_delay);
  codec->Reserved(2);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, IncomingCallConnected>& message) {
  codec->Number(message.peer_call_id);
  codec->Reserved(2);
  codec->Number(message.connect_speed);
  codec->Number(message.receive_window);
  codec->Number(message.packet_transmit_delay);
  codec->Number(message.framing_type);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, CallClearRequest>& message) {
  codec->Number(message.call_id);
  codec->Reserved(2);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, CallDisconnectNotify>& message) {
  codec->Number(message.call_id);
  codec->Code(message.result);
  codec->Code(message.error);
  codec->Number(message.cause_code);
  codec->Reserved(2);
  codec->Text(message.call_statistics, kStatisticsSize);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, WanErrorNotify>& message) {
  codec->Number(message.peer_call_id);
  codec->Reserved(2);
  codec->Number(message.crc_errors);
  codec->Number(message.framing_errors);
  codec->Number(message.hardware_overruns);
  codec->Number(message.buffer_overruns);
  codec->Number(message.time_out_errors);
  codec->Number(message.alignment_errors);
}

template <typename Codec>
void Fields(Codec* codec, In<Codec, SetLinkInfo>& message) {
  codec->Number(message.peer_call_id);
  codec->Reserved(2);
  codec->Number(message.send_accm);
  codec->Number(message.receive_accm);
}

// A message of that type with nothing filled in yet.
template <size_t kIndex = 0>
Message EmptyMessage(uint16_t type) {
  if constexpr (kIndex + 1 < kMessageTypes) {
    if (type != kIndex + 1) return EmptyMessage<kIndex + 1>(type);
  }
  return Message(std::in_place_index<kIndex>);
}

struct Header {
  uint16_t length, message_type;
  uint32_t magic_cookie;
  uint16_t control_type, reserved0;
};

Header ReadHeader(ByteView bytes) {
  ByteReader in(bytes);
  return {in.U16(), in.U16(), in.U32(), in.U16(), in.U16()};
}

}  // namespace

void Encode(const Message& message, Bytes* out) {
  const uint16_t type = TypeOf(message);
  ByteWriter header(out);
  header.U16(static_cast<uint16_t>(MessageSize(type)));
  header.U16(kControlMessage);
  header.U32(kMagicCookie);
  header.U16(type);
  header.U16(0);
  FieldWriter writer(out);
  std::visit([&writer](const auto& fields) { Fields(&writer, fields); }, message);
}

Bytes Encode(const Message& message) {
  Bytes bytes;
  bytes.reserve(MessageSize(TypeOf(message)));
  Encode(message, &bytes);
  return bytes;
}

Result<size_t> CheckHeader(ByteView bytes) {
  const Header header = ReadHeader(bytes);
  if (header.magic_cookie != kMagicCookie) {
    return Fail(Error::Syntax(fmt::format(
        "the peer's bytes are no PPTP control message: the magic cookie is 0x{:08x}, not 0x{:08x}; "
        "is it a PPTP server that listens there?",
        header.magic_cookie, kMagicCookie)));
  }
  const size_t size = MessageSize(header.control_type);
  if (header.message_type != kControlMessage || size == 0) {
    return Fail(Error::Syntax(
        fmt::format("the peer sent a message of unknown type {} (PPTP message type {}); types 1 to "
                    "{} of message type {} are known",
                    header.control_type, header.message_type, kMessageTypes, kControlMessage)));
  }
  if (header.length != size) {
    return Fail(Error::Syntax(fmt::format("the peer sent a {} with a length of {} bytes; it has {}",
                                          MessageName(header.control_type), header.length, size)));
  }
  return size;
}

Result<Received> Decode(ByteView bytes) {
  if (bytes.size() < kHeaderSize) {
    return Fail(Error::Truncated("the peer sent less than the header of a control message"));
  }
  const Result<size_t> size = CheckHeader(bytes);
  if (!size) return Fail(size.error());
  const Header header = ReadHeader(bytes);
  if (bytes.size() != *size) {
    return Fail(Error::Truncated(fmt::format("{} of the {} bytes of a {} are there", bytes.size(),
                                             *size, MessageName(header.control_type))));
  }
  Received received{EmptyMessage(header.control_type), header.reserved0};
  FieldReader reader(bytes.subspan(kHeaderSize));
  std::visit([&reader](auto& fields) { Fields(&reader, fields); }, received.message);
  return received;
}

}  // namespace pptp::control
