#ifndef PPTP_LIB_PPTP_GRE_H_
#define PPTP_LIB_PPTP_GRE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tl/expected.hpp>

#include "lib/base/bytes.h"

// Enhanced GRE, the envelope of PPTP's data (RFC 2637 section 4.1): a header in
// front of a PPP packet, inside an IP packet of protocol 47.
//
// Values only, no copies, no allocation.
namespace pptp::gre {

inline constexpr uint8_t kIpProtocol = 47;
inline constexpr size_t kLargestHeader = 16;  // with sequence and acknowledgement

struct Header {
  uint16_t call_id = 0;                     // the receiver's
  std::optional<uint32_t> sequence;         // in every packet with a payload
  std::optional<uint32_t> acknowledgement;  // the highest sequence number received

  friend bool operator==(const Header&, const Header&) = default;
};

struct Packet {
  Header header;
  ByteView payload;  // a PPP packet, or nothing; within the bytes that were parsed
};

// Why bytes are not a packet of ours.
enum class Fault {
  kTruncated,        // shorter than the header
  kWrongVersion,     // plain GRE (0) or a future one
  kWrongProtocol,    // carries something other than PPP
  kChecksum,         // C: PPTP never has a checksum,
  kRouting,          // R: nor routes,
  kReservedBits,     // nor strict source routes or recursion
  kNoCallId,         // K is not set
  kNoSequence,       // a payload without a sequence number
  kPayloadTooShort,  // fewer bytes than the header announces
};
std::string_view FaultName(Fault fault);

// Reads the payload of an IP packet. Bytes behind the announced payload are
// padding and left out.
tl::expected<Packet, Fault> Parse(ByteView ip_payload);

// The size that the header will have: 8 bytes and 4 for each number.
size_t HeaderSize(const Header& header);

// Writes the header to the end of "headroom", right in front of a payload of that
// size which begins where headroom ends. Returns the bytes written.
// REQUIRES: HeaderSize(header) bytes of headroom; payload_size below 65536, and
// zero if the header has no sequence number.
std::span<uint8_t> WriteHeader(const Header& header, size_t payload_size,
                               std::span<uint8_t> headroom);

// How far "a" comes after "b" (negative: before), modulo 2^32.
constexpr int32_t SequenceDistance(uint32_t a, uint32_t b) {
  return static_cast<int32_t>(a - b);
}
constexpr bool IsAfter(uint32_t a, uint32_t b) {
  return SequenceDistance(a, b) > 0;
}

}  // namespace pptp::gre

#endif  // PPTP_LIB_PPTP_GRE_H_
