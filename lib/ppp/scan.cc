#include "lib/ppp/scan.h"

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

}  // namespace

std::optional<uint32_t> TakeDecimal(std::string_view* in, uint32_t max) {
  std::string_view rest = TrimLeft(*in);
  std::optional<uint64_t> value = ConsumeDecimal(&rest);
  if (!value || *value > max) return std::nullopt;
  *in = rest;
  return static_cast<uint32_t>(*value);
}

std::optional<uint32_t> TakeHexNumber(std::string_view* in, uint32_t max) {
  std::string_view rest = TrimLeft(*in);
  if (!Consume(&rest, "0x")) Consume(&rest, "0X");
  std::optional<uint64_t> value = ConsumeHex(&rest);
  if (!value || *value > max) return std::nullopt;
  *in = rest;
  return static_cast<uint32_t>(*value);
}

std::optional<uint32_t> TakeIpv4(std::string_view* in) {
  std::string_view rest = TrimLeft(*in);
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
