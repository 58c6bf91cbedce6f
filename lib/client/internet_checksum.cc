#include "lib/client/internet_checksum.h"

#include <netinet/in.h>

#include <cstring>

namespace pptp::client {

// The sum comes out right in whatever order the bytes of all numbers are taken, as long as the
// result is turned round once (RFC 1071 section 2B): so two numbers are added at a time, as the
// machine reads them. 2^32 additions fit into the 64 bits.
uint64_t AddToSum(uint64_t sum, ByteView bytes) {
  for (; bytes.size() >= 4; bytes = bytes.subspan(4)) {
    uint32_t word;
    std::memcpy(&word, bytes.data(), sizeof word);
    sum += word;
  }
  if (!bytes.empty()) {
    uint8_t last[4] = {};
    std::memcpy(last, bytes.data(), bytes.size());
    uint32_t word;
    std::memcpy(&word, last, sizeof word);
    sum += word;
  }
  return sum;
}

uint16_t FoldSum(uint64_t sum) {
  while (sum >> 16 != 0) sum = (sum >> 16) + (sum & 0xffff);
  return ntohs(static_cast<uint16_t>(sum));
}

}  // namespace pptp::client
