// Reading of one option: a table from names to functions that read a value.
//
// After the value that its name promises, any option may show further bytes in
// hexadecimal. An option without a name is "tt ll vv ...", all hexadecimal.
#include <algorithm>
#include <iterator>

#include "lib/base/text.h"
#include "lib/ppp/mppe.h"
#include "lib/ppp/option_text.h"
#include "lib/ppp/option_values.h"
#include "lib/ppp/scan.h"

namespace pptp::ppp {
namespace {

constexpr uint32_t kMax8 = 0xff, kMax16 = 0xffff, kMax32 = 0xffffffff;
constexpr size_t kInterfaceIdGroups = 4;

ByteWriter To(Option* option) {
  return ByteWriter(&option->value);
}

bool ReadNothing(std::string_view*, Option*) {
  return true;
}

bool ReadDecimal16(std::string_view* in, Option* option) {
  auto number = TakeDecimal(in, kMax16);
  if (number) To(option).U16(static_cast<uint16_t>(*number));
  return number.has_value();
}

bool ReadHex32(std::string_view* in, Option* option) {
  auto number = TakeHexNumber(in, kMax32);
  if (number) To(option).U32(*number);
  return number.has_value();
}

bool ReadAddress(std::string_view* in, Option* option) {
  auto address = TakeIpv4(in);
  if (address) To(option).U32(*address);
  return address.has_value();
}

bool ReadTwoAddresses(std::string_view* in, Option* option) {
  const bool first = ReadAddress(in, option);
  return first && ReadAddress(in, option);
}

// A word that stands for bytes.
struct Spelling {
  std::string_view word;
  uint16_t protocol;
  int algorithm;  // -1 for none
};
constexpr Spelling kAuthSpellings[] = {
    {"pap", 0xc023, -1},
    {"upap", 0xc023, -1},
    {"eap", 0xc227, -1},
    {"chap", 0xc223, -1},
    // The words of accel-ppp.
    {"CHAP-md5", 0xc223, kChapMd5},
    {"MSCHAP-v1", 0xc223, kChapMs},
    {"MSCHAP-v2", 0xc223, kChapMsV2},
};
constexpr Spelling kChapSpellings[] = {
    {"MD5", 0xc223, kChapMd5},
    {"MS", 0xc223, kChapMs},
    {"m$oft", 0xc223, kChapMs},
    {"MS-v2", 0xc223, kChapMsV2},
};

template <size_t kSize>
const Spelling* TakeSpelling(std::string_view* in, const Spelling (&spellings)[kSize]) {
  std::string_view rest = *in;
  std::string_view word = TakeWord(&rest);
  for (const Spelling& known : spellings) {
    if (!EqualsIgnoringCase(word, known.word)) continue;
    *in = rest;
    return &known;
  }
  return nullptr;
}

bool ReadHex16(std::string_view* in, Option* option) {
  auto number = TakeHexNumber(in, kMax16);
  if (number) To(option).U16(static_cast<uint16_t>(*number));
  return number.has_value();
}

bool ReadAuth(std::string_view* in, Option* option) {
  const Spelling* auth = TakeSpelling(in, kAuthSpellings);
  if (auth == nullptr) return ReadHex16(in, option);
  To(option).U16(auth->protocol);
  int algorithm = auth->algorithm;
  if (auth->protocol == 0xc223 && algorithm < 0) {
    const Spelling* chap = TakeSpelling(in, kChapSpellings);
    if (chap != nullptr) algorithm = chap->algorithm;
  }
  if (algorithm >= 0) To(option).U8(static_cast<uint8_t>(algorithm));
  return true;  // Another algorithm is a bare byte, read as all further bytes are.
}

bool ReadQuality(std::string_view* in, Option* option) {
  if (!TakeLiteral(in, "lqr")) return ReadHex16(in, option);
  To(option).U16(kLqr);
  return true;
}

bool ReadCallback(std::string_view* in, Option* option) {
  if (TakeLiteral(in, "CBCP")) {
    To(option).U8(kCallbackByCbcp);
    return true;
  }
  auto operation = TakeHexNumber(in, kMax8);
  if (operation) To(option).U8(static_cast<uint8_t>(*operation));
  return operation.has_value();
}

bool ReadIpCompression(std::string_view* in, Option* option) {
  bool old = TakeLiteral(in, "old-VJ");
  if (!old && !TakeLiteral(in, "VJ")) return ReadHex16(in, option);
  To(option).U16(old ? kOldVj : kVj);
  return true;
}

// "MAC:00:11:22" and so on: pairs of digits, with or without marks between.
bool ReadEndpointBytes(std::string_view in, Option* option) {
  while (!in.empty()) {
    if (in[0] == ':' || in[0] == '.') in.remove_prefix(1);
    if (in.size() < 2 || HexDigit(in[0]) < 0 || HexDigit(in[1]) < 0) return false;
    To(option).U8(static_cast<uint8_t>(HexDigit(in[0]) << 4 | HexDigit(in[1])));
    in.remove_prefix(2);
  }
  return true;
}

bool ReadEndpoint(std::string_view* in, Option* option) {
  static constexpr std::string_view kClasses[] = {"null", "local", "IP", "MAC", "magic", "phone"};
  if (!TakeLiteral(in, "[")) {
    // A pppd without multilink shows the whole option, type and length first.
    Data bytes;
    TakeHexBytes(in, &bytes);
    bool whole = bytes.bytes.size() >= 2 && bytes.bytes[0] == kLcpEndpoint &&
                 bytes.bytes[1] == bytes.bytes.size();
    option->value.assign(bytes.bytes.begin() + (whole ? 2 : 0), bytes.bytes.end());
    return !bytes.cut;
  }
  std::string_view name = TakeWord(in, ":]");
  const auto* known = std::find(std::begin(kClasses), std::end(kClasses), name);
  if (known != std::end(kClasses)) {
    To(option).U8(static_cast<uint8_t>(known - std::begin(kClasses)));
  } else if (auto number = TakeDecimal(&name, kMax8); number && name.empty()) {
    To(option).U8(static_cast<uint8_t>(*number));
  } else {
    return false;
  }
  std::string_view value = TakeWord(in, "]");
  if (!TakeLiteral(in, "]")) return false;
  if (name == "IP") {
    // Four bytes are shown as an address, any other number in hexadecimal.
    std::string_view rest = value;
    std::optional<uint32_t> address = Consume(&rest, ":") ? TakeIpv4(&rest) : std::nullopt;
    if (address && rest.empty()) {
      To(option).U32(*address);
      return true;
    }
  }
  return ReadEndpointBytes(value, option);
}

bool ReadMppeLetters(std::string_view* in, Option* option) {
  static constexpr std::string_view kLetters = "HMSLDC";
  static constexpr uint32_t kBits[] = {kMppeStateless, kMppe56Bit,    kMppe128Bit,
                                       kMppe40Bit,     kMppeObsolete, kMppc};
  uint32_t bits = 0;
  unsigned seen = 0;
  while (NextCharacter(*in) == '+' || NextCharacter(*in) == '-') {
    std::string_view word = TakeWord(in, "(");
    if (word == "+U") {
      // The bytes follow, and say all.
      Data bytes;
      if (!TakeLiteral(in, "(")) return false;
      TakeHexBytes(in, &bytes);
      option->value = bytes.bytes;
      return bytes.bytes.size() == 4 && TakeLiteral(in, ")");
    }
    size_t letter = word.size() == 2 ? kLetters.find(word[1]) : std::string_view::npos;
    if (letter == std::string_view::npos || (seen >> letter & 1) != 0) return false;
    seen |= 1U << letter;
    if (word[0] == '+') bits |= kBits[letter];
  }
  To(option).U32(bits);
  return true;
}

bool ReadMppe(std::string_view* in, Option* option) {
  char next = NextCharacter(*in);
  if (next == '+' || next == '-') return ReadMppeLetters(in, option);
  for (int octet = 0; octet < 4; ++octet) {
    auto number = TakeHexNumber(in, kMax8);
    if (!number) return false;
    To(option).U8(static_cast<uint8_t>(*number));
  }
  return true;
}

bool ReadPredictor(std::string_view* in, Option* option) {
  auto number = TakeDecimal(in, 2);
  if (!number || *number == 0) return false;
  option->type = *number == 1 ? kCcpPredictor1 : kCcpPredictor2;
  return true;
}

bool ReadBsd(std::string_view* in, Option* option) {
  if (!TakeLiteral(in, "v")) return false;
  auto version = TakeDecimal(in, 7);
  auto bits = TakeDecimal(in, 31);
  if (!version || !bits) return false;
  To(option).U8(static_cast<uint8_t>(*version << 5 | *bits));
  return true;
}

// The window's size less 8 in the upper four bits, the method (8) in the lower;
// then how the check is done (RFC 1979 section 2.1).
bool ReadDeflate(std::string_view* in, Option* option) {
  auto size = TakeDecimal(in, 23);
  if (!size || *size < 8) return false;
  uint32_t method = 8, check = 0;
  if (TakeLiteral(in, "method")) {
    auto number = TakeDecimal(in, 15);
    if (!number) return false;
    method = *number;
  }
  if (TakeLiteral(in, "check")) {
    auto number = TakeDecimal(in, kMax8);
    if (!number) return false;
    check = *number;
  }
  To(option).U8(static_cast<uint8_t>((*size - 8) << 4 | method));
  To(option).U8(static_cast<uint8_t>(check));
  return true;
}

bool ReadInterfaceId(std::string_view* in, Option* option) {
  TakeLiteral(in, "fe80::");
  for (size_t group = 0; group < kInterfaceIdGroups; ++group) {
    if (group > 0 && !Consume(in, ":")) return false;
    auto number = TakeHexNumber(in, kMax16);
    if (!number) return false;
    To(option).U16(static_cast<uint16_t>(*number));
  }
  return true;
}

struct OptionName {
  std::string_view name;
  bool (*read)(std::string_view* in, Option* option);
  Protocol protocol;
  uint8_t type;
};
constexpr OptionName kOptionNames[] = {
    {"mru", ReadDecimal16, Protocol::kLcp, kLcpMru},
    {"asyncmap", ReadHex32, Protocol::kLcp, kLcpAsyncmap},
    {"accm", ReadHex32, Protocol::kLcp, kLcpAsyncmap},  // accel-ppp
    {"auth", ReadAuth, Protocol::kLcp, kLcpAuth},
    {"quality", ReadQuality, Protocol::kLcp, kLcpQuality},
    {"magic", ReadHex32, Protocol::kLcp, kLcpMagic},
    {"pcomp", ReadNothing, Protocol::kLcp, kLcpPcomp},
    {"accomp", ReadNothing, Protocol::kLcp, kLcpAccomp},
    {"callback", ReadCallback, Protocol::kLcp, kLcpCallback},
    {"mrru", ReadDecimal16, Protocol::kLcp, kLcpMrru},
    {"ssnhf", ReadNothing, Protocol::kLcp, kLcpShortSequence},
    {"endpoint", ReadEndpoint, Protocol::kLcp, kLcpEndpoint},
    {"mppe", ReadMppe, Protocol::kCcp, kCcpMppe},
    {"deflate", ReadDeflate, Protocol::kCcp, kCcpDeflate},
    {"deflate(old#)", ReadDeflate, Protocol::kCcp, kCcpDeflateDraft},
    {"bsd", ReadBsd, Protocol::kCcp, kCcpBsd},
    {"predictor", ReadPredictor, Protocol::kCcp, kCcpPredictor1},
    {"addr", ReadAddress, Protocol::kIpcp, kIpcpAddress},
    {"addrs", ReadTwoAddresses, Protocol::kIpcp, kIpcpAddresses},
    {"compress", ReadIpCompression, Protocol::kIpcp, kIpcpCompression},
    {"ms-dns1", ReadAddress, Protocol::kIpcp, kIpcpDns1},
    {"ms-dns2", ReadAddress, Protocol::kIpcp, kIpcpDns2},
    {"ms-dns3", ReadAddress, Protocol::kIpcp, kIpcpDns2},
    {"ms-wins", ReadAddress, Protocol::kIpcp, kIpcpWins1},
    {"dns1", ReadAddress, Protocol::kIpcp, kIpcpDns1},  // accel-ppp, as the next three
    {"dns2", ReadAddress, Protocol::kIpcp, kIpcpDns2},
    {"wins1", ReadAddress, Protocol::kIpcp, kIpcpWins1},
    {"wins2", ReadAddress, Protocol::kIpcp, kIpcpWins2},
    {"addr", ReadInterfaceId, Protocol::kIpv6cp, kIpv6cpInterfaceId},
    {"compress", ReadHex16, Protocol::kIpv6cp, kIpv6cpCompression},
};

// Takes the bytes that may follow a value; true when nothing else is left.
bool ReadFurtherBytes(std::string_view* in, Option* option) {
  while (std::optional<uint8_t> byte = TakeHexByte(in)) option->value.push_back(*byte);
  return IsBlank(*in);
}

// "tt ll vv ..." where ll is right. accel-ppp writes digits without padding.
std::optional<Option> ReadHexOption(std::string_view in) {
  Bytes bytes;
  while (!IsBlank(in)) {
    auto byte = TakeHexNumber(&in, kMax8);
    if (!byte || !(in.empty() || IsSpace(in.front()))) return std::nullopt;
    bytes.push_back(static_cast<uint8_t>(*byte));
  }
  if (bytes.size() < 2 || bytes[1] != bytes.size()) return std::nullopt;
  return Option{bytes[0], Bytes(bytes.begin() + 2, bytes.end()), {}};
}

}  // namespace

Option ReadOptionText(Protocol protocol, std::string_view inside) {
  std::string_view in = inside;
  std::string_view name = TakeWord(&in);
  for (const OptionName& known : kOptionNames) {
    if (known.protocol != protocol || known.name != name) continue;
    Option option{known.type, {}, {}};
    if (known.read(&in, &option) && ReadFurtherBytes(&in, &option)) return option;
    return Option{known.type, {}, std::string(inside)};
  }
  if (std::optional<Option> option = ReadHexOption(inside)) return *option;
  return Option{0, {}, std::string(inside)};
}

}  // namespace pptp::ppp
