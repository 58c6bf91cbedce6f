// EAP in pppd's words. Each type that pppd spells out has a reader that gives
// the bytes back, and a writer that refuses bytes which its words would not give
// back; those, and all other types, are shown as bytes. Text that pppd shortened
// beyond reading (the types' tails, "<truncated>") is kept as Data::verbatim.
#include <fmt/format.h>

#include "lib/base/text.h"
#include "lib/ppp/body_text.h"
#include "lib/ppp/scan.h"

namespace pptp::ppp {
namespace {

enum : uint8_t { kIdentity = 1, kNotification = 2, kNak = 3, kMd5 = 4, kSrp = 19, kMsChapV2 = 26 };

struct NamedType {
  uint8_t type;
  std::string_view name;
};
constexpr NamedType kTypes[] = {
    {kIdentity, "Identity"},
    {kNotification, "Notification"},
    {kNak, "Nak"},
    {kMd5, "MD5-Challenge"},
    {5, "OTP"},
    {6, "Generic-Token"},
    {9, "RSA"},
    {13, "TLS"},
    {15, "Windows 2000"},
    {17, "Cisco"},
    {kSrp, "SRP"},
    {21, "TTLS"},
    {25, "PEAP"},
    {kMsChapV2, "MSCHAPv2"},
};

// The operation, id and length of a message inside EAP type 26; the numbers of
// the operations are CHAP's codes.
constexpr size_t kMsHeaderSize = 4;

std::string_view TypeName(uint8_t type) {
  for (const NamedType& known : kTypes) {
    if (known.type == type) return known.name;
  }
  return {};
}

std::optional<uint8_t> TakeType(std::string_view* in) {
  if (std::string_view rest = *in; TakeLiteral(&rest, "type=")) {
    auto number = TakeHexNumber(&rest, 0xff);
    if (!number) return std::nullopt;
    *in = rest;
    return static_cast<uint8_t>(*number);
  }
  for (const NamedType& known : kTypes) {
    std::string_view rest = *in;
    if (!TakeLiteral(&rest, known.name)) continue;
    // SRP is followed by "-1" and its like; other names stand alone.
    if (!rest.empty() && (IsAlpha(rest[0]) || IsDigit(rest[0]))) continue;
    *in = rest;
    return known.type;
  }
  return std::nullopt;
}

void AppendText(std::string_view text, Bytes* bytes) {
  ByteView view = AsBytes(text);
  bytes->insert(bytes->end(), view.begin(), view.end());
}

// <Label "text">, appended to *bytes.
bool TakeLabelled(std::string_view* in, std::string_view label, Bytes* bytes, bool* complete) {
  std::string_view rest = *in;
  if (!TakeLiteral(&rest, "<") || !TakeLiteral(&rest, label)) return false;
  std::optional<QuotedString> text = TakeQuoted(&rest);
  if (!text || (!text->closed && text->bytes.empty())) return false;
  if (text->closed && !TakeLiteral(&rest, ">")) return false;
  *complete = *complete && text->closed;
  AppendText(text->bytes, bytes);
  *in = rest;
  return true;
}

// <Value aa bb> <Name "text">, on the wire with the value's length in front.
bool ReadMd5(std::string_view* in, Bytes* bytes, bool* complete) {
  Data value;
  if (!TakeLiteral(in, "<Value")) return false;
  TakeHexBytes(in, &value);
  if (value.cut || value.bytes.size() > 0xff || !TakeLiteral(in, ">")) return false;
  bytes->push_back(static_cast<uint8_t>(value.bytes.size()));
  bytes->insert(bytes->end(), value.bytes.begin(), value.bytes.end());
  return TakeLiteral(in, "<No name>") || TakeLabelled(in, "Name", bytes, complete);
}

// Nak: the first type that is wanted instead, its name in parentheses behind.
bool ReadNak(std::string_view* in, Bytes* bytes) {
  if (!TakeLiteral(in, "<Suggested-type")) return false;
  auto type = TakeHexByte(in);
  if (!type) return false;
  bytes->push_back(*type);
  if (TakeLiteral(in, "(")) {
    size_t end = in->find(')');
    if (end == std::string_view::npos || in->substr(0, end) != TypeName(*type)) return false;
    in->remove_prefix(end + 1);
  }
  return TakeLiteral(in, ">");
}

// <hex>, behind a byte with its length.
bool TakeDigits(std::string_view* in, Bytes* bytes) {
  if (!TakeLiteral(in, "<")) return false;
  std::string_view digits = TakeWord(in, ">");
  if (digits.size() % 2 != 0 || digits.size() > size_t{2} * 0xff) return false;
  bytes->push_back(static_cast<uint8_t>(digits.size() / 2));
  for (size_t i = 0; i < digits.size(); i += 2) {
    int high = HexDigit(digits[i]), low = HexDigit(digits[i + 1]);
    if (high < 0 || low < 0) return false;
    bytes->push_back(static_cast<uint8_t>(high << 4 | low));
  }
  return TakeLiteral(in, ">");
}

// pppd leaves the message's own id and length out: they repeat EAP's.
bool ReadMsChapV2(std::string_view* in, uint8_t code, uint8_t id, Bytes* bytes, bool* complete) {
  static constexpr std::string_view kOperations[] = {"Challenge", "Response", "Success", "Failure"};
  std::string_view word = TakeWord(in, "<]");
  uint8_t operation = kChapChallenge;
  while (operation <= kChapFailure && word != kOperations[operation - 1]) ++operation;
  if (operation > kChapFailure) return false;
  bool result = operation == kChapSuccess || operation == kChapFailure;
  *bytes = {operation};
  if (result && code == kEapResponse) return true;  // an acknowledgement, nothing else
  bytes->insert(bytes->end(), {id, 0, 0});
  if (result) {
    if (!TakeLabelled(in, "Message", bytes, complete)) return false;
  } else {
    if (!TakeDigits(in, bytes) || !TakeLiteral(in, ",")) return false;
    if (!TakeLiteral(in, "<No name>") && !TakeLabelled(in, "Name", bytes, complete)) return false;
  }
  (*bytes)[2] = static_cast<uint8_t>(bytes->size() >> 8);
  (*bytes)[3] = static_cast<uint8_t>(bytes->size());
  return true;
}

bool ReadTyped(std::string_view* in, uint8_t type, uint8_t code, uint8_t id, Bytes* bytes,
               bool* complete) {
  switch (type) {
    case kIdentity:
    case kNotification:
      return TakeLiteral(in, "<No message>") || TakeLiteral(in, "<No name>") ||
             TakeLabelled(in, code == kEapRequest ? "Message" : "Name", bytes, complete) ||
             TakeLabelled(in, "Message", bytes, complete);
    case kNak:
      return ReadNak(in, bytes);
    case kMd5:
      return ReadMd5(in, bytes, complete);
    case kMsChapV2:
      return ReadMsChapV2(in, code, id, bytes, complete);
    default:
      return false;
  }
}

std::string TakeVerbatim(std::string_view* in) {
  size_t end = FindClosingBracket(*in);
  std::string text(Trim(in->substr(0, end)));
  *in = end == std::string_view::npos ? std::string_view() : in->substr(end);
  return text;
}

bool AtEnd(std::string_view in) {
  return IsBlank(in) || NextCharacter(in) == ']';
}

std::string LabelFor(uint8_t type, uint8_t code) {
  return type == kIdentity && code == kEapResponse ? "Name" : "Message";
}

// ` <Name "text">`, or ` <No name>` when there is none.
void WriteLabelled(std::string_view label, ByteView text, const Dialect& dialect,
                   std::string* out) {
  if (text.empty()) {
    *out += " <No ";
    *out += ToLower(label);
    *out += '>';
    return;
  }
  *out += " <";
  *out += label;
  WriteQuoted(AsText(text), dialect, out);
  *out += '>';
}

bool WriteMd5(ByteView bytes, const Dialect& dialect, std::string* out) {
  ByteReader in(bytes);
  ByteView value = in.Take(in.U8());
  if (!in.ok()) return false;
  *out += " <Value";
  WriteHexBytes(value, out);
  *out += '>';
  WriteLabelled("Name", in.Rest(), dialect, out);
  return true;
}

bool WriteNak(ByteView bytes, std::string* out) {
  if (bytes.empty()) return false;
  std::string_view name = TypeName(bytes[0]);
  *out += fmt::format(" <Suggested-type {:02x}", bytes[0]);
  if (!name.empty()) *out += fmt::format(" ({})", name);
  *out += '>';
  WriteHexBytes(bytes.subspan(1), out);
  return true;
}

bool WriteMsChapV2(ByteView bytes, uint8_t code, uint8_t id, const Dialect& dialect,
                   std::string* out) {
  ByteReader in(bytes);
  uint8_t operation = in.U8();
  bool result = operation == kChapSuccess || operation == kChapFailure;
  if (result && code == kEapResponse) {
    *out += operation == kChapSuccess ? " Success" : " Failure";
    WriteHexBytes(in.Rest(), out);
    return true;
  }
  bool repeats_eap = in.U8() == id && in.U16() == bytes.size() && in.ok();
  if (!repeats_eap) return false;
  if (result) {
    *out += operation == kChapSuccess ? " Success" : " Failure";
    *out += " <Message";
    WriteQuoted(AsText(bytes.subspan(kMsHeaderSize)), dialect, out);
    *out += '>';
    return true;
  }
  ByteView value = in.Take(in.U8());
  if (!in.ok() || (operation != kChapChallenge && operation != kChapResponse)) return false;
  *out += operation == kChapChallenge ? " Challenge <" : " Response <";
  *out += ToHex(value);
  *out += ">, <Name";
  WriteQuoted(AsText(in.Rest()), dialect, out);
  *out += '>';
  return true;
}

bool WriteTyped(const Eap& eap, uint8_t code, uint8_t id, const Dialect& dialect,
                std::string* out) {
  ByteView bytes = eap.data.bytes;
  switch (*eap.type) {
    case kIdentity:
    case kNotification:
      WriteLabelled(LabelFor(*eap.type, code), bytes, dialect, out);
      return true;
    case kNak:
      return code == kEapResponse && WriteNak(bytes, out);
    case kMd5:
      return WriteMd5(bytes, dialect, out);
    case kMsChapV2:
      return WriteMsChapV2(bytes, code, id, dialect, out);
    default:
      return false;
  }
}

// Other than elsewhere, no blank stands in front of "...", nor of what follows SRP.
void WriteEapData(const Eap& eap, std::string* out) {
  WriteHexBytes(eap.data.bytes, out);
  if (eap.data.cut) *out += "...";
  const std::string& text = eap.data.verbatim;
  bool glued = eap.type == kSrp && text.starts_with('-');
  if (!text.empty() && !glued) *out += ' ';
  *out += text;
}

}  // namespace

Body ReadEap(std::string_view* in, uint8_t code, uint8_t id, bool* complete) {
  Eap eap;
  if (code != kEapRequest && code != kEapResponse) {
    TakeHexBytes(in, &eap.data);
    return eap;
  }
  if (TakeLiteral(in, "<missing type>")) return eap;
  eap.type = TakeType(in);
  std::string_view rest = *in;
  Bytes bytes;
  if (eap.type && ReadTyped(&rest, *eap.type, code, id, &bytes, complete)) {
    // Further bytes, as after the first type of a Nak.
    Data further;
    TakeHexBytes(&rest, &further);
    if (AtEnd(rest)) {
      eap.data = {std::move(bytes), further.cut, {}};
      eap.data.bytes.insert(eap.data.bytes.end(), further.bytes.begin(), further.bytes.end());
      *in = rest;
      return eap;
    }
  }
  rest = *in;
  TakeHexBytes(&rest, &eap.data);
  if (eap.type && AtEnd(rest)) {
    *in = rest;
  } else {
    eap.data = {{}, false, TakeVerbatim(in)};
  }
  return eap;
}

void WriteEap(const Eap& eap, uint8_t code, uint8_t id, const Dialect& dialect, std::string* out) {
  bool typed = code == kEapRequest || code == kEapResponse;
  if (typed && eap.type) {
    std::string_view name = TypeName(*eap.type);
    *out += name.empty() ? fmt::format(" type=0x{:x}", *eap.type) : fmt::format(" {}", name);
  } else if (typed && eap.data.verbatim.empty()) {
    *out += " <missing type>";
  }
  bool plain = !eap.data.cut && eap.data.verbatim.empty();
  if (typed && eap.type && plain && WriteTyped(eap, code, id, dialect, out)) return;
  WriteEapData(eap, out);
}

}  // namespace pptp::ppp
