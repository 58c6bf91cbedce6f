#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lib/pptp/control_codec.h"
#include "lib/pptp/message_stream.h"
#include "tests/fuzz/target.h"
#include "tests/pptp/message_generator.h"

namespace pptp::fuzz {
namespace {

// All that a stream makes of its bytes, given in pieces of one size.
struct Heard {
  std::vector<control::Message> messages;
  std::string error;
  friend bool operator==(const Heard&, const Heard&) = default;
};

Heard Listen(ByteView bytes, size_t piece_size) {
  Heard heard;
  control::MessageStream stream;
  while (!bytes.empty()) {
    ByteView piece = bytes.first(std::min(piece_size, bytes.size()));
    bytes = bytes.subspan(piece.size());
    for (;;) {
      const auto received = stream.Next(&piece);
      if (!received) {
        heard.error = received.error().message();
        return heard;
      }
      if (!*received) break;
      heard.messages.push_back((*received)->message);
    }
    Require(piece.empty(), "a stream takes all bytes or has a message");
  }
  return heard;
}

}  // namespace

void RunControl(ByteView input) {
  const Heard whole = Listen(input, input.size());
  Require(whole == Listen(input, 1), "single bytes give the same messages and the same error");
  Require(whole == Listen(input, 7), "pieces give the same messages and the same error");
  for (const control::Message& message : whole.messages) {
    const auto again = control::Decode(control::Encode(message));
    Require(again && again->message == message, "a message that was read can be written");
  }
}

// Conversations of a few messages, each type in some.
std::vector<Bytes> ControlSeeds() {
  control::MessageGenerator generator(2637);
  std::vector<Bytes> seeds;
  for (uint16_t type = 1; type <= control::kMessageTypes; ++type) {
    Bytes bytes;
    control::Encode(generator.OfType(type), &bytes);
    control::Encode(generator.Next(), &bytes);
    seeds.push_back(std::move(bytes));
  }
  return seeds;
}

}  // namespace pptp::fuzz
