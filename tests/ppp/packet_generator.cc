#include "tests/ppp/packet_generator.h"

#include <array>
#include <iterator>

namespace pptp::ppp {
namespace {

constexpr uint32_t kLcpLimit = 32, kTailLimit = 32, kDataLimit = 8, kLong = 60;

template <typename T, size_t kSize>
T Pick(std::mt19937* random, const T (&choices)[kSize]) {
  return choices[(*random)() % kSize];
}

}  // namespace

uint32_t PacketGenerator::Below(uint32_t limit) {
  return static_cast<uint32_t>(random_() % limit);
}

uint32_t PacketGenerator::Word() {
  static constexpr uint32_t kCommon[] = {0, 1, 0x20, 0x40, 0x01000040, 0x010000e1, 0xffffffff};
  return OneIn(2) ? static_cast<uint32_t>(random_()) : Pick(&random_, kCommon);
}

Bytes PacketGenerator::BytesOf(size_t size) {
  Bytes bytes(size);
  for (uint8_t& byte : bytes) byte = Byte();
  return bytes;
}

// Text as peers send it, and text made to confuse a reader.
std::string PacketGenerator::SomeText(uint32_t most) {
  static constexpr const char* kPieces[] = {
      "\"",      "\\",   "]", ">",   "<",       "[",         "\n",           "\r",  "\t", "\xff",
      "7777762", "\x91", " ", "...", "name = ", "E=691 R=1", "DOMAIN\\user", "000", "x"};
  std::string text;
  uint32_t size = Below(most + 1);
  while (text.size() < size) {
    if (OneIn(2)) {
      text += static_cast<char>(Byte());
    } else {
      text += Pick(&random_, kPieces);
    }
  }
  text.resize(size);
  return text;
}

Data PacketGenerator::SomeData(uint32_t limit) {
  if (OneIn(8)) return {BytesOf(limit), true, {}};
  return {SomeBytes(limit), false, {}};
}

Option PacketGenerator::IpcpOption() {
  static constexpr uint8_t kTypes[] = {
      kIpcpAddresses, kIpcpCompression, kIpcpAddress, kIpcpDns1, kIpcpDns2, 5, 200};
  return {Pick(&random_, kTypes), {}, {}};
}

Option PacketGenerator::SomeOption(Protocol protocol) {
  static constexpr uint8_t kLcpTypes[] = {kLcpMru,
                                          kLcpAsyncmap,
                                          kLcpAuth,
                                          kLcpQuality,
                                          kLcpMagic,
                                          kLcpPcomp,
                                          kLcpAccomp,
                                          kLcpCallback,
                                          kLcpMrru,
                                          kLcpShortSequence,
                                          kLcpEndpoint,
                                          0,
                                          kLcpLinkDiscriminator,
                                          0xff};
  static constexpr uint8_t kCcpTypes[] = {
      kCcpPredictor1, kCcpPredictor2, kCcpMppe, kCcpBsd, kCcpDeflateDraft,
      kCcpDeflate,    kCcpMppe,       17,       0};
  static constexpr uint8_t kIpv6Types[] = {kIpv6cpInterfaceId, kIpv6cpCompression, 3};
  static constexpr size_t kSizes[] = {0, 0, 1, 2, 2, 3, 4, 4, 4, 4, 5, 7, 8, 8, 21, 30};
  Option option = protocol == Protocol::kIpcp ? IpcpOption() : Option{Byte(), {}, {}};
  if (protocol == Protocol::kLcp) option.type = Pick(&random_, kLcpTypes);
  if (protocol == Protocol::kCcp) option.type = Pick(&random_, kCcpTypes);
  if (protocol == Protocol::kIpv6cp) option.type = Pick(&random_, kIpv6Types);
  option.value = BytesOf(Pick(&random_, kSizes));
  // Make the values that have names as frequent as the others.
  if (option.type == kLcpAuth && option.value.size() >= 2 && !OneIn(4)) {
    static constexpr uint16_t kProtocols[] = {0xc023, 0xc223, 0xc223, 0xc227};
    static constexpr uint8_t kAlgorithms[] = {kChapMd5, kChapMs, kChapMsV2, 7};
    uint16_t named = Pick(&random_, kProtocols);
    option.value[0] = static_cast<uint8_t>(named >> 8);
    option.value[1] = static_cast<uint8_t>(named);
    if (option.value.size() > 2) option.value[2] = Pick(&random_, kAlgorithms);
  } else if (option.type == kLcpEndpoint && !option.value.empty()) {
    option.value[0] = static_cast<uint8_t>(Below(8));
  } else if (option.type == kCcpMppe && option.value.size() == 4) {
    option.value.clear();
    ByteWriter(&option.value).U32(Word());
  }
  return option;
}

Options PacketGenerator::SomeOptions(Protocol protocol) {
  Options options;
  for (uint32_t count = Below(7); count > 0; --count) {
    options.list.push_back(SomeOption(protocol));
  }
  if (protocol == Protocol::kIpcp && OneIn(3)) {
    options.list.push_back({kIpcpWins1, BytesOf(4), {}});
    if (OneIn(2)) options.list.push_back({kIpcpWins2, BytesOf(4), {}});
  }
  return options;
}

Body PacketGenerator::LcpBody(uint8_t code) {
  switch (code) {
    case kProtocolReject:
      if (OneIn(8)) return Raw{{SomeBytes(1), false, {}}};
      return ProtocolReject{static_cast<uint16_t>(Word()), SomeData(kLcpLimit - 2)};
    case kEchoRequest:
    case kEchoReply:
    case kDiscardRequest:
      if (OneIn(8)) return Raw{{SomeBytes(3), false, {}}};
      return Echo{Word(), SomeData(kLcpLimit)};
    case kIdentification:
      if (OneIn(8)) return Raw{{SomeBytes(3), false, {}}};
      return Identification{Word(), SomeText(kLcpLimit - 4)};
    case kTimeRemaining:
      if (OneIn(8)) return Raw{{SomeBytes(7), false, {}}};
      return TimeRemaining{Word(), Word(), SomeText(kLcpLimit - 8)};
    default:
      return Raw{SomeData(kLcpLimit)};
  }
}

Body PacketGenerator::ControlBody(Protocol protocol, uint8_t code) {
  uint32_t limit = protocol == Protocol::kLcp ? kLcpLimit : kLong;
  switch (code) {
    case kConfigureRequest:
    case kConfigureAck:
    case kConfigureNak:
    case kConfigureReject:
      return SomeOptions(protocol);
    case kTerminateRequest:
    case kTerminateAck: {
      if (OneIn(2)) return Terminate{SomeData(limit)};
      std::string text = SomeText(limit);
      return Terminate{{Bytes(text.begin(), text.end()), false, {}}};
    }
    case kCodeReject:
      return CodeReject{SomeData(limit)};
    case kResetRequest:
    case kResetAck:
      if (protocol == Protocol::kCcp || protocol == Protocol::kEcp) return Reset{SomeData(limit)};
      break;
    default:
      break;
  }
  return protocol == Protocol::kLcp ? LcpBody(code) : Body(Raw{SomeData(limit)});
}

Body PacketGenerator::PapBody(uint8_t code) {
  if (OneIn(8) || code > kPapNak || code == 0) return Raw{SomeData(kLong)};
  if (code != kPapRequest) return PapReply{SomeText(40)};
  if (OneIn(4)) return PapRequest{SomeText(20), {}, true};
  return PapRequest{SomeText(20), SomeText(20), false};
}

Body PacketGenerator::ChapBody(uint8_t code) {
  if (OneIn(8) || code > kChapFailure || code == 0) return Raw{SomeData(kLong)};
  if (code == kChapChallenge || code == kChapResponse) {
    return ChapValue{{SomeBytes(49), false, {}}, SomeText(30)};
  }
  return ChapResult{SomeText(kLong)};
}

// Bytes that the words for that type can say, unless one in four.
Bytes PacketGenerator::EapBytes(uint8_t type, uint8_t id) {
  Bytes bytes = SomeBytes(30);
  if (OneIn(4)) return bytes;
  if (type == 4) bytes.insert(bytes.begin(), static_cast<uint8_t>(bytes.size() / 2));
  if (type == 26) {
    auto operation = static_cast<uint8_t>(1 + Below(4));
    auto size = static_cast<uint8_t>(bytes.size() + 4 + (operation < 3 ? 1 : 0));
    if (operation < 3) bytes.insert(bytes.begin(), static_cast<uint8_t>(bytes.size() / 2));
    bytes.insert(bytes.begin(), {operation, id, 0, size});
  }
  return bytes;
}

Body PacketGenerator::EapBody(uint8_t code, uint8_t id) {
  static constexpr uint8_t kTypes[] = {1, 2, 3, 4, 5, 6, 9, 13, 15, 17, 19, 21, 25, 26, 26, 43};
  if (code == 0 || code > kEapFailure) return Raw{SomeData(kLong)};
  if (code == kEapSuccess || code == kEapFailure) return Eap{std::nullopt, SomeData(kLong)};
  if (OneIn(16)) return Eap{};
  uint8_t type = Pick(&random_, kTypes);
  return Eap{type, {EapBytes(type, id), false, {}}};
}

Packet PacketGenerator::ControlPacket() {
  static constexpr Protocol kProtocols[] = {Protocol::kLcp,  Protocol::kLcp,    Protocol::kIpcp,
                                            Protocol::kCcp,  Protocol::kIpv6cp, Protocol::kIpxcp,
                                            Protocol::kAtcp, Protocol::kCcp};
  Packet packet{Pick(&random_, kProtocols), 0, Byte(), {}, {}, {}};
  packet.code = OneIn(10) ? Byte() : static_cast<uint8_t>(1 + Below(15));
  packet.body = ControlBody(packet.protocol, packet.code);
  if (std::holds_alternative<Options>(packet.body) && OneIn(6)) {
    packet.trailing = SomeData(kLcpLimit);
  }
  if (OneIn(8)) packet.padding = SomeBytes(kTailLimit);
  return packet;
}

// pppd shows bytes of it, 32 at most; what people made of a line holds words, too.
Packet PacketGenerator::EcpPacket() {
  Packet packet{Protocol::kEcp, static_cast<uint8_t>(1 + Below(15)), Byte(), {}, {}, {}};
  switch (packet.code) {
    case kConfigureRequest:
    case kConfigureAck:
    case kConfigureNak:
    case kConfigureReject:
      packet.body = Options{{{Byte(), SomeBytes(12), {}}, {Byte(), SomeBytes(8), {}}}};
      if (OneIn(4)) std::get_if<Options>(&packet.body)->list.push_back({0, {}, "key hidden"});
      break;
    case kTerminateRequest:
    case kTerminateAck:
      packet.body =
          Terminate{OneIn(8) ? Data{BytesOf(8), true, {}} : Data{SomeBytes(24), false, {}}};
      break;
    case kCodeReject:
      packet.body = CodeReject{{SomeBytes(24), false, {}}};
      break;
    case kResetRequest:
    case kResetAck:
      packet.body = Reset{{SomeBytes(24), false, {}}};
      if (OneIn(4)) packet.trailing.verbatim = "<...>";
      break;
    default:
      packet.body = Raw{{SomeBytes(24), false, {}}};
  }
  packet.padding = SomeBytes(4);
  return packet;
}

Packet PacketGenerator::AuthenticationPacket() {
  static constexpr Protocol kProtocols[] = {Protocol::kPap, Protocol::kChap, Protocol::kChap,
                                            Protocol::kEap, Protocol::kCbcp};
  Packet packet{Pick(&random_, kProtocols), static_cast<uint8_t>(1 + Below(4)), Byte(), {}, {}, {}};
  if (OneIn(10)) packet.code = Byte();
  if (packet.protocol == Protocol::kPap) packet.body = PapBody(packet.code);
  if (packet.protocol == Protocol::kChap) packet.body = ChapBody(packet.code);
  if (packet.protocol == Protocol::kEap) packet.body = EapBody(packet.code, packet.id);
  if (packet.protocol == Protocol::kCbcp) packet.body = Raw{SomeData(kLong)};
  bool words = !std::holds_alternative<Raw>(packet.body) && packet.protocol != Protocol::kEap;
  if (words && OneIn(6)) packet.trailing = SomeData(kLong);
  if (OneIn(8)) packet.padding = SomeBytes(kTailLimit);
  return packet;
}

Packet PacketGenerator::DatagramPacket() {
  static constexpr Protocol kProtocols[] = {
      Protocol::kIpv4, Protocol::kIpv6,   Protocol::kCompressed,   Protocol{0x0053},
      Protocol::kLcp,  Protocol::kIpv6cp, Protocol::kVjCompressed, Protocol{0x2145},
      Protocol{0},     Protocol::kEap,    Protocol::kCcp,          Protocol{0xffff}};
  if (OneIn(6)) {
    Data data = SomeData(kTailLimit);
    if (data.bytes.empty()) data.bytes.push_back(Byte());
    return {Protocol{0}, 0, 0, Frame{data}, {}, {}};
  }
  Packet packet{Pick(&random_, kProtocols), 0, 0, {}, {}, {}};
  bool named = packet.protocol == Protocol::kIpv4 || packet.protocol == Protocol::kIpv6 ||
               packet.protocol == Protocol::kCompressed || packet.protocol == Protocol{0x0053};
  packet.body = Datagram{SomeData(named ? kDataLimit : kTailLimit)};
  return packet;
}

Packet PacketGenerator::Next() {
  switch (Below(8)) {
    case 0:
      return DatagramPacket();
    case 1:
      return EcpPacket();
    case 2:
    case 3:
      return AuthenticationPacket();
    default:
      return ControlPacket();
  }
}

}  // namespace pptp::ppp
