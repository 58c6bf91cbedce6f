#ifndef PPTP_LIB_REPORT_TERMINAL_H_
#define PPTP_LIB_REPORT_TERMINAL_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "pptp/severity.h"

// What stands between the text of a log and a terminal.
namespace pptp::report {

// Makes a text safe to print on one line: control characters, bytes that are not
// UTF-8, and characters that are invisible or turn the direction of writing are
// replaced by a spelling of themselves: \n, \x1b, <U+202E>. The rest is kept, so
// the result is valid UTF-8 without a line end. Nothing from a log or a rule pack
// reaches a text report but through this.
std::string Visible(std::string_view text);

// How a piece of text is to look.
enum class Ink : uint8_t {
  kPlain,
  kHeading,   // of a section
  kError,     // the title of an error, a step that failed
  kWarning,   // the title of a warning
  kNote,      // the title of a note
  kGood,      // what went well
  kCommand,   // to be typed
  kLocation,  // file and line
  kFaint,     // what is only there for reference
};
Ink InkOf(Severity severity);

// "text" in that ink as ANSI escapes, or as it stands when "color" is false.
// REQUIRES: text has gone through Visible().
std::string Paint(bool color, Ink ink, std::string_view text);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_TERMINAL_H_
