#ifndef PPTP_LIB_REPORT_WRAP_H_
#define PPTP_LIB_REPORT_WRAP_H_

#include <string>
#include <string_view>
#include <vector>

// Text laid out in columns. Widths are counted as a terminal shows them, so that
// accents and East Asian characters line up too.
//
// REQUIRES everywhere: the text has gone through Visible() and holds no escapes.
namespace pptp::report {

size_t Columns(std::string_view text);

// The text, or as much of it as fits together with "..." when it is too wide.
std::string CutToWidth(std::string_view text, size_t width);

// The text followed by blanks up to that width.
std::string PadToWidth(std::string_view text, size_t width);

// Prose: words joined by one blank into lines of at most "width" columns. A word
// that is wider stands on a line of its own, whole, so that a path or a command
// can still be copied. No lines for a text without words.
std::vector<std::string> FillProse(std::string_view text, size_t width);

// A log line: broken in front of a "<" or else after a blank, where that leaves a
// line at least half full, else anywhere. Every character is kept, blanks too. At least one line.
std::vector<std::string> FoldLine(std::string_view text, size_t width);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_WRAP_H_
