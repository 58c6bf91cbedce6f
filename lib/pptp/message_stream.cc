#include "lib/pptp/message_stream.h"

#include <algorithm>
#include <utility>

namespace pptp::control {

Result<std::optional<Received>> MessageStream::Next(ByteView* bytes) {
  if (failure_) return Fail(*failure_);
  if (!Fill(kHeaderSize, bytes)) return std::nullopt;
  const Result<size_t> size = CheckHeader(buffer_);
  if (!size) return FailForGood(size.error());
  if (!Fill(*size, bytes)) return std::nullopt;
  Result<Received> received = Decode(ByteView(buffer_).first(*size));
  if (!received) return FailForGood(received.error());
  filled_ = 0;
  return std::optional(*std::move(received));
}

// Whether the buffer then holds "size" bytes.
bool MessageStream::Fill(size_t size, ByteView* bytes) {
  if (filled_ >= size) return true;
  const ByteView taken = bytes->first(std::min(size - filled_, bytes->size()));
  std::ranges::copy(taken, buffer_.begin() + static_cast<ptrdiff_t>(filled_));
  filled_ += taken.size();
  *bytes = bytes->subspan(taken.size());
  return filled_ == size;
}

tl::unexpected<Error> MessageStream::FailForGood(Error error) {
  failure_ = std::move(error);
  return Fail(*failure_);
}

}  // namespace pptp::control
