#ifndef PPTP_LIB_PPP_WIRE_H_
#define PPTP_LIB_PPP_WIRE_H_

#include "lib/base/bytes.h"
#include "lib/ppp/frame.h"
#include "lib/ppp/packet.h"

// The wire spelling of a packet: its bytes, as a tunnel carries them.
//
// Reading loses nothing and never fails: a packet that does not follow its own
// format becomes a Raw body or a Datagram (lib/ppp/packet.h), bytes that a format
// leaves over become Packet::trailing or Packet::padding, and a frame without a
// header a Frame. Writing what was read gives the same bytes.
//
// What a log may hold and a wire may not is written as well as can be: text that
// stands in place of bytes is left out, and values too long for their length byte
// are cut.
namespace pptp::ppp {

// The information field, from the packet's code on.
Packet DecodePacket(Protocol protocol, ByteView information);

// Appends the information field.
void EncodePacket(const Packet& packet, Bytes* out);

// The whole frame, header included.
struct DecodedFrame {
  Packet packet;
  Compression compression;  // how the header was written; nothing for a Frame
};
DecodedFrame DecodeFrame(ByteView frame);
Bytes EncodeFrame(const Packet& packet, Compression compression = {});

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_WIRE_H_
