#ifndef PPTP_LIB_BASE_TEXT_H_
#define PPTP_LIB_BASE_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/bytes.h"

// Small helpers for ASCII text. None of them looks at the locale. Those that every line of a log
// comes through are inline: then a prefix known at compile time is compared as a number.
namespace pptp {

constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool IsSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The value of a hexadecimal digit, or -1.
constexpr int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

inline std::string_view TrimLeft(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  return text;
}
inline std::string_view TrimRight(std::string_view text) {
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}
inline std::string_view Trim(std::string_view text) {
  return TrimLeft(TrimRight(text));
}

// Drops "prefix" from the front of *text if it stands there.
inline bool Consume(std::string_view* text, std::string_view prefix) {
  if (!text->starts_with(prefix)) return false;
  text->remove_prefix(prefix.size());
  return true;
}

// Takes a run of decimal or hexadecimal digits off the front of *text. Empty,
// with *text untouched, when there is none or the value does not fit.
std::optional<uint64_t> ConsumeDecimal(std::string_view* text);
std::optional<uint64_t> ConsumeHex(std::string_view* text);

// "0102ff", or "01 02 ff" with a blank as the separator.
std::string ToHex(ByteView bytes, std::string_view separator = "");

bool EqualsIgnoringCase(std::string_view a, std::string_view b);
std::string ToLower(std::string_view text);

}  // namespace pptp

#endif  // PPTP_LIB_BASE_TEXT_H_
