#ifndef PPTP_LIB_BASE_RANDOM_SOURCE_H_
#define PPTP_LIB_BASE_RANDOM_SOURCE_H_

#include <cstdint>
#include <span>

namespace pptp {

// Where random bytes come from: magic numbers, challenges, call ids. The real one asks
// the operating system; those of tests follow a seed. Used by one thread at a time.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual void Fill(std::span<uint8_t> bytes) = 0;

  uint32_t U32() {
    uint8_t bytes[4];
    Fill(bytes);
    return static_cast<uint32_t>(bytes[0]) << 24 | static_cast<uint32_t>(bytes[1]) << 16 |
           static_cast<uint32_t>(bytes[2]) << 8 | bytes[3];
  }
};

}  // namespace pptp

#endif  // PPTP_LIB_BASE_RANDOM_SOURCE_H_
