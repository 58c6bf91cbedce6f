#ifndef PPTP_TESTS_PPP_CANONICAL_LINES_H_
#define PPTP_TESTS_PPP_CANONICAL_LINES_H_

#include <span>

#include "lib/ppp/notation.h"

// Lines exactly as some pppd prints them.
namespace pptp::ppp {

struct CanonicalLine {
  const char* name;
  const char* text;
};

// Lines that no version has changed, those of a current pppd, and those of the
// builds of 2002.
std::span<const CanonicalLine> TimelessLines();
std::span<const CanonicalLine> ModernLines();
std::span<const CanonicalLine> SeedLines();

}  // namespace pptp::ppp

#endif  // PPTP_TESTS_PPP_CANONICAL_LINES_H_
