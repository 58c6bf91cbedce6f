// Writing of one option in pppd's words. A writer takes the bytes that its
// words stand for; what is left follows in hexadecimal. An option without
// words, or of an unexpected length, is "< tt ll vv ...>".
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "lib/base/ipv4_text.h"
#include "lib/base/text.h"
#include "lib/ppp/mppe.h"
#include "lib/ppp/option_text.h"
#include "lib/ppp/option_values.h"

namespace pptp::ppp {
namespace {

constexpr uint16_t kPap = 0xc023, kChap = 0xc223, kEap = 0xc227;
constexpr size_t kMaxEndpointBytes = 20;  // RFC 1990 section 5.1.3

template <typename... Args>
void Append(std::string* out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(*out), format, std::forward<Args>(args)...);
}

void AppendHexByte(uint8_t byte, std::string* out) {
  Append(out, "{:02x}", byte);
}

void WriteChapAlgorithm(uint8_t algorithm, Dialect::ChapNames names, std::string* out) {
  using Names = Dialect::ChapNames;
  if (algorithm == kChapMd5) {
    *out += " MD5";
  } else if (algorithm == kChapMs && names != Names::kNumbers) {
    *out += names == Names::kModern ? " MS" : " m$oft";
  } else if (algorithm == kChapMsV2 && names == Names::kModern) {
    *out += " MS-v2";
  } else {
    *out += ' ';
    AppendHexByte(algorithm, out);
  }
}

void WriteAuth(ByteReader* in, const Dialect& dialect, std::string* out) {
  uint16_t protocol = in->U16();
  *out += "auth ";
  switch (protocol) {
    case kPap:
      *out += "pap";
      break;
    case kEap:
      *out += "eap";
      break;
    case kChap:
      *out += "chap";
      if (in->remaining() > 0) WriteChapAlgorithm(in->U8(), dialect.chap, out);
      break;
    default:
      Append(out, "0x{:x}", protocol);
  }
}

void WriteEndpoint(ByteReader* in, std::string* out) {
  static constexpr std::string_view kClasses[] = {"null", "local", "IP", "MAC", "magic", "phone"};
  enum : uint8_t { kIp = 2, kMac = 3, kMagic = 4 };
  uint8_t kind = in->U8();
  ByteView value = in->Take(std::min(in->remaining(), kMaxEndpointBytes));
  if (kind < std::size(kClasses)) {
    Append(out, "endpoint [{}", kClasses[kind]);
  } else {
    Append(out, "endpoint [{}", kind);
  }
  if (kind == kIp && value.size() == 4) {
    Append(out, ":{}]", Ipv4Text(ByteReader(value).U32()));
    return;
  }
  char separator = kind == kMac && value.size() == 6 ? ':' : '.';
  size_t group = kind == kMagic && value.size() % 4 == 0 ? 4 : 1;
  for (size_t i = 0; i < value.size(); ++i) {
    if (i % group == 0) *out += i == 0 ? ':' : separator;
    AppendHexByte(value[i], out);
  }
  *out += ']';
}

// Each of these writes what it can name and says whether it did.
bool WriteLcp(const Option& option, ByteReader* in, const Dialect& dialect, std::string* out) {
  size_t size = option.value.size();
  if (option.type == kLcpMru && size == 2) {
    Append(out, "mru {}", in->U16());
  } else if (option.type == kLcpAsyncmap && size == 4) {
    Append(out, "asyncmap 0x{:x}", in->U32());
  } else if (option.type == kLcpAuth && size >= 2) {
    WriteAuth(in, dialect, out);
  } else if (option.type == kLcpQuality && size >= 2) {
    uint16_t protocol = in->U16();
    protocol == kLqr ? Append(out, "quality lqr") : Append(out, "quality 0x{:x}", protocol);
  } else if (option.type == kLcpMagic && size == 4) {
    Append(out, "magic 0x{:x}", in->U32());
  } else if (option.type == kLcpPcomp && size == 0) {
    *out += "pcomp";
  } else if (option.type == kLcpAccomp && size == 0) {
    *out += "accomp";
  } else if (option.type == kLcpCallback && size >= 1) {
    uint8_t operation = in->U8();
    operation == kCallbackByCbcp ? Append(out, "callback CBCP")
                                 : Append(out, "callback 0x{:x}", operation);
  } else if (option.type == kLcpMrru && size == 2) {
    Append(out, "mrru {}", in->U16());
  } else if (option.type == kLcpShortSequence && size == 0) {
    *out += "ssnhf";
  } else if (option.type == kLcpEndpoint && size >= 1) {
    WriteEndpoint(in, out);
  } else {
    return false;
  }
  return true;
}

bool WriteIpcp(const Option& option, ByteReader* in, const Dialect& dialect, std::string* out) {
  size_t size = option.value.size();
  if (option.type == kIpcpAddresses && size == 8) {
    uint32_t first = in->U32();
    Append(out, "addrs {} {}", Ipv4Text(first), Ipv4Text(in->U32()));
  } else if (option.type == kIpcpCompression && size >= 2) {
    uint16_t protocol = in->U16();
    if (protocol == kVj) {
      *out += "compress VJ";
    } else if (protocol == kOldVj) {
      *out += "compress old-VJ";
    } else {
      Append(out, "compress 0x{:x}", protocol);
    }
  } else if (size == 4 && option.type == kIpcpAddress) {
    Append(out, "addr {}", Ipv4Text(in->U32()));
  } else if (size == 4 && option.type == kIpcpDns1) {
    Append(out, "ms-dns1 {}", Ipv4Text(in->U32()));
  } else if (size == 4 && option.type == kIpcpDns2) {
    Append(out, "ms-dns{} {}", dialect.ms_dns3 ? 3 : 2, Ipv4Text(in->U32()));
  } else if (size == 4 && (option.type == kIpcpWins1 || option.type == kIpcpWins2)) {
    Append(out, "ms-wins {}", Ipv4Text(in->U32()));
  } else {
    return false;
  }
  return true;
}

bool WriteIpv6cp(const Option& option, ByteReader* in, std::string* out) {
  if (option.type == kIpv6cpInterfaceId && option.value.size() == 8) {
    *out += "addr fe80:";
    while (in->remaining() > 0) Append(out, ":{:04x}", in->U16());
  } else if (option.type == kIpv6cpCompression && option.value.size() >= 2) {
    Append(out, "compress 0x{:x}", in->U16());
  } else {
    return false;
  }
  return true;
}

bool WriteMppe(const Option& option, ByteReader* in, Dialect::Mppe words, std::string* out) {
  if (option.value.size() < 4 || words == Dialect::Mppe::kUnknown) return false;
  uint32_t bits = in->U32();
  *out += words == Dialect::Mppe::kLetters ? MppeLetters(bits) : MppeNumbers(bits);
  return true;
}

void WriteDeflate(bool draft, ByteReader* in, std::string* out) {
  uint8_t first = in->U8(), check = in->U8();
  Append(out, "deflate{} {}", draft ? "(old#)" : "", (first >> 4) + 8);
  if ((first & 15) != 8) Append(out, " method {}", first & 15);
  if (check != 0) Append(out, " check {}", check);
}

bool WriteCcp(const Option& option, ByteReader* in, const Dialect& dialect, std::string* out) {
  size_t size = option.value.size();
  if (option.type == kCcpMppe) return WriteMppe(option, in, dialect.mppe, out);
  if (option.type == kCcpPredictor1 || option.type == kCcpPredictor2) {
    Append(out, "predictor {}", option.type);
  } else if (option.type == kCcpBsd && size >= 1) {
    uint8_t value = in->U8();
    Append(out, "bsd v{} {}", value >> 5, value & 31);
  } else if ((option.type == kCcpDeflate || option.type == kCcpDeflateDraft) && size >= 2) {
    WriteDeflate(option.type == kCcpDeflateDraft, in, out);
  } else {
    return false;
  }
  return true;
}

bool WriteNamed(Protocol protocol, const Option& option, ByteReader* in, const Dialect& dialect,
                std::string* out) {
  switch (protocol) {
    case Protocol::kLcp:
      return WriteLcp(option, in, dialect, out);
    case Protocol::kIpcp:
      return WriteIpcp(option, in, dialect, out);
    case Protocol::kIpv6cp:
      return WriteIpv6cp(option, in, out);
    case Protocol::kCcp:
      return WriteCcp(option, in, dialect, out);
    default:
      return false;
  }
}

}  // namespace

void WriteOptionText(Protocol protocol, const Option& option, const Dialect& dialect,
                     std::string* out) {
  if (!option.readable()) {
    *out += option.verbatim;
    return;
  }
  ByteReader in(option.value);
  if (!WriteNamed(protocol, option, &in, dialect, out)) {
    Append(out, " {:02x} {:02x}", option.type, option.value.size() + 2);
    in = ByteReader(option.value);
  }
  for (uint8_t byte : in.Rest()) Append(out, " {:02x}", byte);
}

bool IsKnownOption(Protocol protocol, const Option& option) {
  std::string text;
  ByteReader in(option.value);
  return WriteNamed(protocol, option, &in, ModernDialect(), &text) && in.remaining() == 0;
}

}  // namespace pptp::ppp
