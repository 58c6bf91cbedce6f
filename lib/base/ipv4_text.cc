#include "lib/base/ipv4_text.h"

#include <fmt/format.h>

namespace pptp {

std::string Ipv4Text(uint32_t address) {
  return fmt::format("{}.{}.{}.{}", address >> 24, address >> 16 & 0xff, address >> 8 & 0xff,
                     address & 0xff);
}

}  // namespace pptp
