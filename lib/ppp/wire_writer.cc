// Writing of packets to bytes.
#include <algorithm>
#include <array>

#include "lib/ppp/wire.h"

#include "lib/ppp/option_values.h"

namespace pptp::ppp {
namespace {

constexpr size_t kLengthAt = 2;  // behind code and id
constexpr size_t kMaxByte = 0xff;

// Appends what stands between a packet's length field and its trailing bytes.
class BodyWriter {
 public:
  explicit BodyWriter(Bytes* out) : out_(out) {}

  void operator()(const Options& body) {
    for (const Option& option : body.list) {
      const ByteView value = Front(option.value, kMaxByte - kOptionHeaderSize);
      out_.U8(option.type);
      out_.U8(static_cast<uint8_t>(value.size() + kOptionHeaderSize));
      out_.Append(value);
    }
  }
  void operator()(const Terminate& body) { out_.Append(body.data.bytes); }
  void operator()(const CodeReject& body) { out_.Append(body.packet.bytes); }
  void operator()(const ProtocolReject& body) {
    out_.U16(body.protocol);
    out_.Append(body.information.bytes);
  }
  void operator()(const Echo& body) {
    out_.U32(body.magic);
    out_.Append(body.data.bytes);
  }
  void operator()(const Identification& body) {
    out_.U32(body.magic);
    out_.Append(AsBytes(body.message));
  }
  void operator()(const TimeRemaining& body) {
    out_.U32(body.magic);
    out_.U32(body.seconds);
    out_.Append(AsBytes(body.message));
  }
  void operator()(const PapRequest& body) {
    Counted(AsBytes(body.user));
    Counted(AsBytes(body.password));
  }
  void operator()(const PapReply& body) { Counted(AsBytes(body.message)); }
  void operator()(const ChapValue& body) {
    Counted(body.value.bytes);
    out_.Append(AsBytes(body.name));
  }
  void operator()(const ChapResult& body) { out_.Append(AsBytes(body.message)); }
  void operator()(const Eap& body) {
    if (body.type) out_.U8(*body.type);
    out_.Append(body.data.bytes);
  }
  void operator()(const Reset& body) { out_.Append(body.data.bytes); }
  void operator()(const Raw& body) { out_.Append(body.data.bytes); }
  void operator()(const Datagram& body) { out_.Append(body.data.bytes); }
  void operator()(const Frame& body) { out_.Append(body.data.bytes); }

 private:
  static ByteView Front(ByteView bytes, size_t most) {
    return bytes.first(std::min(bytes.size(), most));
  }

  // Bytes behind one that says how many they are.
  void Counted(ByteView bytes) {
    bytes = Front(bytes, kMaxByte);
    out_.U8(static_cast<uint8_t>(bytes.size()));
    out_.Append(bytes);
  }

  ByteWriter out_;
};

}  // namespace

void EncodePacket(const Packet& packet, Bytes* out) {
  if (std::holds_alternative<Datagram>(packet.body) || std::holds_alternative<Frame>(packet.body)) {
    std::visit(BodyWriter(out), packet.body);
    return;
  }
  const size_t start = out->size();
  ByteWriter writer(out);
  writer.U8(packet.code);
  writer.U8(packet.id);
  writer.U16(0);  // the length, once it is known
  std::visit(BodyWriter(out), packet.body);
  writer.Append(packet.trailing.bytes);
  const size_t length = out->size() - start;
  (*out)[start + kLengthAt] = static_cast<uint8_t>(length >> 8);
  (*out)[start + kLengthAt + 1] = static_cast<uint8_t>(length);
  writer.Append(packet.padding);
}

Bytes EncodeFrame(const Packet& packet, Compression compression) {
  Bytes frame;
  if (!std::holds_alternative<Frame>(packet.body)) {
    std::array<uint8_t, kLargestFrameHeader> headroom;
    const auto header = WriteFrameHeader(packet.protocol, compression, headroom);
    frame.assign(header.begin(), header.end());
  }
  EncodePacket(packet, &frame);
  return frame;
}

}  // namespace pptp::ppp
