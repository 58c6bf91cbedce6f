#ifndef PPTP_LIB_CLIENT_INTERNET_CHECKSUM_H_
#define PPTP_LIB_CLIENT_INTERNET_CHECKSUM_H_

#include <cstdint>

#include "lib/base/bytes.h"

namespace pptp::client {

// The checksum of IP, TCP and UDP (RFC 1071): the ones' complement sum of 16-bit numbers.

// Adds bytes to a sum. All parts of a sum but the last have an even size.
uint64_t AddToSum(uint64_t sum, ByteView bytes);

// The sum in 16 bits: what stands in a packet whose checksum somebody else completes.
uint16_t FoldSum(uint64_t sum);

// The checksum of everything in the sum. Of bytes with a right checksum among them, it is zero.
inline uint16_t Checksum(uint64_t sum) {
  return static_cast<uint16_t>(~FoldSum(sum));
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_INTERNET_CHECKSUM_H_
