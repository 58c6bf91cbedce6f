#ifndef PPTP_LIB_LOG_LINE_BEFORE_H_
#define PPTP_LIB_LOG_LINE_BEFORE_H_

#include <cstddef>
#include <cstring>
#include <string_view>

namespace pptp::log {

// Where the line begins before the one that begins at "begin"; 0 when there is none.
inline size_t LineBefore(std::string_view text, size_t begin) {
  if (begin < 2) return 0;
  // Unlike string_view's rfind(), it does not go byte by byte.
  const void* end = memrchr(text.data(), '\n', begin - 1);
  return end == nullptr ? 0 : static_cast<size_t>(static_cast<const char*>(end) - text.data()) + 1;
}

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_BEFORE_H_
