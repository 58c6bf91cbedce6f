#include "lib/ppp/describe.h"

#include <fmt/format.h>

#include "lib/base/text.h"
#include "lib/ppp/microsoft.h"
#include "lib/ppp/mppe.h"

namespace pptp::ppp {
namespace {

constexpr size_t kLongestQuote = 80;

// The peer's words, fit to be shown: printable ASCII, not too long, in quotes.
std::string Quote(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text.substr(0, kLongestQuote)) {
    quoted += c >= 0x20 && c <= 0x7e ? c : '.';
  }
  quoted += text.size() > kLongestQuote ? "...\"" : "\"";
  return quoted;
}

std::string ProtocolText(uint16_t number) {
  std::string_view name = ProtocolName(Protocol{number});
  return name.empty() ? fmt::format("protocol 0x{:04x}", number) : std::string(name);
}

// "732: The two sides could not ..." for an error number of Windows.
std::string RasText(uint32_t code) {
  std::string_view meaning = RasErrorMeaning(code);
  return meaning.empty() ? fmt::format("error {}", code) : fmt::format("{}: {}", code, meaning);
}

std::string AuthText(const Option& option) {
  ByteReader in(option.value);
  uint16_t protocol = in.U16();
  uint8_t algorithm = in.U8();
  bool has_algorithm = in.ok();
  if (protocol == static_cast<uint16_t>(Protocol::kPap)) return "PAP";
  if (protocol == static_cast<uint16_t>(Protocol::kEap)) return "EAP";
  if (protocol != static_cast<uint16_t>(Protocol::kChap) || !has_algorithm) {
    return ProtocolText(protocol);
  }
  switch (algorithm) {
    case kChapMd5:
      return "CHAP (MD5)";
    case kChapMs:
      return "MS-CHAPv1";
    case kChapMsV2:
      return "MS-CHAPv2";
    default:
      return fmt::format("CHAP algorithm 0x{:02x}", algorithm);
  }
}

std::string AddressText(const Option& option) {
  ByteReader in(option.value);
  std::string text;
  for (int part = 0; part < 4; ++part) text += fmt::format("{}{}", part > 0 ? "." : "", in.U8());
  return text;
}

// Of the four Configure- codes, the words for the one at hand.
struct ConfigureWords {
  std::string_view request, ack, nak, reject;
};
std::string_view Choose(uint8_t code, const ConfigureWords& words) {
  switch (code) {
    case kConfigureRequest:
      return words.request;
    case kConfigureAck:
      return words.ack;
    case kConfigureNak:
      return words.nak;
    default:
      return words.reject;
  }
}

const Option* ReadableOption(const Packet& packet, uint8_t type, size_t size) {
  const Option* option = FindOption(packet, type);
  return option != nullptr && option->readable() && option->value.size() >= size ? option : nullptr;
}

std::string DescribeLcpOptions(const Packet& packet) {
  const Option* auth = ReadableOption(packet, kLcpAuth, 2);
  if (auth == nullptr) return {};
  return fmt::format("{} {} authentication",
                     Choose(packet.code, {"asks for", "agrees to", "wants", "refuses"}),
                     AuthText(*auth));
}

std::string DescribeCcpOptions(const Packet& packet) {
  const Option* mppe = FindOption(packet, kCcpMppe);
  std::optional<uint32_t> bits = mppe != nullptr ? MppeBits(*mppe) : std::nullopt;
  if (!bits) {
    bool bare = packet.code == kConfigureRequest && std::get<Options>(packet.body).list.empty() &&
                packet.trailing == Data{};
    return bare ? "offers neither compression nor encryption" : "";
  }
  if (packet.code == kConfigureNak && (*bits & kMppeStrengths) == 0) {
    return "asks which encryption we want: it requires one";
  }
  return fmt::format("{} {}", Choose(packet.code, {"offers", "agrees to", "wants", "refuses"}),
                     DescribeMppe(*bits));
}

std::string DescribeIpcpOptions(const Packet& packet) {
  const Option* address = ReadableOption(packet, kIpcpAddress, 4);
  if (address == nullptr) return {};
  std::string text = AddressText(*address);
  if (packet.code == kConfigureRequest && text == "0.0.0.0") return "asks for an address";
  return fmt::format("{} address {}",
                     Choose(packet.code, {"asks for", "agrees to", "assigns", "refuses"}), text);
}

std::string DescribeOptions(const Packet& packet) {
  switch (packet.protocol) {
    case Protocol::kLcp:
      return DescribeLcpOptions(packet);
    case Protocol::kCcp:
      return DescribeCcpOptions(packet);
    case Protocol::kIpcp:
      return DescribeIpcpOptions(packet);
    default:
      return {};
  }
}

std::string DescribeTerminate(const Packet& packet, const Terminate& body) {
  // An acknowledgement repeats what the request said.
  if (packet.code != kTerminateRequest || body.data.bytes.empty()) return {};
  if (auto termination = DecodeMicrosoftTermination(body.data.bytes)) {
    return RasText(termination->code);
  }
  return fmt::format("ends {}: {}", ProtocolName(packet.protocol), Quote(AsText(body.data.bytes)));
}

std::string DescribeChapResult(const Packet& packet, const ChapResult& body) {
  if (packet.code == kChapSuccess) return "accepts the authentication";
  if (auto failure = DecodeMsChapFailure(body.message)) return RasText(failure->error);
  std::string text = "refuses the authentication";
  return body.message.empty() ? text : fmt::format("{}: {}", text, Quote(body.message));
}

std::string DescribePapReply(const Packet& packet, const PapReply& body) {
  std::string text =
      packet.code == kPapAck ? "accepts the authentication" : "refuses the authentication";
  return body.message.empty() ? text : fmt::format("{}: {}", text, Quote(body.message));
}

std::string DescribeChapValue(const Packet& packet, const ChapValue& body) {
  if (packet.code != kChapResponse || body.name.empty()) return {};
  return fmt::format("answers as {}", Quote(body.name));
}

std::string DescribeDatagram(const Packet& packet) {
  switch (packet.protocol) {
    case Protocol::kCompressed:
      return "compressed or encrypted data";
    case Protocol::kIpv4:
    case Protocol::kIpv6:
    case Protocol::kVjCompressed:
    case Protocol::kVjUncompressed:
      return {};
    default:
      return fmt::format("a packet of {} that was not understood",
                         ProtocolText(static_cast<uint16_t>(packet.protocol)));
  }
}

}  // namespace

std::string DescribePacket(const Packet& packet) {
  const Body& body = packet.body;
  if (std::holds_alternative<Options>(body)) return DescribeOptions(packet);
  if (const auto* terminate = std::get_if<Terminate>(&body)) {
    return DescribeTerminate(packet, *terminate);
  }
  if (const auto* reject = std::get_if<ProtocolReject>(&body)) {
    return fmt::format("does not speak {}", ProtocolText(reject->protocol));
  }
  if (const auto* reject = std::get_if<CodeReject>(&body);
      reject && !reject->packet.bytes.empty()) {
    uint8_t code = reject->packet.bytes[0];
    std::string_view name = CodeName(packet.protocol, code);
    return name.empty() ? fmt::format("does not know code {}", code)
                        : fmt::format("does not know {}", name);
  }
  if (const auto* ident = std::get_if<Identification>(&body)) {
    return fmt::format("says that it is {}", Quote(ident->message));
  }
  if (const auto* time = std::get_if<TimeRemaining>(&body)) {
    return fmt::format("says that {} seconds remain", time->seconds);
  }
  if (const auto* request = std::get_if<PapRequest>(&body)) {
    return fmt::format("logs in as {}", Quote(request->user));
  }
  if (const auto* reply = std::get_if<PapReply>(&body)) return DescribePapReply(packet, *reply);
  if (const auto* value = std::get_if<ChapValue>(&body)) return DescribeChapValue(packet, *value);
  if (const auto* result = std::get_if<ChapResult>(&body)) {
    return DescribeChapResult(packet, *result);
  }
  if (std::holds_alternative<Datagram>(body)) return DescribeDatagram(packet);
  return {};
}

std::vector<std::string> OptionTexts(const Packet& packet, const Dialect& dialect) {
  std::vector<std::string> texts;
  const auto* options = std::get_if<Options>(&packet.body);
  if (options == nullptr) return texts;
  for (const Option& option : options->list) {
    std::string text = PrintOption(packet.protocol, option, dialect);
    texts.emplace_back(Trim(std::string_view(text).substr(1, text.size() - 2)));
  }
  return texts;
}

}  // namespace pptp::ppp
