#ifndef PPTP_LIB_LOG_LINE_BYTES_H_
#define PPTP_LIB_LOG_LINE_BYTES_H_

#include <string_view>

namespace pptp::log {

// Whether bytes stand in a line that need more than to be read. Nearly all lines have none but
// perhaps those that may be markup.
struct LineBytes {
  bool unusual = false;  // not ASCII, or a control character but tab
  bool markup = false;   // '<' or '&'
};

// One pass over the line, in vector instructions.
LineBytes LookAtBytes(std::string_view line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_BYTES_H_
