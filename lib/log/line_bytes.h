#ifndef PPTP_LIB_LOG_LINE_BYTES_H_
#define PPTP_LIB_LOG_LINE_BYTES_H_

#include <string_view>

namespace pptp::log {

// Which of the bytes that make a line need more than to be read stand in it: a line of ASCII
// without control characters and markup is what nearly all are.
struct LineBytes {
  bool non_ascii = false;
  bool control = false;    // but tab; with DEL
  bool angle = false;      // '<'
  bool ampersand = false;  // '&'
};

// One pass over the line, in vector instructions.
LineBytes LookAtBytes(std::string_view line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_BYTES_H_
