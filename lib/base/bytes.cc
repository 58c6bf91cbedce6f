#include "lib/base/bytes.h"

namespace pptp {

ByteView ByteReader::Take(size_t count) {
  if (count > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  ByteView taken = rest_.first(count);
  rest_ = rest_.subspan(count);
  return taken;
}

uint64_t ByteReader::Number(size_t width) {
  uint64_t value = 0;
  for (uint8_t byte : Take(width)) value = value << 8 | byte;
  return value;
}

void ByteWriter::U16(uint16_t value) {
  U8(static_cast<uint8_t>(value >> 8));
  U8(static_cast<uint8_t>(value));
}

void ByteWriter::U32(uint32_t value) {
  U16(static_cast<uint16_t>(value >> 16));
  U16(static_cast<uint16_t>(value));
}

}  // namespace pptp
