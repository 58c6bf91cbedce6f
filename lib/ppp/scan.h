#ifndef PPTP_LIB_PPP_SCAN_H_
#define PPTP_LIB_PPP_SCAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/text.h"
#include "lib/ppp/packet.h"

// The small pieces of which the pppd spelling is made, read off the front of a
// text. Internal to lib/ppp.
//
// Every Take...() moves *in past what it read; when it reads nothing it leaves
// *in as it was. Blanks in front of a piece are skipped, any number of them.
//
// A packet is some thirty such pieces, and a busy log has many that were never seen before: what
// most of them are is inline.
namespace pptp::ppp {

// The next character after blanks, or NUL at the end.
inline char NextCharacter(std::string_view in) {
  in = TrimLeft(in);
  return in.empty() ? '\0' : in.front();
}
// True when only blanks are left.
inline bool IsBlank(std::string_view in) {
  return TrimLeft(in).empty();
}
// Drops blanks and then "literal" if it stands there.
inline bool TakeLiteral(std::string_view* in, std::string_view literal) {
  std::string_view rest = TrimLeft(*in);
  if (!rest.starts_with(literal)) return false;
  *in = rest.substr(literal.size());
  return true;
}

// The characters up to the next blank, or up to one of "stops".
inline std::string_view TakeWord(std::string_view* in, std::string_view stops = {}) {
  const std::string_view rest = TrimLeft(*in);
  // Not find(), which is a call for each character.
  auto is_stop = [stops](char c) {
    for (char stop : stops) {
      if (c == stop) return true;
    }
    return false;
  };
  size_t size = 0;
  while (size < rest.size() && !IsSpace(rest[size]) && !is_stop(rest[size])) ++size;
  if (size > 0) *in = rest.substr(size);
  return rest.substr(0, size);
}

// A number not above "max": decimal, or hexadecimal with or without 0x.
std::optional<uint32_t> TakeDecimal(std::string_view* in, uint32_t max);
std::optional<uint32_t> TakeHexNumber(std::string_view* in, uint32_t max);

// "10.0.0.1", as a number in host order.
std::optional<uint32_t> TakeIpv4(std::string_view* in);

// Two hexadecimal digits that stand alone.
inline std::optional<uint8_t> TakeHexByte(std::string_view* in) {
  const std::string_view rest = TrimLeft(*in);
  if (rest.size() < 2) return std::nullopt;
  const int high = HexDigit(rest[0]), low = HexDigit(rest[1]);
  if (high < 0 || low < 0) return std::nullopt;
  if (rest.size() > 2 && (IsAlpha(rest[2]) || IsDigit(rest[2]))) return std::nullopt;
  *in = rest.substr(2);
  return static_cast<uint8_t>(high << 4 | low);
}
// "aa bb cc" and a closing "..." if there is one, which sets data->cut.
void TakeHexBytes(std::string_view* in, Data* data);

// A string in double quotes, escapes undone. A string that the line's end cuts
// off goes as far as it goes.
struct QuotedString {
  std::string bytes;
  bool closed = true;
};
std::optional<QuotedString> TakeQuoted(std::string_view* in);

// The position of the bracket that closes the packet whose inside "in" is: the
// first ']' that neither stands in a quoted string nor closes a '[' inside.
// npos when there is none.
size_t FindClosingBracket(std::string_view in);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_SCAN_H_
