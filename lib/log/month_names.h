#ifndef PPTP_LIB_LOG_MONTH_NAMES_H_
#define PPTP_LIB_LOG_MONTH_NAMES_H_

#include <string_view>

namespace pptp::log {

// The month, 1 to 12, that a stamp's word means, or 0. Knows the abbreviations
// of English and of the languages whose locales turn up in logs (journalctl and
// date write in the locale's language), in UTF-8 and Latin-1, with or without the
// final dot and in any case of their ASCII letters.
unsigned MonthFromName(std::string_view word);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_MONTH_NAMES_H_
