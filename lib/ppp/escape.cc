// The escapes of pppd's quoted strings.
//
// A byte that is neither printable ASCII nor one of \n \r \t is written as
// three octal digits. Until 2.4.7 pppd passed it as a signed character, so that
// a byte from 0x80 up became eleven digits, \37777777621 for 0x91. A reader can
// tell the two apart: three digits never exceed 377, and eleven digits always
// start with 377777776 or 377777777.
#include "lib/base/text.h"
#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

constexpr std::string_view kSignExtension = "37777777";
constexpr size_t kSignedDigits = 11;
constexpr size_t kOctalDigits = 3;

bool IsOctal(char c) {
  return c >= '0' && c <= '7';
}

bool StartsWithOctal(std::string_view text, size_t digits) {
  if (text.size() < digits) return false;
  for (size_t i = 0; i < digits; ++i) {
    if (!IsOctal(text[i])) return false;
  }
  return true;
}

// How many digits at the front of "text", which follows a backslash, stand for
// one byte; 0 when they do not.
size_t OctalEscapeSize(std::string_view text) {
  if (StartsWithOctal(text, kSignedDigits) && text.starts_with(kSignExtension) &&
      text[kSignExtension.size()] >= '6') {
    return kSignedDigits;
  }
  return StartsWithOctal(text, kOctalDigits) && text[0] <= '3' ? kOctalDigits : 0;
}

// The last three of the digits hold the byte, whether sign-extended or not.
char OctalByte(std::string_view digits) {
  std::string_view last = digits.substr(digits.size() - kOctalDigits);
  return static_cast<char>((last[0] - '0') << 6 | (last[1] - '0') << 3 | (last[2] - '0'));
}

char NamedEscape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return c;
    default:
      return '\0';
  }
}

void AppendOctal(unsigned value, std::string* out) {
  *out += static_cast<char>('0' + (value >> 6 & 7));
  *out += static_cast<char>('0' + (value >> 3 & 7));
  *out += static_cast<char>('0' + (value & 7));
}

}  // namespace

std::string UnescapeString(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  while (!text.empty()) {
    size_t plain = text.find('\\');
    bytes += text.substr(0, plain);
    if (plain == std::string_view::npos) break;
    text.remove_prefix(plain + 1);
    if (size_t digits = OctalEscapeSize(text)) {
      bytes += OctalByte(text.substr(0, digits));
      text.remove_prefix(digits);
    } else if (char named = text.empty() ? '\0' : NamedEscape(text[0])) {
      bytes += named;
      text.remove_prefix(1);
    } else {
      bytes += '\\';  // No escape of pppd's: somebody took the escapes out by hand.
    }
  }
  return bytes;
}

std::string EscapeString(std::string_view bytes, bool signed_escapes) {
  std::string text;
  text.reserve(bytes.size());
  bool after_octal_ff = false;
  for (char c : bytes) {
    auto byte = static_cast<uint8_t>(c);
    // \377 and a literal 7 could be read as the start of a sign-extended byte.
    bool ambiguous = after_octal_ff && c == '7';
    after_octal_ff = !signed_escapes && byte == 0xff;
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (byte >= 0x20 && byte <= 0x7e && !ambiguous) {
      text += c;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      text += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else {
      text += '\\';
      // The ninth bit is the lowest of the sign extension that three digits show.
      if (signed_escapes && byte >= 0x80) {
        text += kSignExtension;
        AppendOctal(byte | 0400U, &text);
      } else {
        AppendOctal(byte, &text);
      }
    }
  }
  return text;
}

std::string CaretText(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    auto byte = static_cast<uint8_t>(c);
    if (byte >= 0x80) text += "M-";
    byte &= 0x7f;
    const bool control = (byte < 0x20 && byte != '\t') || byte == 0x7f;
    if (control) text += '^';
    text += static_cast<char>(control ? byte ^ 0x40 : byte);
  }
  return text;
}

}  // namespace pptp::ppp
