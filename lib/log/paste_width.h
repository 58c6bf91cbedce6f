#ifndef PPTP_LIB_LOG_PASTE_WIDTH_H_
#define PPTP_LIB_LOG_PASTE_WIDTH_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace pptp::log {

// At which width the lines of an input were broken, if they were: by a mail program
// between words, or by a terminal anywhere.
struct PasteWidth {
  // A mail program's margin: no word of a broken line's continuation would have
  // fitted into so many columns. 0 when lines are not broken like that.
  size_t margin = 0;
  // A terminal's width: a line that goes on below is exactly so wide. 0 likewise.
  size_t terminal = 0;
  // True while so few lines have been seen that either may still turn out.
  bool open = true;

  bool broken() const { return margin != 0 || terminal != 0; }
};

// Measures the lines at the beginning of an input; the result is not open.
PasteWidth MeasurePaste(const std::vector<std::string_view>& lines);

// The columns that UTF-8 text takes, its line end and combining signs left aside.
size_t Columns(std::string_view line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PASTE_WIDTH_H_
