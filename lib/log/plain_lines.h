#ifndef PPTP_LIB_LOG_PLAIN_LINES_H_
#define PPTP_LIB_LOG_PLAIN_LINES_H_

#include <cstddef>
#include <string_view>

namespace pptp::log {

// How many bytes at the front of the text are whole lines, with their line ends, in which nothing
// stands but ASCII without '&' and without control characters. Such lines hold no entities and need
// neither decoding nor cleaning, which this finds out for many of them in one
// pass of vectors.
size_t LengthOfPlainLines(std::string_view text);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PLAIN_LINES_H_
