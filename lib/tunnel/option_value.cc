#include "lib/tunnel/option_value.h"

#include "lib/base/bytes.h"

namespace pptp::tunnel {

ppp::Option FlagOption(uint8_t type) {
  return {type, {}, {}};
}

ppp::Option U16Option(uint8_t type, uint16_t value) {
  ppp::Option option{type, {}, {}};
  ByteWriter(&option.value).U16(value);
  return option;
}

ppp::Option U32Option(uint8_t type, uint32_t value) {
  ppp::Option option{type, {}, {}};
  ByteWriter(&option.value).U32(value);
  return option;
}

ppp::Option U64Option(uint8_t type, uint64_t value) {
  ppp::Option option{type, {}, {}};
  ByteWriter out(&option.value);
  out.U32(static_cast<uint32_t>(value >> 32));
  out.U32(static_cast<uint32_t>(value));
  return option;
}

std::optional<uint16_t> U16Value(const ppp::Option& option) {
  if (option.value.size() != 2) return std::nullopt;
  return ByteReader(option.value).U16();
}

std::optional<uint32_t> U32Value(const ppp::Option& option) {
  if (option.value.size() != 4) return std::nullopt;
  return ByteReader(option.value).U32();
}

std::optional<uint64_t> U64Value(const ppp::Option& option) {
  if (option.value.size() != 8) return std::nullopt;
  ByteReader in(option.value);
  const uint64_t high = in.U32();
  return high << 32 | in.U32();
}

}  // namespace pptp::tunnel
