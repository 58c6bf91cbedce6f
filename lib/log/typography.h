#ifndef PPTP_LIB_LOG_TYPOGRAPHY_H_
#define PPTP_LIB_LOG_TYPOGRAPHY_H_

#include <string>
#include <string_view>

namespace pptp::log {

// Whether the line has a byte that is not ASCII; a cheap test.
bool HasNonAscii(std::string_view line);

// Puts ASCII back where word processors, web pages and chats put typography: blanks
// for no-break and thin spaces, nothing for signs without width; and, if the line
// has no other characters that are not ASCII, quotes, hyphens and brackets. A line
// with letters of its own keeps those: they may be words of its language. The
// result is a view of the line or of *scratch.
std::string_view RemoveTypography(std::string_view line, std::string* scratch);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_TYPOGRAPHY_H_
