#ifndef PPTP_LIB_BASE_BYTES_H_
#define PPTP_LIB_BASE_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pptp {

using Bytes = std::vector<uint8_t>;
using ByteView = std::span<const uint8_t>;

// Reads big-endian values from a view of bytes and never past its end.
//
// A read past the end returns zero (or an empty view), consumes the rest and
// makes ok() false for good, so a decoder reads all its fields first and asks
// once:
//
//   ByteReader in(packet);
//   uint8_t code = in.U8(), id = in.U8();
//   uint16_t length = in.U16();
//   if (!in.ok()) return Fail(Error::Truncated("..."));
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : rest_(bytes) {}

  uint8_t U8() { return static_cast<uint8_t>(Number(1)); }
  uint16_t U16() { return static_cast<uint16_t>(Number(2)); }
  uint32_t U32() { return Number(4); }
  ByteView Take(size_t count) {
    if (count > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  ByteView Rest() { return Take(rest_.size()); }

  size_t remaining() const { return rest_.size(); }
  bool ok() const { return ok_; }

 private:
  uint32_t Number(size_t width) {
    uint32_t value = 0;
    for (uint8_t byte : Take(width)) value = value << 8 | byte;
    return value;
  }

  ByteView rest_;
  bool ok_ = true;
};

// Appends big-endian values to a vector owned by the caller.
class ByteWriter {
 public:
  explicit ByteWriter(Bytes* out) : out_(out) {}

  void U8(uint8_t value) { out_->push_back(value); }
  void U16(uint16_t value);
  void U32(uint32_t value);
  void Append(ByteView bytes) { out_->insert(out_->end(), bytes.begin(), bytes.end()); }

 private:
  Bytes* out_;
};

// The bytes of a text, and a text of the bytes.
inline ByteView AsBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}
inline std::string_view AsText(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace pptp

#endif  // PPTP_LIB_BASE_BYTES_H_
