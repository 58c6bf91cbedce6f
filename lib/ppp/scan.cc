#include "lib/ppp/scan.h"

#include "lib/base/text.h"
#include "lib/ppp/notation.h"

namespace pptp::ppp {
namespace {

// The position of the quote that ends a string, or npos. A plain loop: the
// library's find_first_of searches the set anew for every character.
size_t FindClosingQuote(std::string_view inside) {
  for (size_t at = 0; at < inside.size(); ++at) {
    if (inside[at] == '"') return at;
    if (inside[at] == '\\') ++at;  // what a backslash protects
  }
  return std::string_view::npos;
}

bool IsWordCharacter(char c) {
  return IsAlpha(c) || IsDigit(c);
}

bool IsOneOf(char c, std::string_view set) {
  for (char member : set) {
    if (c == member) return true;
  }
  return false;
}

// TrimLeft of lib/base, where the compiler can inline it: every piece starts so.
std::string_view AfterBlanks(std::string_view text) {
  size_t blanks = 0;
  while (blanks < text.size() && IsSpace(text[blanks])) ++blanks;
  return text.substr(blanks);
}

}  // namespace

char NextCharacter(std::string_view in) {
  in = AfterBlanks(in);
  return in.empty() ? '\0' : in.front();
}

bool IsBlank(std::string_view in) {
  return AfterBlanks(in).empty();
}

bool TakeLiteral(std::string_view* in, std::string_view literal) {
  std::string_view rest = AfterBlanks(*in);
  if (!rest.starts_with(literal)) return false;
  *in = rest.substr(literal.size());
  return true;
}

std::string_view TakeWord(std::string_view* in, std::string_view stops) {
  std::string_view rest = AfterBlanks(*in);
  size_t size = 0;
  while (size < rest.size() && !IsSpace(rest[size]) && !IsOneOf(rest[size], stops)) {
    ++size;
  }
  if (size > 0) *in = rest.substr(size);
  return rest.substr(0, size);
}

std::optional<uint32_t> TakeDecimal(std::string_view* in, uint32_t max) {
  std::string_view rest = AfterBlanks(*in);
  std::optional<uint64_t> value = ConsumeDecimal(&rest);
  if (!value || *value > max) return std::nullopt;
  *in = rest;
  return static_cast<uint32_t>(*value);
}

std::optional<uint32_t> TakeHexNumber(std::string_view* in, uint32_t max) {
  std::string_view rest = AfterBlanks(*in);
  if (!Consume(&rest, "0x")) Consume(&rest, "0X");
  std::optional<uint64_t> value = ConsumeHex(&rest);
  if (!value || *value > max) return std::nullopt;
  *in = rest;
  return static_cast<uint32_t>(*value);
}

std::optional<uint32_t> TakeIpv4(std::string_view* in) {
  std::string_view rest = AfterBlanks(*in);
  uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && !Consume(&rest, ".")) return std::nullopt;
    if (rest.empty() || !IsDigit(rest.front())) return std::nullopt;
    std::optional<uint64_t> value = ConsumeDecimal(&rest);
    if (!value || *value > 255) return std::nullopt;
    address = address << 8 | static_cast<uint32_t>(*value);
  }
  *in = rest;
  return address;
}

std::optional<uint8_t> TakeHexByte(std::string_view* in) {
  std::string_view rest = AfterBlanks(*in);
  if (rest.size() < 2) return std::nullopt;
  int high = HexDigit(rest[0]), low = HexDigit(rest[1]);
  if (high < 0 || low < 0) return std::nullopt;
  if (rest.size() > 2 && IsWordCharacter(rest[2])) return std::nullopt;
  *in = rest.substr(2);
  return static_cast<uint8_t>(high << 4 | low);
}

void TakeHexBytes(std::string_view* in, Data* data) {
  while (std::optional<uint8_t> byte = TakeHexByte(in)) data->bytes.push_back(*byte);
  if (TakeLiteral(in, "...")) data->cut = true;
}

std::optional<QuotedString> TakeQuoted(std::string_view* in) {
  std::string_view rest = *in;
  if (!TakeLiteral(&rest, "\"")) return std::nullopt;
  size_t end = FindClosingQuote(rest);
  QuotedString string{UnescapeString(rest.substr(0, end)), end != std::string_view::npos};
  *in = string.closed ? rest.substr(end + 1) : std::string_view();
  return string;
}

size_t FindClosingBracket(std::string_view in) {
  size_t depth = 0;
  for (size_t at = 0; at < in.size(); ++at) {
    if (in[at] == '"') {
      size_t end = FindClosingQuote(in.substr(at + 1));
      if (end == std::string_view::npos) break;
      at += end + 1;
    } else if (in[at] == '[') {
      ++depth;
    } else if (in[at] == ']') {
      if (depth == 0) return at;
      --depth;
    }
  }
  return std::string_view::npos;
}

}  // namespace pptp::ppp
