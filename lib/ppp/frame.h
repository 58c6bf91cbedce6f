#ifndef PPTP_LIB_PPP_FRAME_H_
#define PPTP_LIB_PPP_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "lib/base/bytes.h"
#include "lib/ppp/packet.h"

// The header of a PPP frame: address and control (ff 03), and the protocol field
// (RFC 1661 section 2, RFC 1662 section 3.1). Frames inside a tunnel have neither
// flags nor a checksum. This much is needed for every packet of data, so it copies
// and allocates nothing; lib/ppp/wire.h reads and writes whole packets.
namespace pptp::ppp {

inline constexpr size_t kLargestFrameHeader = 4;

// What is left out of the header to save bytes.
struct Compression {
  bool protocol_field = false;       // PFC: one byte instead of two where that is possible
  bool address_and_control = false;  // ACFC: no ff 03

  friend bool operator==(const Compression&, const Compression&) = default;
};

struct SplitFrame {
  Compression compression;  // as the frame has it
  Protocol protocol{};
  ByteView information;  // what follows the header, within the frame
};

// Takes a frame with either field compressed or not, whatever was agreed on: a
// receiver can always tell. Empty when there is no header: when the frame is too
// short for one, or begins with ff and not with ff 03 (RFC 1661 section 6.6 keeps
// protocol 0x00ff free for that).
std::optional<SplitFrame> Split(ByteView frame);

// Writes the header to the end of "headroom", in front of information that begins
// where headroom ends. Returns the bytes written. LCP's header is never compressed,
// whatever was agreed on (RFC 1661 sections 6.5 and 6.6).
// REQUIRES: kLargestFrameHeader bytes of headroom.
std::span<uint8_t> WriteFrameHeader(Protocol protocol, Compression compression,
                                    std::span<uint8_t> headroom);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_FRAME_H_
