#ifndef PPTP_TESTS_PPTP_MESSAGE_GENERATOR_H_
#define PPTP_TESTS_PPTP_MESSAGE_GENERATOR_H_

#include <cstdint>
#include <random>

#include "lib/pptp/control.h"

namespace pptp::control {

// Makes messages of every type with any numbers, codes and texts in them. The same
// seed gives the same messages.
class MessageGenerator {
 public:
  explicit MessageGenerator(uint64_t seed) : random_(seed) {}

  Message Next();                 // of any type
  Message OfType(uint16_t type);  // REQUIRES: 1 to kMessageTypes

 private:
  uint16_t U16() { return static_cast<uint16_t>(random_()); }
  uint32_t U32() { return static_cast<uint32_t>(random_()); }
  template <typename Enum>
  Enum Code() {
    return static_cast<Enum>(random_() & 0xff);
  }
  std::string Text(size_t most);

  std::mt19937_64 random_;
};

}  // namespace pptp::control

#endif  // PPTP_TESTS_PPTP_MESSAGE_GENERATOR_H_
