#ifndef PPTP_LIB_REPORT_UTF8_H_
#define PPTP_LIB_REPORT_UTF8_H_

#include <cstdint>
#include <string_view>

namespace pptp::report {

// The first character of a text.
struct CodePoint {
  uint32_t value = 0;  // a byte's value when "valid" is false
  size_t length = 1;   // bytes of the text that it takes up
  bool valid = false;  // false: the byte starts no well-formed UTF-8 sequence (RFC 3629)
};

// Looks at the front of "text". REQUIRES: !text.empty().
CodePoint FirstCodePoint(std::string_view text);

// How many columns of a terminal a character takes: 0 for combining marks, 2 for
// the wide ones of East Asia and most pictographs, else 1.
size_t ColumnsOf(uint32_t code_point);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_UTF8_H_
