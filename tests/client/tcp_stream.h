#ifndef PPTP_TESTS_CLIENT_TCP_STREAM_H_
#define PPTP_TESTS_CLIENT_TCP_STREAM_H_

#include <cstddef>
#include <cstdint>

#include "lib/base/bytes.h"

namespace pptp::client {

// A packet of a TCP stream over IPv4, put together byte by byte: the truth that splitting and
// joining are compared with.
struct StreamPacket {
  uint16_t id = 1;
  uint16_t fragment = 0x4000;  // as in the header: "don't fragment"
  uint16_t source_port = 1000;
  uint32_t sequence = 1;
  uint8_t flags = 0x10;  // ACK
  Bytes options = {};    // a multiple of 4 bytes
  Bytes payload = {};
};

Bytes Encode(const StreamPacket& packet);

// So many bytes, each of which tells its place.
Bytes StreamBytes(size_t from, size_t count);

// RFC 1071, number for number.
uint16_t NaiveChecksum(const Bytes& bytes);

}  // namespace pptp::client

#endif  // PPTP_TESTS_CLIENT_TCP_STREAM_H_
