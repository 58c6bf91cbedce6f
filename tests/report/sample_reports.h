#ifndef PPTP_TESTS_REPORT_SAMPLE_REPORTS_H_
#define PPTP_TESTS_REPORT_SAMPLE_REPORTS_H_

#include "pptp/report.h"

// Reports made by hand, as an analyzer could have made them.
namespace pptp::report {

LogTime At(int64_t seconds);  // after 2002-09-10 05:19:05, in an unknown zone

// The server demands encryption, this pppd has none: one cause with two ways to
// come about, a timeout that follows from it, and a session that shows it.
Report RefusedEncryption();

// The same, over and over, in "attempts" sessions.
Report RefusedEncryptionAgainAndAgain(int attempts);

// One session that is up, 128-bit encrypted.
Report Healthy();

// One session that failed without debug output: nothing found, much left open.
Report FailedWithoutDetail();

// A log of something else, and an empty one.
Report NothingOfOurs();
Report Empty();

// Every text that a peer could have had a hand in holds escapes, line ends, bytes
// that are no UTF-8 and characters that turn the direction of writing.
Report Hostile();
inline constexpr char kHostileText[] =
    "\x1b[2J\x1b[31mAll is well\r\nerror: fake\t\x07\x9b\xff\xfe\xc0\xaf"
    "\xe2\x80\xae"  // U+202E
    "\xc2\x9b"      // U+009B
    "\xef\xbb\xbf"  // U+FEFF
    "end";

}  // namespace pptp::report

#endif  // PPTP_TESTS_REPORT_SAMPLE_REPORTS_H_
