#ifndef PPTP_LIB_CATALOG_REQUIRED_LITERAL_H_
#define PPTP_LIB_CATALOG_REQUIRED_LITERAL_H_

#include <string_view>

#include "lib/catalog/regex_syntax.h"

namespace pptp::catalog {

inline constexpr size_t kLongestLiteral = 255;

// True when it is proven that every string the expression matches contains the
// literal, so that lines without it need not be tried. False when that is not so,
// or would take too long to prove.
//
// REQUIRES: literal is not empty and at most kLongestLiteral bytes long.
bool EveryMatchContains(const RegexSyntax& syntax, std::string_view literal);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_REQUIRED_LITERAL_H_
