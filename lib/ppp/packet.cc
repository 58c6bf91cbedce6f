#include "lib/ppp/packet.h"

#include <algorithm>

namespace pptp::ppp {
namespace {

struct NamedProtocol {
  Protocol protocol;
  std::string_view name;
};
constexpr NamedProtocol kProtocols[] = {
    {Protocol::kLcp, "LCP"},       {Protocol::kCcp, "CCP"},   {Protocol::kIpcp, "IPCP"},
    {Protocol::kChap, "CHAP"},     {Protocol::kPap, "PAP"},   {Protocol::kEap, "EAP"},
    {Protocol::kIpv6cp, "IPV6CP"}, {Protocol::kCbcp, "CBCP"}, {Protocol::kEcp, "ECP"},
    {Protocol::kIpxcp, "IPXCP"},   {Protocol::kAtcp, "ATCP"},
};

// Words as short as these are told apart before memcmp() would be called.
bool IsSameWord(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

struct NamedCode {
  uint8_t code;
  std::string_view name;
};
constexpr NamedCode kConfigureCodes[] = {
    {kConfigureRequest, "ConfReq"}, {kConfigureAck, "ConfAck"},     {kConfigureNak, "ConfNak"},
    {kConfigureReject, "ConfRej"},  {kTerminateRequest, "TermReq"}, {kTerminateAck, "TermAck"},
    {kCodeReject, "CodeRej"},
};
constexpr NamedCode kLcpCodes[] = {
    {kEchoRequest, "EchoReq"},    {kEchoReply, "EchoRep"},    {kProtocolReject, "ProtRej"},
    {kDiscardRequest, "DiscReq"}, {kIdentification, "Ident"}, {kTimeRemaining, "TimeRem"},
};
constexpr NamedCode kResetCodes[] = {{kResetRequest, "ResetReq"}, {kResetAck, "ResetAck"}};
constexpr NamedCode kPapCodes[] = {
    {kPapRequest, "AuthReq"}, {kPapAck, "AuthAck"}, {kPapNak, "AuthNak"}};
constexpr NamedCode kChapCodes[] = {{kChapChallenge, "Challenge"},
                                    {kChapResponse, "Response"},
                                    {kChapSuccess, "Success"},
                                    {kChapFailure, "Failure"}};
constexpr NamedCode kEapCodes[] = {{kEapRequest, "Request"},
                                   {kEapResponse, "Response"},
                                   {kEapSuccess, "Success"},
                                   {kEapFailure, "Failure"}};
// The Callback Control Protocol has no RFC; the numbers are Microsoft's.
constexpr NamedCode kCbcpCodes[] = {{1, "Request"}, {2, "Response"}, {3, "Ack"}};

// The codes that a protocol has beyond those of kConfigureCodes.
std::span<const NamedCode> OwnCodes(Protocol protocol) {
  switch (protocol) {
    case Protocol::kLcp:
      return kLcpCodes;
    case Protocol::kCcp:
    case Protocol::kEcp:
      return kResetCodes;
    case Protocol::kPap:
      return kPapCodes;
    case Protocol::kChap:
      return kChapCodes;
    case Protocol::kEap:
      return kEapCodes;
    case Protocol::kCbcp:
      return kCbcpCodes;
    default:
      return {};
  }
}

std::span<const NamedCode> SharedCodes(Protocol protocol) {
  if (!IsControlProtocol(protocol)) return {};
  return kConfigureCodes;
}

}  // namespace

bool IsControlProtocol(Protocol protocol) {
  auto number = static_cast<uint16_t>(protocol);
  return protocol == Protocol::kLcp || (number >= 0x8000 && number <= 0xbfff);
}

std::string_view ProtocolName(Protocol protocol) {
  for (const NamedProtocol& known : kProtocols) {
    if (known.protocol == protocol) return known.name;
  }
  return {};
}

std::string_view CodeName(Protocol protocol, uint8_t code) {
  for (auto codes : {SharedCodes(protocol), OwnCodes(protocol)}) {
    for (const NamedCode& known : codes) {
      if (known.code == code) return known.name;
    }
  }
  return {};
}

std::optional<Protocol> ProtocolFromName(std::string_view name) {
  for (const NamedProtocol& known : kProtocols) {
    if (known.name == name) return known.protocol;
  }
  return std::nullopt;
}

std::optional<uint8_t> CodeFromName(Protocol protocol, std::string_view name) {
  for (auto codes : {OwnCodes(protocol), SharedCodes(protocol)}) {
    for (const NamedCode& known : codes) {
      if (IsSameWord(known.name, name)) return known.code;
    }
  }
  return std::nullopt;
}

const Option* FindOption(const Packet& packet, uint8_t type) {
  const auto* options = std::get_if<Options>(&packet.body);
  if (options == nullptr) return nullptr;
  for (const Option& option : options->list) {
    if (option.type == type) return &option;
  }
  return nullptr;
}

}  // namespace pptp::ppp
