#ifndef PPTP_LIB_PPP_SCAN_H_
#define PPTP_LIB_PPP_SCAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/ppp/packet.h"

// The small pieces of which the pppd spelling is made, read off the front of a
// text. Internal to lib/ppp.
//
// Every Take...() moves *in past what it read; when it reads nothing it leaves
// *in as it was. Blanks in front of a piece are skipped, any number of them.
namespace pptp::ppp {

// The next character after blanks, or NUL at the end.
char NextCharacter(std::string_view in);
// True when only blanks are left.
bool IsBlank(std::string_view in);
// Drops blanks and then "literal" if it stands there.
bool TakeLiteral(std::string_view* in, std::string_view literal);

// The characters up to the next blank, or up to one of "stops".
std::string_view TakeWord(std::string_view* in, std::string_view stops = {});

// A number not above "max": decimal, or hexadecimal with or without 0x.
std::optional<uint32_t> TakeDecimal(std::string_view* in, uint32_t max);
std::optional<uint32_t> TakeHexNumber(std::string_view* in, uint32_t max);

// "10.0.0.1", as a number in host order.
std::optional<uint32_t> TakeIpv4(std::string_view* in);

// Two hexadecimal digits that stand alone.
std::optional<uint8_t> TakeHexByte(std::string_view* in);
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
