#ifndef PPTP_LIB_LOG_LINE_ENDS_H_
#define PPTP_LIB_LOG_LINE_ENDS_H_

#include <cstddef>
#include <string_view>

namespace pptp::log {

// How many line ends the text has. std::count() looks at each byte by itself.
size_t CountLineEnds(std::string_view text);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_ENDS_H_
