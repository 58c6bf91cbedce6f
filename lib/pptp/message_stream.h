#ifndef PPTP_LIB_PPTP_MESSAGE_STREAM_H_
#define PPTP_LIB_PPTP_MESSAGE_STREAM_H_

#include <pptp/error.h>
#include <array>
#include <cstddef>
#include <optional>

#include "lib/base/bytes.h"
#include "lib/pptp/control_codec.h"

namespace pptp::control {

// Cuts the bytes of a TCP connection into control messages, however they were
// split on the way. It keeps at most one message's bytes.
//
//   MessageStream stream;
//   ByteView bytes = what the socket gave;
//   for (;;) {
//     auto received = stream.Next(&bytes);
//     if (!received) return CloseConnection(received.error());
//     if (!*received) break;  // more bytes are needed
//     Handle(**received);
//   }
//
// After bytes that are no control message there is no telling where the next one
// begins: the stream fails with the same Error for good, and the connection is to
// be closed (RFC 2637 section 3).
class MessageStream {
 public:
  // Takes bytes off the front of *bytes until a message is complete. Empty, with
  // all bytes taken, when it is not.
  Result<std::optional<Received>> Next(ByteView* bytes);

 private:
  bool Fill(size_t size, ByteView* bytes);
  tl::unexpected<Error> FailForGood(Error error);

  std::array<uint8_t, kLargestMessage> buffer_;
  size_t filled_ = 0;
  std::optional<Error> failure_;
};

}  // namespace pptp::control

#endif  // PPTP_LIB_PPTP_MESSAGE_STREAM_H_
