#ifndef PPTP_LIB_LOG_TEXT_ENCODING_H_
#define PPTP_LIB_LOG_TEXT_ENCODING_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pptp::log {

// Looks at the byte order mark that a stream may start with: UTF-16 of either
// order is turned into UTF-8, a mark of UTF-8 is dropped, anything else goes
// through untouched and uncopied.
class TextDecoder {
 public:
  using Sink = std::function<void(std::string_view bytes)>;

  explicit TextDecoder(Sink sink) : sink_(std::move(sink)) {}

  void Feed(std::string_view bytes);
  // Whether bytes come out as they go in.
  bool passes_as_is() const { return encoding_ == Encoding::kBytes; }
  // Ends the stream and makes ready for the next one.
  void End();

 private:
  enum class Encoding : uint8_t { kUndecided, kBytes, kUtf16Little, kUtf16Big };

  void Decide();
  void FeedUtf16(std::string_view bytes);
  void TakeUnit(uint32_t unit);
  void Put(uint32_t code_point);

  Sink sink_;
  Encoding encoding_ = Encoding::kUndecided;
  std::string start_;  // kUndecided: the first bytes
  std::string converted_;
  int half_unit_ = -1;           // the first byte of a UTF-16 unit whose second is to come
  uint32_t high_surrogate_ = 0;  // waiting for its low one
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_TEXT_ENCODING_H_
