#include "lib/base/text.h"

#include <algorithm>
#include <charconv>

namespace pptp {
namespace {

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<uint64_t> ConsumeNumber(std::string_view* text, int base) {
  uint64_t value = 0;
  const char* end = text->data() + text->size();
  auto [stop, error] = std::from_chars(text->data(), end, value, base);
  if (error != std::errc()) return std::nullopt;
  text->remove_prefix(static_cast<size_t>(stop - text->data()));
  return value;
}

}  // namespace

std::optional<uint64_t> ConsumeDecimal(std::string_view* text) {
  return ConsumeNumber(text, 10);
}

std::optional<uint64_t> ConsumeHex(std::string_view* text) {
  return ConsumeNumber(text, 16);
}

std::string ToHex(ByteView bytes, std::string_view separator) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (uint8_t byte : bytes) {
    if (!hex.empty()) hex += separator;
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string ToLower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

}  // namespace pptp
