#ifndef PPTP_LIB_PPTP_CONTROL_CODEC_H_
#define PPTP_LIB_PPTP_CONTROL_CODEC_H_

#include <pptp/error.h>
#include <cstdint>

#include "lib/base/bytes.h"
#include "lib/pptp/control.h"

// Control messages to bytes and back (RFC 2637 section 2; every number has its
// most significant byte first). The bytes of a TCP stream, which come in pieces,
// are for MessageStream (lib/pptp/message_stream.h).
namespace pptp::control {

// Length (2), PPTP message type (2), magic cookie (4), control message type (2),
// reserved (2).
inline constexpr size_t kHeaderSize = 12;
inline constexpr size_t kLargestMessage = 220;  // Incoming-Call-Request

// Appends the message's bytes; texts that are too long are cut.
void Encode(const Message& message, Bytes* out);
Bytes Encode(const Message& message);

// A message that came in.
struct Received {
  Message message;
  uint16_t reserved0 = 0;  // Cisco's servers set it; pptp logs that and goes on
};

// Checks the header at the front of "bytes" and gives the size of its message.
// Fails, with a sentence for the user, when the magic cookie, the types or the
// length are not those of a control message.
// REQUIRES: at least kHeaderSize bytes.
Result<size_t> CheckHeader(ByteView bytes);

// Reads one whole message. Reserved fields may hold anything; texts end with
// their first NUL; codes and numbers are not judged.
Result<Received> Decode(ByteView bytes);

}  // namespace pptp::control

#endif  // PPTP_LIB_PPTP_CONTROL_CODEC_H_
